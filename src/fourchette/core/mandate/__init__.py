"""What is asked, and who sells: the mandate, its answers under a card, the seller's profile."""

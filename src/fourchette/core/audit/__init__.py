"""What can be proved of a card: its extremes, its examples, what never applies."""

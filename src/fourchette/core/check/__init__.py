"""Whether a card holds together: every problem in it, found before anything is priced."""

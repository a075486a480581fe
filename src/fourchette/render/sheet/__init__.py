"""A quote or an offer as words and formatted figures, and on a screen."""

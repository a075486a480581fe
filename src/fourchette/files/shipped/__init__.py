"""What ships with the program as data: taxes, terms, the figures of a floor."""

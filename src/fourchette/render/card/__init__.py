"""A rate card on a screen: its traits, its differences, what was found of it."""

"""Quotes, offers and explanations as plain values, for JSON and for saved files."""

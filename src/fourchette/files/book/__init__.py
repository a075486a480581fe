"""The quote book: one file a quote, sealed, listed by its head, verified."""

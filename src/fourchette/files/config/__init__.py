"""The user's config: read, changed, shown, filled in."""

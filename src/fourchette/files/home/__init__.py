"""Where the user's files are."""

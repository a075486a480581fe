"""Questions asked on a terminal, and the user's editor."""

"""The rate card in force, and the user's own."""

"""TOML on disk: read, checked, written whole or not at all, edited without losing a comment."""

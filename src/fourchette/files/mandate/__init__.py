"""What a mandate is read from and written to."""

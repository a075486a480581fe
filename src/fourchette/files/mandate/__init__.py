"""What a mandate is read from and written to, and the timesheets of its work."""

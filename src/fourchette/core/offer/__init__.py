"""What the client reads and may choose: nothing internal has a place here."""

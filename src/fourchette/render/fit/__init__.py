"""What to take out to meet a budget, on a screen and as plain values."""

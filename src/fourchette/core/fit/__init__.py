"""What to take out of a mandate to meet a budget."""

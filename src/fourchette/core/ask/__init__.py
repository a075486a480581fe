"""The interview: which question can still change the price, and in what order."""

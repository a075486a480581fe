"""The client's document, in each of its formats."""

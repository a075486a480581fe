"""Prices side by side: what differs, what moved, and why, to the cent."""

"""Why a price is what it is, what did not apply, and what would move it."""

"""Why a price is what it is, on a screen and as a picture."""

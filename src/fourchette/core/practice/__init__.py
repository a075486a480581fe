"""The freelancer's practice: the life of a quote, her floor, what past work teaches."""

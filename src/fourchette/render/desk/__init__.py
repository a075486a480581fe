"""The screens of her desk: the book, the config, the floor, the interview, what was learned."""

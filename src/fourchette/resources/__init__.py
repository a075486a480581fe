"""The data that ships with the program: the default card, the tax table, the message catalogs."""

"""The price, and nothing else: values in, values out; no disk, clock, terminal, locale or environment."""

"""Colours, pictures and type: what makes pages of words, whatever they say."""

"""From a quote to text: every figure formatted once, in one language and locale; nothing here prints."""

"""From a mandate to a quote: rate, hours, lines, taxes, value case, notices."""

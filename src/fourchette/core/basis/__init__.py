"""What everything is made of: money, figures, words, problems, and how one value is read."""

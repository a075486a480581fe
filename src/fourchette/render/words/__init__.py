"""One language and one locale: messages, figures, sentences."""

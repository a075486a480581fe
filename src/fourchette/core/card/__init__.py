"""What a rate card may say: its nouns, its conditions and effects, and how an answer is read and told."""

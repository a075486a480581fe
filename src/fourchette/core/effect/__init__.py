"""What an answer does to the rate: each kind of effect, with its arithmetic, its sentence and what a card may write."""

"""One thing done to many rows of a list at once: looked at first, then done in one go."""

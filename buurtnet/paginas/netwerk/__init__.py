"""The page of a network."""

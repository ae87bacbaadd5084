"""The page of a place at any level."""

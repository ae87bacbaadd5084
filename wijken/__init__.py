"""WAAR: the places of a municipality, and what they work on."""

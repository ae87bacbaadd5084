"""A drawing of two columns of names with lines between them."""

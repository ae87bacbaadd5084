"""The coverage matrix."""

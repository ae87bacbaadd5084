"""The booklet of a place."""

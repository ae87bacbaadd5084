"""Fields of forms for dates in words and for records out of thousands."""

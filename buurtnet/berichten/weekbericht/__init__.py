"""What a coordinator is told each week of her area: what changed, what waits, what is coming."""

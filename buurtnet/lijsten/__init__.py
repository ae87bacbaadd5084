"""Lists: what narrows them, how many each choice leaves, the page, and files."""

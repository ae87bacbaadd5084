"""What every page has: the data version, kept pages, addresses, languages and plain components."""

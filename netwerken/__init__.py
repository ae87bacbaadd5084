"""WIE: who works where on which theme."""

"""What the dated facts say over the years, of a place, a network or a theme."""

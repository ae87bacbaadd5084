"""Where to turn to: three questions that end in a short list."""

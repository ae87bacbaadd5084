"""When the ground moves: a database or disk that refuses, and what people are told of it."""

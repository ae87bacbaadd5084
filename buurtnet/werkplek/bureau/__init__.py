"""The desk of a coordinator: what to do, a file for each part of it."""

"""What visitors read: a file or a folder for each address."""

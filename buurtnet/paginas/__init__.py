"""What visitors read: a file or folder for each address, and what several of these share."""

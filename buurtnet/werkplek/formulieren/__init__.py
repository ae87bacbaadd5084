"""The forms of coordinators, a file for each noun."""

"""Keeps the tables of the rooms below the three domains; the code of them is in those rooms."""

"""Signals: the list of all, the page of one, and what several wijken have in common."""

"""Changing what there is: forms, conflicts, endings, history, tables, and the admin."""

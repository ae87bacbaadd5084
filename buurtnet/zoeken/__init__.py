"""Asking the search index: questions and their words, slips of the pen, synonyms, like names."""

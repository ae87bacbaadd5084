"""Loading what CBS publishes about places: outlines, inhabitants, postcodes."""


class Fout(Exception):
    """A file that can't be loaded; the message says in one line where and why."""

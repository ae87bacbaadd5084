"""Tables that people made elsewhere: where one begins, what of it is empty, how large it may be."""

# Among so many rows from the top the names of the columns are looked for.
KOP_BINNEN = 25
MEESTE_KOLOMMEN = 300
# So sure is a row of which every name is known, and that has all that are needed.
VOLLEDIG = 1000


class Tabelfout(Exception):
    """A file that can't be read; the message says in one line where, why, and what would do."""


def beste_kop(rijen, herken):
    """(how surely, which of `rijen`) has the names of the columns; counts from 0, and -1 is none.

    `herken` takes the cells of a row and gives how many names it knows there, or VOLLEDIG and more.
    """
    scores = [(herken(cellen), -plek) for plek, cellen in enumerate(rijen) if any(cellen)]
    score, plek = max(scores, default=(0, 1))
    return score, -plek

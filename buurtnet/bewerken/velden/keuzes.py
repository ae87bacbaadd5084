"""How a choice is called in a form."""

from buurtnet.kern.noemen import BESLOTEN, mag_noemen


def noemer(noem, gebruiker):
    """`noem`, a function from a record to its label, for `gebruiker`.

    What is chosen already stands among the choices, and has no name for who may not see it.
    """

    def label(rij):
        return noem(rij) if mag_noemen(rij, gebruiker) else str(BESLOTEN)

    return label

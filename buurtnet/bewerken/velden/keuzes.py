"""How a choice is called in a form."""

from buurtnet.kern.noemen import BESLOTEN, mag_noemen
from buurtnet.web.keuzenamen import onthoud


def noemer(noem, gebruiker):
    """`noem`, a function from a record to its label, for `gebruiker`.

    What is chosen already stands among the choices, and has no name for who may not see it.
    """

    def label(rij):
        if not mag_noemen(rij, gebruiker):
            return str(BESLOTEN)
        naam = noem(rij)
        onthoud(rij, naam)
        return naam

    return label

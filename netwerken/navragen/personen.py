"""Persons whom nobody confirms: asked about twice, then hidden, and at last erased."""

from typing import NamedTuple

from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.versheid import Nagegaan, is_vers, niet_vers_q
from netwerken.models import Contactpunt
from netwerken.models.contactpunt import EIGENAREN
from netwerken.models.persoon import HERINNEREN_NA, WISSEN_NA

GEWIST = "persoon gewist: niemand ging na of het nog klopt"


class Stappen(NamedTuple):
    """What a day brought, as lists of Contactpunten: each of whom one day did one thing."""

    gevraagd: list
    herinnerd: list
    verborgen: list
    gewist: list


def doe(datum):
    """Do what `datum` asks, in a transaction; the Stappen. May run twice: nothing is done again.

    One step a day, so that nobody is hidden or erased whom nobody was told about before.
    """
    neem_beurt(Contactpunt)
    stappen = Stappen([], [], [], [])
    rijen = Contactpunt.objects.van_personen().filter(niet_vers_q(Contactpunt, datum))
    for punt in vergrendel(rijen.select_related(*EIGENAREN)):
        if not is_vers(Nagegaan(punt.persoon_nagegaan_op, punt.termijn), datum):
            _zet_stap(punt, datum, stappen)
    return stappen


def _zet_stap(punt, datum, stappen):
    if verborgen := punt.loopt_sinds("verborgen_op"):
        if verborgen + WISSEN_NA <= datum:
            punt.wis_persoon(GEWIST)
            stappen.gewist.append(punt)
    elif herinnerd := punt.loopt_sinds("herinnerd_op"):
        if herinnerd + HERINNEREN_NA <= datum:
            _merk(punt, "verborgen_op", datum, stappen.verborgen)
    elif gevraagd := punt.loopt_sinds("gevraagd_op"):
        if gevraagd + HERINNEREN_NA <= datum:
            _merk(punt, "herinnerd_op", datum, stappen.herinnerd)
    else:
        _merk(punt, "gevraagd_op", datum, stappen.gevraagd)


def _merk(punt, veld, datum, gedaan):
    """Note the day: no change of what it says, so no version of it."""
    Contactpunt.objects.filter(pk=punt.pk).update(**{veld: datum})
    setattr(punt, veld, datum)
    gedaan.append(punt)


def te_bevestigen(gebruiker):
    """The Contactpunten that `gebruiker` keeps and was asked about, hidden ones first; a list."""
    eigen = Contactpunt.objects.editable_by(gebruiker).van_personen()
    rijen = [
        punt
        for punt in eigen.filter(gevraagd_op__isnull=False).select_related(*EIGENAREN)
        if punt.loopt_sinds("gevraagd_op")
    ]
    return sorted(rijen, key=lambda punt: (not punt.is_verborgen, punt.gevraagd_op, punt.pk))

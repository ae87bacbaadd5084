"""What leaves the public lists, or has left them, as nobody confirmed it: the first to go first."""

import datetime
from typing import NamedTuple

from django.db.models import Value

from buurtnet.bewerken.opslaan import adres
from netwerken.nagelopen import VERMELD

MEESTE = 15


class Regel(NamedTuple):
    """A row, what the form sends for it, and where to look at it."""

    rij: object
    # What kind it is, in words.
    wat: str
    waarde: str
    adres: str
    # The first day on which no list shows it, and whether that day has come.
    op: datetime.date
    is_weg: bool


def vermeldingen(gebruiker, vandaag):
    """(the first lines, how many there are in all) of what `gebruiker` may confirm."""
    eerste, *rest = (
        model.objects.visible_to(gebruiker)
        .editable_by(gebruiker)
        .niet_voorbij(vandaag)
        .filter(vermeld_tot__isnull=False)
        .order_by()
        .annotate(soortnaam=Value(soort))
        .values_list("vermeld_tot", "soortnaam", "pk")
        for soort, model in VERMELD.items()
    )
    alle = sorted(eerste.union(*rest, all=True))
    rijen = _rijen_van(alle[:MEESTE])
    getoond = [(tot, rijen[soort, pk]) for tot, soort, pk in alle[:MEESTE] if (soort, pk) in rijen]
    return [_regel(rij, tot < vandaag) for tot, rij in getoond], len(alle)


def _regel(rij, is_weg):
    waarde = f"{rij._meta.model_name}:{rij.pk}"
    wat, waar = rij._meta.verbose_name, adres(rij, "wijzigen")
    return Regel(rij, wat, waarde, waar, rij.uit_lijst_op, is_weg)


def _rijen_van(sleutels):
    """{(kind, key): row}, a query for each kind."""
    rijen = {}
    for soort in {soort for _tot, soort, _pk in sleutels}:
        model = VERMELD[soort]
        pks = [pk for _tot, wat, pk in sleutels if wat == soort]
        gevonden = model.objects.select_related(*model.rijsoort.relaties).in_bulk(pks)
        rijen |= {(soort, pk): rij for pk, rij in gevonden.items()}
    return rijen

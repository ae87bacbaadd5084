"""The parts of a detail page: a few rows of each, and one part whole on request.

`?toon=inzet` shows that part alone, in pages; so no page grows with its subject.
"""

import re
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Window

from .models import Bron

EERSTE = 8
PER_PAGINA = 25


@dataclass
class Deel:
    """Rows of one part; `aantal` is how many there are, `pagina` set when it is shown alone."""

    naam: str
    rijen: list
    aantal: int
    pagina: Page | None = None

    @property
    def meer(self):
        return self.pagina is None and self.aantal > len(self.rijen)


class Delen(dict):
    """{name: Deel}; `alleen` is the name of the one part that is shown, or ""."""

    alleen = ""


def maak_delen(request, querysets):
    """The Delen for a dict of querysets; all but one are empty when `?toon=` names it.

    A value may be (queryset, how many rows first). One query for each part, plus its prefetches.
    """
    paren = {
        naam: waarde if isinstance(waarde, tuple) else (waarde, EERSTE)
        for naam, waarde in querysets.items()
    }
    toon = request.GET.get("toon")
    if toon not in paren:
        return Delen({naam: _begin(naam, *paar) for naam, paar in paren.items()})
    delen = Delen({naam: Deel(naam, [], 0) for naam in paren})
    delen[toon] = _heel(request, toon, paren[toon][0])
    delen.alleen = toon
    return delen


def _begin(naam, queryset, eerste):
    rijen = list(queryset.annotate(in_deel=Window(Count("*")))[:eerste])
    return Deel(naam, rijen, rijen[0].in_deel if rijen else 0)


def _heel(request, naam, queryset):
    pagina = Paginator(queryset, PER_PAGINA).get_page(request.GET.get("pagina"))
    return Deel(naam, list(pagina), pagina.paginator.count, pagina)


def openbaar_q(*paden):
    """Q for rows whose relations at `paden` are public, or not there."""
    q = Q()
    for pad in paden:
        q &= Q(**{f"{pad}__isnull": True}) | Q(**{f"{pad}__openbaar": True})
    return q


def overleg(rijen):
    """The public ones among meetings, agreements, signals or surveys, with their network."""
    return rijen.filter(openbaar_q("netwerk"), openbaar=True).select_related("netwerk", "bron")


def bronnen_van(record):
    """[(name of the document, lines)] that `record` rests on, from its bron and vindplaats."""
    plaatsen = {}
    for deel in filter(None, (deel.strip() for deel in record.vindplaats.split(";"))):
        slug, _dubbel, regels = deel.partition(" ")[0].partition(":")
        plaatsen.setdefault(slug, set()).update(filter(None, regels.split(",")))
    namen = dict(Bron.objects.filter(slug__in=plaatsen).values_list("slug", "naam"))
    if record.bron and record.bron.slug not in plaatsen:
        namen[record.bron.slug] = record.bron.naam
    return [
        (naam, ", ".join(sorted(plaatsen.get(slug, ()), key=eerste_getal)))
        for slug, naam in namen.items()
    ]


def eerste_getal(regels):
    """The first number in "26-30", to sort by."""
    cijfers = re.match(r"[0-9]{1,9}", regels)
    return int(cijfers[0]) if cijfers else 0


def contactpunten_voor(record, gebruiker):
    """The ways to reach `record`, each with only what `gebruiker` may read of it."""
    punten = list(record.contactpunten.all())
    for punt in punten:
        for veld in ("naam", "telefoon", "email"):
            if not punt.can_see(gebruiker, veld):
                setattr(punt, veld, "")
    return punten

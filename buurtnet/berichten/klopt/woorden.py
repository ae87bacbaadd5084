"""What we show of somebody, as lines to check: the same in the mail and on the page."""

from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from initiatieven.models import Activiteit
from netwerken.models import Deelname, Huisvesting, Inzet

LANGSTE = 160


class Regel(NamedTuple):
    """One line: how it is called in an address, in words, what it says more, what was answered."""

    naam: str
    kop: str
    tekst: str
    antwoord: str
    rij: object


def regels_van(rijen, antwoorden):
    """A Regel for each of {name: row}; `antwoorden` is {name: what was said}."""
    return [
        Regel(naam, *_woorden(rij), antwoorden.get(naam, ""), rij) for naam, rij in rijen.items()
    ]


def _woorden(rij):
    maak = _PER_SOORT.get(type(rij), _record)
    kop, tekst = maak(rij)
    return kop, Truncator(tekst).chars(LANGSTE)


def _record(record):
    delen = (record.omschrijving, getattr(record, "website", ""))
    return record.naam, " ".join(filter(None, delen))


def _activiteit(rij):
    delen = (rij.ritme, rij.kosten, rij.aanmelden, rij.omschrijving)
    return rij.naam, ". ".join(deel.rstrip(".") for deel in delen if deel)


def _inzet(rij):
    via = _("via %(naam)s") % {"naam": rij.netwerk} if rij.netwerk else ""
    return f"{rij.wijk}: {rij.thema}", ", ".join(filter(None, [rij.toelichting.rstrip("."), via]))


def _deelname(rij):
    return str(rij.netwerk), rij.get_rol_display()


def _huisvesting(rij):
    return _("zit in %(plek)s") % {"plek": rij.accommodatie}, rij.toelichting


_PER_SOORT = {
    Activiteit: _activiteit,
    Inzet: _inzet,
    Deelname: _deelname,
    Huisvesting: _huisvesting,
}

"""The columns of the rooster: the themes, those of the wijk's own agenda first and in its words."""

from dataclasses import dataclass

from buurtnet.kern.noemen import noem
from wijken.models import Agenda, Agendapunt, Thema


@dataclass(frozen=True)
class Kolom:
    """A theme as the wijk calls it; `kan` is whether somebody may begin to work on it here."""

    thema: Thema
    naam: str
    titel: str
    op_agenda: bool
    kan: bool

    @property
    def sleutel(self):
        return self.thema.pk

    @property
    def slug(self):
        """What names the theme in an address; "" of one that the user may not see."""
        return self.thema.slug if self.kan else ""


def kolommen_van(gebruiker, wijk, hogere, rijen, dag):
    """A Kolom per theme, those on an agenda in force first, in its order.

    `hogere` are keys of the places above `wijk`, and `rijen` the inzet there: of a theme that
    `gebruiker` may not see there is a column, without a name, when they look after a row of it.
    """
    woorden = _eigen_woorden(gebruiker, wijk, hogere, dag)
    themas = {thema.pk: thema for thema in Thema.objects.visible_to(gebruiker)}
    zichtbaar = frozenset(themas)
    for rij in rijen:
        themas.setdefault(rij.thema_id, rij.thema)
    volgorde = sorted(themas, key=lambda pk: (pk not in woorden, *_plaats(woorden, pk)))
    return [_kolom(gebruiker, themas[pk], woorden.get(pk, ()), pk in zichtbaar) for pk in volgorde]


def _plaats(woorden, pk):
    """Where a theme stands among those of the agenda; the sort keeps the others in their order."""
    return [list(woorden).index(pk)] if pk in woorden else []


def _kolom(gebruiker, thema, woorden, kan):
    naam = noem(thema, gebruiker)
    zinnen = dict.fromkeys(woorden)
    titel = "; ".join([naam, *zinnen]) if zinnen else naam
    return Kolom(thema, next(iter(zinnen), naam) if kan else naam, titel, bool(zinnen), kan)


def _eigen_woorden(gebruiker, wijk, hogere, dag):
    """{theme: its points in the words of the agenda}: of the wijk itself before what is above."""
    plekken = [wijk.pk, *reversed(hogere)]
    rijen = (
        Agendapunt.objects.die_tellen(dag)
        .filter(agenda__in=Agenda.objects.geldend(dag).visible_to(gebruiker))
        .filter(agenda__wijken__in=plekken)
        .order_by("agenda", "volgorde", "pk")
        .values_list("thema", "tekst", "agenda__wijken")
    )
    woorden = {}
    for thema, tekst, _plek in sorted(rijen, key=lambda rij: plekken.index(rij[2])):
        woorden.setdefault(thema, []).append(tekst)
    return woorden

"""The parts of a detail page: a few rows of each, and one part whole on request.

`?toon=inzet` shows that part alone, in pages; so no page grows with its subject.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.peildatum import Peildatum
from buurtnet.kern.periode import te_tonen_q
from buurtnet.kern.vermelding import Vermeld
from initiatieven.models import Initiatief
from netwerken.hoede import hoeder_van, kan_in_hoede
from netwerken.models import Organisatie, Toezegging
from netwerken.models.openbaar import openbaar_q

EERSTE = 8
PER_PAGINA = 25
# Of the rows of a list, beside each of them: how many there are, and how many of these count, as
# collections are shown but not counted.
ALLE = Window(Count("*"))
GETELD = Window(Count(Value(1), filter=Q(is_verzameling=False)))


@dataclass
class Deel:
    """Rows of one part; `pagina` is set when it is shown alone.

    `aantal` is how many there are, `geteld` how many of these count.
    """

    naam: str
    rijen: list
    aantal: int
    geteld: int
    pagina: Page | None = None

    @property
    def meer(self):
        return self.pagina is None and self.aantal > len(self.rijen)


class Delen(dict):
    """{name: Deel}; `alleen` is the name of the one part that is shown, or ""."""

    alleen = ""


class Rijen(NamedTuple):
    """Rows of a part: how many come first, and the part that those of the past make.

    With `peildatum` the part holds what is on that day or planned, and `verleden` what has ended.
    `telt` is a Q for the rows that count; without it they all do.
    """

    rijen: QuerySet
    eerste: int = EERSTE
    peildatum: Peildatum | None = None
    verleden: str = ""
    telt: Q | None = None

    def nu(self):
        return self.rijen.te_tonen(self.peildatum) if self.verleden else self.rijen

    def toen(self):
        return self.rijen.filter(tot__lt=self.peildatum.datum)


def met_rest(rijen):
    """{rijen, totaal, rest, meer} of the first rows of a list, as dicts with ALLE and GETELD.

    `totaal` is how many count, `rest` how many of these are not among the rows, and `meer` says
    whether anything is not, collections too.
    """
    alle, totaal = (rijen[0]["alle"], rijen[0]["totaal"]) if rijen else (0, 0)
    rest = totaal - sum(not rij.get("is_verzameling") for rij in rijen)
    return {"rijen": rijen, "totaal": totaal, "rest": rest, "meer": alle > len(rijen)}


def met_woorden(lijst, model):
    """The list, a dict with `rijen`, with the kind and standing of each row as people say them."""
    for veld in {"soort", "stand"} & {veld.name for veld in model._meta.fields}:
        namen = dict(model._meta.get_field(veld).choices)
        for rij in lijst["rijen"]:
            rij[veld] = namen[rij[veld]]
    return lijst


def maak_delen(request, onderdelen):
    """The Delen for {name: queryset or Rijen}; all but one are empty when `?toon=` names it.

    One query for each, plus its prefetches.
    """
    bronnen = {
        naam: waarde if isinstance(waarde, Rijen) else Rijen(waarde)
        for naam, waarde in onderdelen.items()
    }
    heel = {naam: bron.nu for naam, bron in bronnen.items()}
    heel |= {bron.verleden: bron.toen for bron in bronnen.values() if bron.verleden}
    toon = request.GET.get("toon")
    delen = Delen({naam: Deel(naam, [], 0, 0) for naam in heel})
    if toon in heel:
        telt = bronnen[toon].telt if toon in bronnen else None
        delen[toon] = _heel(request, toon, heel[toon](), telt)
        delen.alleen = toon
        return delen
    for naam, bron in bronnen.items():
        delen |= _met_verleden(naam, bron) if bron.verleden else {naam: _begin(naam, bron)}
    return delen


def _begin(naam, bron):
    rijen = list(bron.rijen.annotate(in_deel=ALLE)[: bron.eerste])
    return Deel(naam, rijen, *([rijen[0].in_deel] * 2 if rijen else (0, 0)))


def _met_verleden(naam, bron):
    """The first rows of the present and of the past, in one query."""
    datum = bron.peildatum.datum
    nu = te_tonen_q(bron.rijen.model, bron.peildatum)
    rijen = bron.rijen.filter(nu | Q(tot__lt=datum))
    kant = Case(When(tot__lt=datum, then=Value(1)), default=Value(0))
    rijen = rijen.annotate(
        voorbij=kant,
        in_deel=Window(Count("*"), partition_by=kant),
        geteld=Window(Count("pk", filter=bron.telt), partition_by=kant),
        plaats=Window(RowNumber(), partition_by=kant, order_by=rijen.query.order_by),
    ).filter(plaats__lte=bron.eerste)
    kanten = ([], [])
    for rij in rijen:
        kanten[rij.voorbij].append(rij)
    return {
        deel: Deel(deel, lijst, *((lijst[0].in_deel, lijst[0].geteld) if lijst else (0, 0)))
        for deel, lijst in zip((naam, bron.verleden), kanten, strict=True)
    }


def _heel(request, naam, queryset, telt):
    pagina = Paginator(queryset, PER_PAGINA).get_page(request.GET.get("pagina"))
    aantal = pagina.paginator.count
    geteld = queryset.filter(telt).count() if telt else aantal
    return Deel(naam, list(pagina), aantal, geteld, pagina)


# One database puts rows without a value first, the other last; these say so themselves.
HUIDIGE_EERST = (F("tot").desc(nulls_first=True), F("vanaf").desc(nulls_last=True), "-pk")
OP_ORGANISATIE = (F("organisatie__slug").asc(nulls_last=True), "pk")


def overleg(rijen):
    """The public ones among meetings, agreements, signals or surveys, with their network."""
    return rijen.filter(openbaar_q("netwerk"), openbaar=True).select_related("netwerk", "bron")


def met_toezeggingen(afspraken):
    """Agreements with, of each, what parties that everybody may know promised in it."""
    wie = ("organisatie", "accommodatie")
    zichtbaar = Toezegging.objects.filter(openbaar_q(*wie)).select_related(*wie)
    return afspraken.prefetch_related(Prefetch("toezeggingen", zichtbaar))


def met_wie(peilingen):
    """Surveys with whom everybody may know of who did them and decides, and what they led to."""
    organisaties = Organisatie.objects.filter(openbaar=True)
    return peilingen.prefetch_related(
        Prefetch("uitvoerders", organisaties),
        Prefetch("beslissers", organisaties),
        Prefetch("leidde_tot", Initiatief.objects.filter(openbaar=True)),
    )


def recordcontext(request, record, peildatum):
    """What the page of every record hands its template."""
    record.bijgehouden = _bijgehouden(record, request.user)
    record.uit_lijst_sinds = _uit_lijst_sinds(record, peildatum.datum)
    return {
        "record": record,
        "peildatum": peildatum,
        "bronnen": bronnen_van(record),
        "mag_wijzigen": record.can_edit(request.user),
    }


def _uit_lijst_sinds(record, datum):
    """The day from which no list shows `record`, when that is so on `datum`; else None."""
    if not isinstance(record, Vermeld) or record.is_vermeld(datum):
        return None
    return record.uit_lijst_op


def _bijgehouden(record, gebruiker):
    """{door: the network that looks after `record`, None for the redactie}; {} says nothing.

    That is of what nobody looks after, and of a network that `gebruiker` can't see.
    """
    if not kan_in_hoede(record):
        return {}
    hoeder = hoeder_van(record)
    zichtbaar = hoeder is None or hoeder.openbaar or hoeder.can_edit(gebruiker)
    return {"door": hoeder} if zichtbaar else {}


def bronnen_van(record):
    """[(name of the document, lines in words)] for the bron and vindplaats of `record`."""
    plaatsen = {}
    for deel in filter(None, (deel.strip() for deel in record.vindplaats.split(";"))):
        slug, _dubbel, regels = deel.partition(" ")[0].partition(":")
        plaatsen.setdefault(slug, set()).update(filter(None, regels.split(",")))
    namen = {record.bron.slug: record.bron.naam} if record.bron else {}
    andere = plaatsen.keys() - namen.keys()
    if andere:
        namen |= Bron.objects.filter(slug__in=andere).values_list("slug", "naam")
    return [(naam, regels_in_woorden(plaatsen.get(slug, set()))) for slug, naam in namen.items()]


def regels_in_woorden(regels):
    """Lines of a source, a set: "regel 65", "regels 26-30", "regels 7, 11 en 65"; "" for none."""
    if not regels:
        return ""
    *begin, laatste = sorted(regels, key=_eerste_getal)
    woord = ngettext("regel", "regels", 2 if begin or "-" in laatste else 1)
    if begin:
        delen = {"begin": ", ".join(begin), "einde": laatste}
        laatste = _("%(begin)s en %(einde)s") % delen
    return f"{woord} {laatste}"


def _eerste_getal(regels):
    """The first number in "26-30", to sort by."""
    cijfers = re.match(r"[0-9]{1,9}", regels)
    return int(cijfers[0]) if cijfers else 0

"""Places: the list of all, and the page of one, gathered in a Wijkpagina.

Which places count for this one says its Omgeving (`wijken/telt_mee.py`): what lies above and below.
Then come the themes with who works on them (`agendaoverzicht.py`: the inzet that counts, and
initiatives that none of it names; their state from `netwerken/dekking.py`), and the lists below
these (`lijsten.py`: activities, initiatives, places, networks, stories, questions, surveys), each
in one query, what is of the place itself first.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from buurtnet.kern.peildatum import Peildatum
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.taal import adresmaker
from initiatieven.models import Initiatief
from netwerken.dekking import Cel, bereken
from netwerken.models import Inzet
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import waar
from wijken.kaart.plekkenkaart import bij_lijst
from wijken.models import Agenda, Wijk
from wijken.telt_mee import lees_omgeving

from .agendaoverzicht import Agendaoverzicht
from .lijsten import Wijklijsten

DELEN = 40
KOPPEN = {
    Wijk.Soort.WIJK: _("De wijkagenda"),
    Wijk.Soort.DORP: _("De dorpsagenda"),
    Wijk.Soort.STAD: _("De agenda van de stad"),
}
_BUURTEN = ngettext_lazy("%(n)s buurt of plek", "%(n)s buurten en plekken", "n")
DELEN_HETEN = {
    Wijk.Soort.STAD: ngettext_lazy("%(n)s deel", "%(n)s delen", "n"),
    Wijk.Soort.GEBIED: ngettext_lazy("%(n)s wijk of dorp", "%(n)s wijken en dorpen", "n"),
    Wijk.Soort.WIJK: _BUURTEN,
    Wijk.Soort.DORP: _BUURTEN,
}
# Of what lies in no gebied: what is wider than one, and what lies elsewhere.
GROTER = (Wijk.Soort.STAD, Wijk.Soort.STREEK)
KLEINER = (*Wijk.WOONPLAATSEN, Wijk.Soort.BUURT, Wijk.Soort.PLEK)
STANDEN = ("gedekt", "dun", "verouderd", "witte_vlek", "extra")


@login_not_required
@require_safe
def wijken(request):
    """All places by gebied."""
    peildatum = lees_peildatum(request)
    alle = Wijk.objects.visible_to(request.user).order_by("pad")
    rijen = list(alle.values("pk", "pad", "naam", "slug", "soort"))
    met_agenda = set(
        Agenda.objects.geldend(peildatum.datum)
        .visible_to(request.user)
        .values_list("wijken__slug", flat=True)
    )
    for rij in rijen:
        rij["agenda"] = rij["slug"] in met_agenda
    gebieden = [
        rij | {"delen": _woonplaatsen_in(rij, rijen)} for rij in rijen if rij["soort"] == "gebied"
    ]
    woonplaatsen = [rij for rij in rijen if rij["soort"] in Wijk.WOONPLAATSEN]
    context = {
        "peildatum": peildatum,
        "gebieden": sorted(gebieden, key=lambda rij: rij["naam"]),
        "aantal": len(woonplaatsen),
        "overig": [rij for rij in rijen if rij["soort"] in GROTER],
        "buiten": [rij for rij in rijen if _is_wortel(rij) and rij["soort"] in KLEINER],
    }
    return render(request, "wijken/wijken.html", context)


def _is_wortel(rij):
    return rij["pad"] == f"/{rij['pk']}/"


def _woonplaatsen_in(gebied, rijen):
    woonplaatsen = [
        rij
        for rij in rijen
        if rij["pad"].startswith(gebied["pad"]) and rij["soort"] in Wijk.WOONPLAATSEN
    ]
    return sorted(woonplaatsen, key=lambda rij: rij["naam"])


class Wijkagenda(NamedTuple):
    """What the page says of agendas: Themablokken on one and on none, and the agendas by name.

    `alle_partijen` says where all parties of a theme are named.
    """

    kop: str
    op_agenda: list
    extra: list
    agendas: list
    alle_partijen: dict


class Wijkdelen(NamedTuple):
    """What lies directly below: its heading, and per place how many themes are in which state."""

    kop: str
    rijen: list


@dataclass
class Wijkpagina:
    """The page of a place as it was read; `kruimels` are the Plekken above it, the city first."""

    plek: Wijk
    peildatum: Peildatum
    kruimels: list
    som: Cel  # all themes together
    agenda: Wijkagenda
    delen: Wijkdelen
    direct: list  # the Plekken directly below it
    lijsten: dict

    @property
    def organisaties_adres(self):
        adres = reverse("netwerken:organisaties")
        return f"{adres}?wijk={self.plek.slug}{self.peildatum.erbij}"


@login_not_required
@require_safe
def wijk(request, slug):
    """A place at any level: its agenda, who works on it, and what there is to do."""
    peildatum, kaart = lees_peildatum(request), kaart_van(request)
    plek = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    pagina = lees_wijkpagina(plek, peildatum, request.user)
    context = {
        "wijk": plek,
        "peildatum": peildatum,
        "pagina": pagina,
        "locator": waar(kaart, plek, pagina.kruimels, pagina.direct),
        "plekkenkaart": bij_lijst(
            kaart,
            plek,
            pagina.lijsten["plekken"]["rijen"],
            adresmaker("initiatieven:accommodatie"),
            peildatum.vraag,
        ),
        "mag_toevoegen": plek.can_add(request.user),
    }
    return render(request, "wijken/wijk.html", context)


def lees_wijkpagina(plek, peildatum, gebruiker):
    """The Wijkpagina of `plek` on a Peildatum, as `gebruiker` may see it."""
    omgeving = lees_omgeving([plek], met_delen=True)
    kolom, datum = omgeving.kolommen[0], peildatum.datum
    delen = omgeving.delen(kolom)
    dekking = bereken(Inzet.objects.all(), omgeving, datum, gebruiker)
    overzicht = Agendaoverzicht(kolom, omgeving, dekking, datum, gebruiker)
    agenda = _agenda(plek, kolom, overzicht)
    themas = [thema.pk for thema in overzicht.themas]
    return Wijkpagina(
        plek=plek,
        peildatum=peildatum,
        kruimels=[omgeving.plekken[pk] for pk in plek.voorouder_ids if pk in omgeving.plekken],
        som=dekking.cel_over([kolom.pk], themas),
        agenda=agenda,
        delen=_delen(plek, delen[:DELEN], dekking, themas),
        direct=delen,
        lijsten=Wijklijsten(omgeving, kolom, peildatum, gebruiker).lees_rijen(),
    )


def _agenda(plek, kolom, overzicht):
    datum, gebruiker = overzicht.datum, overzicht.gebruiker
    op_agenda, extra = overzicht.blokken(
        Inzet.objects.op(datum).visible_to(gebruiker),
        Initiatief.objects.op(datum).visible_to(gebruiker),
    )
    kop = _kop_agenda(plek, op_agenda)
    return Wijkagenda(kop, op_agenda, extra, overzicht.agendas, _alle_partijen(kolom))


def _alle_partijen(kolom):
    """Where all parties of a theme are named; of what is wider than a wijk its organisations."""
    naam, anker, tekst = "netwerken:organisaties", "", _("bekijk alle organisaties")
    if kolom.is_woonplaats:
        naam, anker, tekst = "netwerken:dekking", "#wie", _("bekijk ze allemaal")
    return {"adres": f"{reverse(naam)}?wijk={kolom.slug}", "anker": anker, "tekst": tekst}


def _kop_agenda(plek, op_agenda):
    """The heading; when all themes are from agendas below, it says so."""
    kop = KOPPEN.get(plek.soort, _("De agenda van %(naam)s"))
    if op_agenda and not any(blok.cel.op_agenda for blok in op_agenda):
        kop = _("Op de agenda’s in %(naam)s")
    return kop % {"naam": plek.naam}


def _delen(plek, delen, dekking, themas):
    """The Wijkdelen of `plek`: `delen` are its Plekken, `themas` keys."""
    heten = DELEN_HETEN.get(plek.soort, DELEN_HETEN[Wijk.Soort.GEBIED])
    rijen = []
    for deel in delen:
        standen = _standen_van(deel, dekking, themas)
        rijen.append({"plek": deel, "aantallen": [standen[stand] for stand in STANDEN]})
    return Wijkdelen(heten % {"n": len(rijen)}, rijen)


def _standen_van(deel, dekking, themas):
    """{state: number of themes}; of a gebied those of its wijken together."""
    if deel.soort not in Wijk.HOGER:
        return dekking.standen(deel.pk, themas)
    per_thema = {thema: dekking.standen_in_delen(deel, thema) for thema in themas}
    # What is on no agenda at all is so once, for the gebied itself.
    overig = dekking.standen(deel.pk, [thema for thema in themas if not per_thema[thema]])
    return sum(per_thema.values(), overig)

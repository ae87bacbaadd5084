from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from buurtnet.kern.periode import te_tonen_q
from buurtnet.kern.versheid import is_onbevestigd
from buurtnet.web.adres import haal_of_verwijs
from buurtnet.web.peildatum_lezen import lees_peildatum
from buurtnet.web.taal import adresmaker
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.dekking import bereken
from netwerken.models import Inzet, Netwerk, Peiling, Signaal, Werkgebied
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import waar
from wijken.kaart.plekkenkaart import bij_lijst
from wijken.models import Agenda, Wijk
from wijken.telt_mee import Omgeving

from ..delen import ALLE, GETELD, met_rest
from .agendaoverzicht import Agendaoverzicht
from .netwerkmatrix import Netwerkmatrix

EERSTE = 5  # rows of a list on the page; the rest is behind a link
VRAGEN, PEILINGEN = 20, 3
MEESTE_ERBIJ = 40  # so many more of a list that has no page of its own fold out
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
    gebieden = [rij | {"delen": _onder(rij, rijen)} for rij in rijen if rij["soort"] == "gebied"]
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


def _onder(gebied, rijen):
    onder = [
        rij
        for rij in rijen
        if rij["pad"].startswith(gebied["pad"]) and rij["soort"] in Wijk.WOONPLAATSEN
    ]
    return sorted(onder, key=lambda rij: rij["naam"])


@login_not_required
@require_safe
def wijk(request, slug):
    """A place at any level: its agenda, who works on it, and what there is to do."""
    peildatum, gebruiker = lees_peildatum(request), request.user
    plek = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, gebruiker)
    omgeving = Omgeving([plek], met_delen=True)
    kolom = omgeving.kolommen[0]
    delen = omgeving.delen(kolom)
    dekking = bereken(Inzet.objects, omgeving, peildatum.datum, gebruiker)
    overzicht = Agendaoverzicht(kolom, omgeving, dekking, peildatum.datum, gebruiker)
    op_agenda, extra = overzicht.blokken(
        Inzet.objects.op(peildatum.datum).visible_to(gebruiker),
        Initiatief.objects.op(peildatum.datum).visible_to(gebruiker),
    )
    heten = DELEN_HETEN.get(plek.soort, DELEN_HETEN[Wijk.Soort.GEBIED])
    kruimels = [omgeving.plekken[pk] for pk in plek.voorouder_ids if pk in omgeving.plekken]
    kaart, lijsten = kaart_van(request), _lijsten(plek, kolom, omgeving, peildatum, gebruiker)
    organisaties = reverse("netwerken:organisaties")
    context = {
        "wijk": plek,
        "alle_partijen": _alle_partijen(kolom),
        "locator": waar(kaart, plek, kruimels, delen),
        "plekkenkaart": bij_lijst(
            kaart,
            plek,
            lijsten["plekken"]["rijen"],
            adresmaker("initiatieven:accommodatie"),
            peildatum.vraag,
        ),
        "mag_toevoegen": plek.can_add(gebruiker),
        "peildatum": peildatum,
        "kruimels": kruimels,
        "overzicht": overzicht,
        "op_agenda": op_agenda,
        "extra": extra,
        "som": dekking.samen([kolom.pk], [thema.pk for thema in overzicht.themas]),
        "delen": _delen(delen[:DELEN], dekking, overzicht.themas),
        "organisaties_url": f"{organisaties}?wijk={plek.slug}{peildatum.erbij}",
        "delen_heten": heten % {"n": min(len(delen), DELEN)},
        "kop_agenda": _kop_agenda(plek, op_agenda),
        **lijsten,
    }
    return render(request, "wijken/wijk.html", context)


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


def _delen(delen, dekking, themas):
    """What lies directly below, each with how many themes are in which state."""
    rijen = []
    for deel in delen:
        standen = _standen_van(deel, dekking, [thema.pk for thema in themas])
        rijen.append({"plek": deel, "aantallen": [standen[stand] for stand in STANDEN]})
    return rijen


def _standen_van(deel, dekking, themas):
    """{state: number of themes}; of a gebied those of its wijken together."""
    if deel.soort not in Wijk.HOGER:
        return dekking.standen(deel.pk, themas)
    onder = {thema: dekking.onder(deel, thema) for thema in themas}
    # What is on no agenda at all is so once, for the gebied itself.
    overig = dekking.standen(deel.pk, [thema for thema in themas if not onder[thema]])
    return sum(onder.values(), overig)


def _lijsten(plek, kolom, omgeving, peildatum, gebruiker):
    """The lists of the page by name: the first rows of each, with how many there are."""

    def van(model):
        return model.objects.visible_to(gebruiker)

    def lijst(rijen, velden, aantal=EERSTE, volgorde=("naam",), **anders):
        rijen = omgeving.dichtbij(rijen, kolom, "pk", *velden, **anders)
        geteld = GETELD if "is_verzameling" in velden else ALLE
        rijen = rijen.annotate(alle=ALLE, totaal=geteld).order_by("hoger", *volgorde, "pk")
        gemerkt = _gemerkt(rijen[:aantal], omgeving, kolom)
        return _in_woorden(gemerkt, rijen.model) if "soort" in velden else gemerkt

    te_tonen, naam = te_tonen_q(peildatum), ("naam", "slug", "status", "vanaf", "tot")
    groep = (*naam, "soort", "is_verzameling")
    open_vragen = van(Signaal).open()
    activiteit = (*naam, "ritme", "bevestigd_op", "accommodatie__naam", "accommodatie__openbaar")
    activiteiten = van(Activiteit).om_heen_te_gaan().filter(te_tonen)
    return {
        "activiteiten": _met_oude(lijst(activiteiten, activiteit), peildatum),
        "initiatieven": lijst(van(Initiatief).filter(te_tonen), (*groep, "omschrijving")),
        "plekken": lijst(van(Accommodatie).filter(te_tonen), (*groep, "adres", "lat", "lon")),
        **_netwerken(van(Werkgebied), omgeving, plek, kolom, peildatum.datum, gebruiker),
        "verhalen": lijst(
            van(Verhaal).verschenen(peildatum.datum),
            ("naam", "slug", "datum", "datum_precisie"),
            3,
            ("-datum",),
        ),
        "vragen": _met_uitklap(
            lijst(
                open_vragen.filter(wijken__in=omgeving.onder(kolom)),
                ("naam", "soort", "stand"),
                VRAGEN + MEESTE_ERBIJ,
                ("plaats", "soort", "naam"),
            ),
            VRAGEN,
        ),
        "vragen_hoger": omgeving.aantal_hoger(open_vragen, kolom),
        "peilingen": _met_uitklap(
            lijst(
                van(Peiling).filter(te_tonen),
                ("naam", "soort", "uitkomst"),
                PEILINGEN + MEESTE_ERBIJ,
            ),
            PEILINGEN,
        ),
    }


def _netwerken(werkgebieden, omgeving, plek, kolom, datum, gebruiker):
    """The networks that work here: of a city as a matrix, else as a list."""
    if plek.soort == Wijk.Soort.STAD:
        matrix = Netwerkmatrix(Netwerk.objects.visible_to(gebruiker), omgeving, datum)
        if matrix.kolommen:
            return {"matrix": matrix, "netwerken": {"rijen": [], "totaal": matrix.geteld}}
    lijst = _netwerklijst(werkgebieden, omgeving, kolom, datum)
    return {"matrix": None, "netwerken": lijst}


def _netwerklijst(werkgebieden, omgeving, kolom, datum):
    """The networks that work here, each once, however many of its places are here."""
    rijen = werkgebieden.op(datum).filter(netwerk__in=Netwerk.objects.op(datum).values("pk"))
    velden = {veld: F(f"netwerk__{veld}") for veld in ("naam", "slug", "soort", "is_verzameling")}
    velden["begin"] = F("netwerk__vanaf")
    rijen = omgeving.dichtbij(rijen, kolom, "netwerk", langs="wijk", **velden)
    rijen = rijen.annotate(alle=ALLE, totaal=GETELD).order_by("hoger", "naam", "netwerk")
    return _in_woorden(_gemerkt(rijen[:EERSTE], omgeving, kolom), Netwerk)


def _gemerkt(rijen, omgeving, kolom):
    """A list for the page: its rows marked with their level, how many count, and the rest."""
    rijen = list(rijen)
    for rij in rijen:
        rij["merk"] = omgeving.merk_van(rij, kolom)
    return met_rest(rijen)


def _met_oude(lijst, peildatum):
    """The list, and whether any of its rows was not confirmed for a year."""
    dagen = (rij["bevestigd_op"] for rij in lijst["rijen"])
    return lijst | {"oude": any(is_onbevestigd(dag, peildatum.datum) for dag in dagen)}


def _met_uitklap(lijst, eerste):
    """The list with its rows after the first few apart, to fold away."""
    return lijst | {"rijen": lijst["rijen"][:eerste], "uitklap": lijst["rijen"][eerste:]}


def _in_woorden(rijen, model):
    """The kind and standing of each row as people say them."""
    for veld in {"soort", "stand"} & {veld.name for veld in model._meta.fields}:
        namen = dict(model._meta.get_field(veld).choices)
        for rij in rijen["rijen"]:
            rij[veld] = namen[rij[veld]]
    return rijen

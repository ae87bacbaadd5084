"""The buttons with which coordinators keep a row true."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtnet.bewerken.opslaan import adres, is_voorbij
from buurtnet.bewerken.paden import VERBEN
from buurtnet.kern.noemen import noem
from buurtnet.kern.rechten import mag_toevoegen
from netwerken.hoede import kan_in_hoede
from netwerken.models import Huisvesting, Netwerk
from netwerken.navragen.personen import te_bevestigen

from ..bureau.te_bellen import bellijst
from ..bureau.vermelding import vermeldingen
from ..bureau.voorstellen import wachtende_voorstellen
from ..naamwoorden import naamwoord_van
from ..ouders import houdt_rijen_bij

register = template.Library()
# So many persons at once: the rest comes after these.
MEESTE_PERSONEN = 10


@register.inclusion_tag("components/_bewerkknoppen.html", takes_context=True)
def bewerkknoppen(context, rij):
    """What the user may do with `rij`; only to be shown to who may."""
    naamwoord, voorbij = naamwoord_van(rij), is_voorbij(rij)
    gesloten = {"bevestigen", "beeindigen"} if voorbij else set()
    return {
        "csrf_token": context.get("csrf_token"),
        "naam": noem(rij, context["request"].user),
        "voorbij": voorbij,
        **dict.fromkeys(VERBEN, ""),
        **{verb: adres(rij, verb) for verb in naamwoord.verben if verb not in gesloten},
        "paginas": [
            *naamwoord.paginas_van(rij, eigen=True),
            *_zoals(rij, context["request"].user),
        ],
        "verhuizen": _verhuizen(rij),
        "overdragen": adres(rij, "overdragen") if kan_in_hoede(rij) else "",
    }


@register.inclusion_tag("components/_gedaanknop.html", takes_context=True)
def gedaanknop(context, afspraak, belofte=None):
    """That what was agreed is done: all of it, or one promise; then back to this page."""
    request = context["request"]
    return {
        "csrf_token": context.get("csrf_token"),
        "afspraak": afspraak,
        "belofte": belofte,
        "naam": noem(belofte or afspraak, request.user),
        "terug": request.get_full_path(),
    }


@register.inclusion_tag("components/_voorstelknop.html", takes_context=True)
def voorstelknop(context, rij):
    """What somebody who is logged in may do with a record that they may not edit."""
    gebruiker = context["request"].user
    paginas = naamwoord_van(rij).paginas_van(rij) if houdt_rijen_bij(rij, gebruiker) else []
    return {
        "paginas": [*paginas, *_zoals(rij, gebruiker)],
        "voorstellen": adres(rij, "voorstellen") if kan_in_hoede(rij) else "",
    }


@register.inclusion_tag("werkplek/_personen.html", takes_context=True)
def personen_om_na_te_gaan(context):
    """The persons whom nobody confirmed and that the user keeps: one press each."""
    alle = te_bevestigen(context["request"].user)
    return {
        "csrf_token": context.get("csrf_token"),
        "aantal": len(alle),
        "regels": [
            (punt, adres(punt, "bevestigen"), adres(punt, "wijzigen"))
            for punt in alle[:MEESTE_PERSONEN]
        ],
        "terug": f"{reverse('netwerken:werkplek')}#personen",
    }


@register.inclusion_tag("werkplek/_voorstellen.html", takes_context=True)
def open_voorstellen(context):
    """What others proposed and waits for the user, to be handled from this page."""
    regels, aantal = wachtende_voorstellen(context["request"].user)
    return {
        "csrf_token": context.get("csrf_token"),
        "regels": regels,
        "aantal": aantal,
        "terug": context["request"].get_full_path(),
    }


def _zoals(rij, gebruiker):
    """Where a network is added that begins like this one, for who may: address and text."""
    if not isinstance(rij, Netwerk) or not mag_toevoegen(gebruiker):
        return []
    nieuw = reverse("netwerken:netwerk_nieuw")
    return [(f"{nieuw}?zoals={rij.slug}", _("Nieuw netwerk zoals dit"))]


def _verhuizen(rij):
    """The address of the form for a move; "" for what can't move, or isn't there today."""
    kan = isinstance(rij, Huisvesting) and rij.kan_verhuizen(timezone.localdate())
    return adres(rij, "verhuizen") if kan else ""


def _om_na_te_gaan(context, lijst):
    """What a part of the desk takes; `lijst` gives its lines to show and how many there are."""
    gebruiker = context["request"].user
    regels, aantal = lijst(gebruiker, timezone.localdate())
    return {
        "csrf_token": context.get("csrf_token"),
        "gebruiker": gebruiker,
        "regels": regels,
        "aantal": aantal,
    }


@register.inclusion_tag("werkplek/_bellen.html", takes_context=True)
def te_bellen(context):
    """Whom the user is to call, as mail brought no answer."""
    return _om_na_te_gaan(context, bellijst)


@register.inclusion_tag("werkplek/_vermeld.html", takes_context=True)
def uit_lijsten(context):
    """What leaves the public lists when the user doesn't confirm it, or has left them."""
    return _om_na_te_gaan(context, vermeldingen)


@register.simple_tag
def buiten_lijsten(rij):
    """In words that no public list shows this row any more, or from when on; "" when all do."""
    dag = getattr(rij, "uit_lijst_op", None)
    if not dag:
        return ""
    weg = _("niet meer in de lijsten sinds %(dag)s")
    zin = weg if dag <= timezone.localdate() else _("gaat op %(dag)s uit de lijsten")
    return zin % {"dag": date_format(dag, "j F Y")}

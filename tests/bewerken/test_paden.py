"""A Naamwoord: what it declares is what people can do, and where."""

import inspect
import re
from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, resolve, reverse

from buurtnet.bewerken.opslaan import adres
from buurtnet.bewerken.paden import VERBEN, Naamwoord
from buurtnet.werkplek.formulieren.verhaal import VerhaalFormulier
from buurtnet.werkplek.naamwoorden import (
    CONTACTPUNTEN,
    DEELNAME,
    INITIATIEF,
    INZET_IN_WIJK,
    INZET_VAN_ORGANISATIE,
    INZET_VIA_NETWERK,
    NAAMWOORDEN,
    VERHAAL,
    naamwoord_van,
)
from netwerken.models import Deelname
from tests.hulp.bouwers import maak_netwerk, maak_wijk

WOORDEN = pytest.mark.parametrize("woord", NAAMWOORDEN, ids=lambda woord: woord.naam)
# What a verb asks to be more than a question, and what it then answers to who may.
DOEN = {"wijzigen": ("get", 200), "beeindigen": ("get", 200), "geschiedenis": ("get", 200)}
DOEN |= {"bevestigen": ("post", 302), "nieuw": ("get", 200), "suggesties": ("get", 200)}
DOEN |= {"intrekken": ("get", 200)}


def rij_van(wereld, woord):
    """The row of `eigen` that stands at the addresses of `woord`."""
    if woord in CONTACTPUNTEN:
        return wereld.contactpunten[woord.ouderveld]
    return wereld.losse_inzet if woord is INZET_IN_WIJK else getattr(wereld, woord.naam)


def ouder_van(wereld, woord):
    """The slug in the address of a new one: {} when it hangs on nothing."""
    namen = re.findall(r":(\w+)>", woord.paden()[0].pattern._route)
    soort = {"agenda": "wijk", "huisvesting": "accommodatie"}.get(woord.naam)
    return {naam: getattr(wereld, soort or naam).slug for naam in namen}


def status(wereld, verb, pad, rol):
    methode, _goed = DOEN[verb]
    return wereld.vraag(methode, pad, rol).status_code


@pytest.mark.django_db
@WOORDEN
@pytest.mark.eenmaal
def test_each_verb_answers_at_the_address_of_the_row_to_who_may(wereld, woord):
    rij = rij_van(wereld, woord)
    for verb in woord.verben:
        pad = adres(rij, verb)
        assert inspect.unwrap(resolve(pad).func) == getattr(woord, verb)
        assert status(wereld, verb, pad, "eigen") == DOEN[verb][1]
        assert status(wereld, verb, pad, "ander") == 403
        assert status(wereld, verb, pad.replace(f"/{verb}/", f"x/{verb}/"), "eigen") == 404


@pytest.mark.django_db
@WOORDEN
@pytest.mark.eenmaal
def test_a_new_one_is_for_who_may_add_to_what_it_hangs_on(wereld, woord):
    naam = f"{woord.model._meta.app_label}:{woord.naam}_nieuw"
    pad = reverse(naam, kwargs=ouder_van(wereld, woord))
    antwoord = wereld.vraag("get", pad, "eigen")
    assert (antwoord.status_code, resolve(pad).func) == (200, woord.nieuw)
    # Where "Annuleren" leads is theirs to see.
    assert wereld.vraag("get", antwoord.context["terug"], "eigen").status_code == 200
    # Where an organisation works is for every coordinator to say.
    voor_allen = woord.ouder is None or woord is INZET_VAN_ORGANISATIE
    assert status(wereld, "nieuw", pad, "ander") == (200 if voor_allen else 403)
    assert status(wereld, "nieuw", pad, "staf") == 403
    if woord.ouder:
        [slug] = ouder_van(wereld, woord).values()
        assert status(wereld, "nieuw", pad.replace(slug, "bestaat-niet"), "eigen") == 404


@pytest.mark.django_db
@WOORDEN
@pytest.mark.eenmaal
def test_suggestions_and_pages_are_there_where_they_are_declared(wereld, woord):
    naam = f"{woord.model._meta.app_label}:{woord.naam}_suggesties"
    if woord.heeft_suggesties:
        assert inspect.unwrap(resolve(reverse(naam)).func) == woord.suggesties
        assert status(wereld, "suggesties", reverse(naam), "eigen") == 200
    else:
        with pytest.raises(NoReverseMatch):
            reverse(naam)
    for pad, _tekst in woord.paginas_van(rij_van(wereld, woord)):
        assert wereld.vraag("get", pad, "eigen").status_code == 200


@pytest.mark.django_db
@WOORDEN
@pytest.mark.eenmaal
def test_the_buttons_are_those_of_the_verbs(wereld, woord):
    rij = rij_van(wereld, woord)
    assert naamwoord_van(rij).model is woord.model
    if "slug" not in rij.padsleutel:
        return  # its buttons stand in a list of rows
    html = wereld.vraag("get", rij.get_absolute_url(), "eigen").content.decode()
    knoppen = {verb for verb in VERBEN if f'"{rij.get_absolute_url()}{verb}/"' in html}
    # Taking back stands on the pages where one changes or ends it.
    assert knoppen == set(woord.verben) - {"intrekken"}
    assert all(f'href="{pad}"' in html for pad, _tekst in woord.paginas_van(rij))


@pytest.mark.django_db
def test_what_is_no_verb_of_a_noun_has_no_address(wereld):
    pad = adres(wereld.verhaal, "wijzigen").replace("wijzigen", "beeindigen")
    assert wereld.vraag("get", pad, "redacteur").status_code == 404


@pytest.mark.django_db
def test_a_row_is_at_no_address_of_another(wereld):
    elders = {"netwerk": maak_netwerk().slug, "wijk": maak_wijk().slug}
    for rij in (wereld.deelname, wereld.werkgebied, wereld.inzet, wereld.losse_inzet):
        sleutel = {naam: elders.get(naam, waarde) for naam, waarde in rij.padsleutel.items()}
        pad = reverse(f"netwerken:{rij._meta.model_name}_wijzigen", kwargs=sleutel)
        assert wereld.vraag("get", pad, "redacteur").status_code == 404
    via_netwerk = {"wijk": wereld.wijk.slug, "pk": wereld.inzet.pk}
    pad = reverse("netwerken:inzet_wijzigen", kwargs=via_netwerk)
    assert wereld.vraag("get", pad, "redacteur").status_code == 404


# A declaration that lacks something


@pytest.mark.parametrize(
    ("woord", "anders", "gebrek"),
    [
        (INITIATIEF, {"stam": "initiatieven"}, "names no row"),
        (INITIATIEF, {"terug": ""}, "terug is missing"),
        (INITIATIEF, {"lijstpad": "wijken/<slug:wijk>/initiatieven"}, "don't go together"),
        (INITIATIEF, {"ouderveld": "onderdeel_van"}, "without an ouder"),
        (INITIATIEF, {"verben": ("wijzigen", "wissen")}, r"unknown verben \['wissen'\]"),
        (INITIATIEF, {"formulier": VerhaalFormulier}, "VerhaalFormulier is a form for something"),
        (INITIATIEF, {"formulier_nieuw": VerhaalFormulier}, "a form for something else"),
        (
            INITIATIEF,
            {"eindigt_mee": ()},
            r"ends along has no form: \['inzetten', .*'activiteiten'\]",
        ),
        (VERHAAL, {"verben": VERBEN}, "no period"),
        (DEELNAME, {"ouder": None}, "don't go together.* without an ouder"),
        (DEELNAME, {"lijstpad": "deelnames"}, "don't go together"),
        (DEELNAME, {"ouderveld": "wijk"}, "no field “wijk”"),
        (DEELNAME, {"heeft_suggesties": True}, "no field “naam”"),
        (INZET_VIA_NETWERK, {"stam": "x/<slug:plek>/inzet/<int:pk>"}, "no field “plek”"),
    ],
)
def test_a_noun_that_lacks_something_is_refused(woord, anders, gebrek):
    with pytest.raises(ImproperlyConfigured, match=f"^{woord.naam}: .*{gebrek}"):
        replace(woord, **anders)


def test_a_noun_has_a_model_a_form_and_an_address():
    with pytest.raises(TypeError, match="'formulier' and 'stam'"):
        Naamwoord(model=Deelname)

"""By which methods an address can be asked: those that it names, and by no other."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from buurtnet.web.methoden import FORMULIER, MethodenMiddleware, methoden_van
from tests.hulp.wereld import ROLLEN, SITE, adressen

pytestmark = [
    pytest.mark.django_db,
    # Which methods an address has is the same whatever the database behind it.
    pytest.mark.eenmaal,
]
VREEMD = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "VERZONNEN")
BEHEER = sorted({naam for naam, _argumenten in adressen() if naam.startswith("admin:")})


def stuur(wereld, methode, adres, rol="bezoeker"):
    return wereld.client(rol).generic(methode, adres)


def eis_geweigerd(antwoord, toegestaan):
    assert antwoord.status_code == 405
    assert antwoord["Allow"].split(", ") == list(toegestaan)
    assert "Dit kan hier niet" in antwoord.content.decode()
    assert not antwoord.cookies


@pytest.mark.parametrize(("naam", "argumenten"), SITE)
def test_an_address_of_the_site_refuses_other_methods_whoever_asks(wereld, naam, argumenten):
    adres = wereld.adres(naam, argumenten)[0]
    toegestaan = methoden_van(resolve(adres).func)
    for nummer, methode in enumerate(VREEMD):
        rol = ROLLEN[nummer % len(ROLLEN)]
        eis_geweigerd(stuur(wereld, methode, adres, rol), toegestaan)


@pytest.mark.parametrize("naam", BEHEER)
def test_an_address_of_the_admin_refuses_other_methods_whoever_asks(wereld, naam):
    adres = wereld.bewerkadres(naam)
    for methode in VREEMD:
        eis_geweigerd(stuur(wereld, methode, adres, "staf2"), FORMULIER)


@pytest.mark.parametrize(("naam", "argumenten"), SITE)
def test_what_an_address_names_it_answers_and_nothing_else(wereld, naam, argumenten):
    adres = wereld.adres(naam, argumenten)[0]
    toegestaan = stuur(wereld, "PUT", adres)["Allow"].split(", ")
    for methode in FORMULIER:
        # Of who may most, so that it is the method that decides.
        antwoord = wereld.vraag(methode.lower(), adres, "redacteur")
        # Where nothing is for who asks, nothing can be sent either.
        mag = antwoord.status_code != 405
        assert mag if methode in toegestaan else not mag or antwoord.status_code == 404, methode


def test_without_the_guard_a_form_answers_as_if_it_was_asked_for(wereld):
    adres = wereld.adres("netwerken:inzet_wijzigen", ("netwerk", "pk"))[0]
    verzoek = RequestFactory().put(adres)
    weg = resolve(adres)
    geweigerd = MethodenMiddleware(lambda _verzoek: None).process_view(verzoek, weg.func, (), {})
    assert geweigerd.status_code == 405
    verzoek.user = wereld.netwerk.coordinatoren.first()
    assert weg.func(verzoek, **weg.kwargs).status_code == 200


@pytest.mark.parametrize("adres", ["/wijken", "/bestaat-niet/", "/en/bestaat-niet/"])
def test_where_nothing_is_nothing_can_be_asked_by_any_method(client, adres):
    for methode in VREEMD:
        assert client.generic(methode, adres).status_code in (404, 301)

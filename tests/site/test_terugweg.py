"""An address that comes with a request leads to a path of this site, or counts for nothing."""

from itertools import cycle

import pytest
from django.urls import reverse

from tests.hulp.bouwers import maak_gebruiker
from tests.hulp.inlogproef import log_in
from tests.hulp.wereld import SITE

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# No path; a name of ours; elsewhere; what no header holds; longer than a redirect may be.
VREEMD = {
    "woord": "xyz",
    "URL-naam": "home",
    "URL-naam met ruimte": "netwerken:werkplek",
    "elders": "https://elders.example/",
    "elders zonder schema": "//elders.example/",
    "elders met schuine strepen": "/\\elders.example/",
    "script": "javascript:alert(1)",
    "leeg": " ",
    "NUL": "a\x00b",
    "regeleinde": "/wijken/\r\nX-Kop: 1",
    "lang": f"/{'a' * 5000}",
    "half IPv6-adres": "//[",
}
# Whatever an address of a request may be called, here and in the packages we use.
NAMEN = ("terug", "next")
# Where packages and we read one.
ADRESSEN = [
    (naam, argumenten)
    for naam, argumenten in SITE
    if naam.startswith(("account_", "mfa_", "overal", "uitnodiging"))
    or naam.endswith("_bevestigen")
]


def leidt_hierheen(antwoord):
    waar = antwoord.get("Location", "/")
    return antwoord.status_code < 500 and waar.startswith("/") and waar[1:2] not in ("/", "\\")


@pytest.mark.parametrize(("naam", "argumenten"), [*ADRESSEN, ("admin:index", ())])
def test_an_address_in_a_request_never_leads_elsewhere_or_to_an_error(wereld, naam, argumenten):
    adres, rollen = wereld.adres(naam, argumenten)[0], cycle(("bezoeker", "eigen", "staf2"))
    for waarde in VREEMD.values():
        for methode in ("get", "post"):
            gegevens, rol = dict.fromkeys(NAMEN, waarde), next(rollen)
            antwoord = wereld.vraag(methode, adres, rol, gegevens)
            assert leidt_hierheen(antwoord), (rol, methode, waarde, antwoord.get("Location"))


def test_after_logging_in_one_goes_to_a_path_of_this_site_only(client, wereld):
    gebruiker = maak_gebruiker()
    for waarde in VREEMD.values():
        client.logout()
        antwoord = log_in(client, gebruiker, next=waarde)
        assert antwoord.url == reverse("netwerken:werkplek"), waarde
    client.logout()
    assert log_in(client, gebruiker, next="/wijken/?q=a").url == "/wijken/?q=a"

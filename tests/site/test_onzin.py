"""Nonsense gets a clear answer: never an error of ours, never somebody else's rows."""

import re
from itertools import cycle

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from tests.hulp import bouwers
from tests.hulp.formulier import velden
from tests.hulp.wereld import adressen
from wijken.models import Agendapunt

pytestmark = pytest.mark.django_db

LANG = "a" * 10_000
WAARDEN = {
    "onbekend": "bestaat-niet",
    "leeg": "",
    "spaties": "   ",
    "negatief": "-1",
    "nul": "0",
    "groot": "9" * 40,
    "breuk": "1e400",
    "geen getal": "NaN",
    "geen datum": "2021-02-30",
    "te vroege datum": "0000-00-00",
    "NUL": "a\x00b",
    "lang": LANG,
    "veel woorden": "de het een " * 400,
    "emoji": "🌷👩‍👩‍👧" * 20,
    "rechts naar links": "\u202eabc\u202c\ufeff",
    "code": "<script>alert('x')</script>\"'--;{{7*7}}",
    "pad": "../../../etc/passwd",
    "jokers": "%_\\*?[]()|^$",
}
IN_FORMULIER = ["NUL", "groot", "lang", "onbekend", "negatief", "geen datum", "emoji"]
PARAMETERS = (
    "q wijk gebied thema doelgroep soort status netwerk organisatie rol formeel versheid agenda"
    " op pagina sorteer toon kolommen formaat oud door-bewoners gesubsidieerd wanneer"
).split()
RUW = [
    "q=%00&wijk=%00&op=%00&pagina=%00",
    "q=%ff%fe&wijk=%c3%28&thema=%e2%82",
    "q=%F0%28%8C%BC&op=%80",
    "wijk=beijum&wijk=&wijk=beijum&wijk[]=x&wijk=%20",
    "pagina=1&pagina=2&op=2021-06-30&op=2020-01-01&q=a&q=b",
    "onbekend=1&__proto__=1&q[$ne]=1&csrfmiddlewaretoken=x",
    "&&&=&=x&;&",
    "&".join(f"wijk=w{nummer}" for nummer in range(900)),
]
# What has no page: health, machine forms and files.
GEEN_PAGINA = {
    "kaart",
    "zoeken_suggesties",
    "live",
    "ready",
    "robots",
    "security",
    "sitemap",
    "sitemap_deel",
}
SITE = [adres for adres in adressen() if not adres[0].startswith("admin:")]
OPENBAAR = [
    (naam, argumenten)
    for naam, argumenten in SITE
    if argumenten in {(), ("slug",)}
    and not naam.startswith(("account", "mfa", "mijn", "overal"))
    and "_" not in naam.partition(":")[2]
    and naam not in GEEN_PAGINA
    # What coordinators have is behind login.
    and not (argumenten == () and reverse(naam).startswith("/werkplek/"))
]
FORMULIEREN = [
    (naam, argumenten)
    for naam, argumenten in SITE
    if naam.endswith(
        ("_nieuw", "_wijzigen", "_beeindigen", "_verhuizen", "_geschiedenis", "_intrekken")
    )
]
NIEUW = {naam for naam, _argumenten in FORMULIEREN if naam.endswith("_nieuw")}


# Addresses


@pytest.mark.parametrize(("naam", "argumenten"), OPENBAAR)
def test_nonsense_in_the_query_gives_the_page(wereld, naam, argumenten):
    adres, _rij = wereld.adres(naam, argumenten)
    vragen = [urlencode(dict.fromkeys(PARAMETERS, waarde)) for waarde in WAARDEN.values()]
    # A list reads all parameters; a page of one record few, so each gets its third of the values.
    vragen = vragen[len(naam) % 3 :: 3] if argumenten else vragen
    for vraag in [*vragen, *RUW]:
        antwoord = wereld.vraag("get", f"{adres}?{vraag}", "bezoeker")
        assert antwoord.status_code == 200, vraag[:200]
        assert b"<h1" in antwoord.content, vraag[:200]


@pytest.mark.parametrize("formaat", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("naam", ["netwerken:dekking", "netwerken:organisaties"])
def test_nonsense_in_the_query_gives_the_file(wereld, naam, formaat):
    for waarde in WAARDEN.values():
        # A file of no day is refused with a reason: see test_uitvoer.
        vraag = urlencode(dict.fromkeys(PARAMETERS, waarde) | {"formaat": formaat, "op": ""})
        antwoord = wereld.vraag("get", f"{reverse(naam)}?{vraag}", "bezoeker")
        assert antwoord.status_code == 200, waarde
        assert "attachment" in antwoord["Content-Disposition"], waarde


@pytest.mark.parametrize(
    "deel",
    ["bestaat-niet", "%00", "%ff", "%F0%9F%8C%B7", "-1", "a" * 3000, "..%2F..", "nieuw%0A", "'"],
)
def test_nonsense_in_the_path_is_not_found(wereld, deel):
    for stam in ("wijken", "themas", "agendas", "organisaties", "initiatieven", "accommodaties"):
        for verb in ("", "wijzigen/"):
            antwoord = wereld.vraag("get", f"/{stam}/{deel}/{verb}", "eigen")
            assert antwoord.status_code == 404, stam
            assert b"<h1" in antwoord.content


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 18, "9" * 30])
def test_a_row_that_is_not_there_is_not_found(wereld, pk):
    netwerk, wijk = wereld.netwerk.slug, wereld.wijk.slug
    for stam in (
        f"netwerken/{netwerk}/inzet/{pk}",
        f"netwerken/{netwerk}/deelnames/{pk}",
        f"wijken/{wijk}/inzet/{pk}",
        f"huisvesting/{pk}",
    ):
        assert wereld.vraag("get", f"/{stam}/wijzigen/", "eigen").status_code == 404, stam


def test_a_row_of_another_network_is_not_found_below_mine(wereld):
    ander = bouwers.maak_inzet(netwerk=bouwers.maak_netwerk())
    adres = f"/netwerken/{wereld.netwerk.slug}/inzet/{ander.pk}/wijzigen/"
    assert wereld.vraag("get", adres, "redacteur").status_code == 404


# Forms


@pytest.mark.parametrize(("naam", "argumenten"), FORMULIEREN)
def test_nonsense_in_a_form_is_told(wereld, naam, argumenten):
    """In all fields at once, and in each field of a form that is otherwise good, once a form."""
    adres, _rij = wereld.adres(naam, argumenten)
    goed = velden(wereld.vraag("get", adres, "eigen"))
    pogingen = [dict.fromkeys(goed, WAARDEN[soort]) for soort in IN_FORMULIER]
    # Of parts that are all alike, as the points of an agenda, the first only.
    los = [veld for veld in goed if not re.match(r"\w+-[1-9]", veld)]
    if naam.replace("_wijzigen", "_nieuw") in NIEUW - {naam}:
        # It has the fields of the form that adds such a row.
        los = []
    for veld, soort in zip(los, cycle(IN_FORMULIER), strict=False):
        pogingen.append(goed | {veld: WAARDEN[soort]})
    for poging in pogingen:
        antwoord = wereld.vraag("post", adres, "eigen", poging)
        assert antwoord.status_code in {200, 302, 404}, poging


def test_nonsense_in_an_invitation_is_told(wereld):
    adres = reverse("netwerken:uitnodigen")
    assert wereld.vraag("get", f"{adres}?netwerk=%00&pagina=-1", "redacteur").status_code == 200
    for soort, waarde in WAARDEN.items():
        gegevens = {"email": waarde, "naam": waarde, "netwerken": waarde}
        assert wereld.vraag("post", adres, "redacteur", gegevens).status_code == 200, soort


@pytest.mark.parametrize("naam", ["account_login", "account_reset_password", "account_signup"])
def test_nonsense_at_the_door_is_told(wereld, naam):
    for soort, waarde in [*list(WAARDEN.items())[:5], ("NUL", "a\x00b@x.nl")]:
        gegevens = {"login": waarde, "password": waarde, "email": waarde, "next": waarde}
        assert wereld.vraag("post", reverse(naam), "bezoeker", gegevens).status_code == 200, soort


# Rows of somebody else


@pytest.fixture
def vreemd(wereld):
    """What `eigen` may see but not change."""
    wijk = bouwers.maak_wijk()
    return {
        "wijk": wijk.pk,
        "wijken": [wijk.pk],
        "netwerk": bouwers.maak_netwerk().pk,
        "bovenliggend": bouwers.maak_netwerk().pk,
        "nieuwe_plek": bouwers.maak_accommodatie(wijken=[wijk]).naam,
        "organisatie": bouwers.maak_organisatie(openbaar=False).naam,
        "initiatief": bouwers.maak_initiatief(openbaar=False).naam,
        "agenda": bouwers.maak_agenda(wijken=[wijk]).pk,
    }


@pytest.mark.parametrize(
    ("naam", "argumenten", "veld"),
    [
        ("netwerken:inzet_nieuw", ("netwerk",), "wijk"),
        ("netwerken:inzet_nieuw", ("netwerk",), "organisatie"),
        ("netwerken:inzet_nieuw", ("netwerk",), "initiatief"),
        ("netwerken:inzet_nieuw", ("wijk",), "netwerk"),
        ("netwerken:inzet_wijzigen", ("netwerk", "pk"), "wijk"),
        ("netwerken:inzet_wijzigen", ("netwerk", "pk"), "netwerk"),
        ("netwerken:inzet_wijzigen", ("pk", "wijk"), "wijk"),
        ("netwerken:werkgebied_nieuw", ("netwerk",), "wijk"),
        ("netwerken:werkgebied_wijzigen", ("netwerk", "pk"), "wijk"),
        ("netwerken:deelname_nieuw", ("netwerk",), "organisatie"),
        ("netwerken:netwerk_nieuw", (), "bovenliggend"),
        ("netwerken:netwerk_wijzigen", ("slug",), "bovenliggend"),
        ("netwerken:netwerk_wijzigen", ("slug",), "agenda"),
        ("netwerken:organisatie_nieuw", (), "wijk"),
        ("netwerken:huisvesting_nieuw", ("slug",), "organisatie"),
        ("netwerken:huisvesting_verhuizen", ("pk",), "nieuwe_plek"),
        ("initiatieven:initiatief_nieuw", (), "wijken"),
        ("initiatieven:initiatief_wijzigen", ("slug",), "wijken"),
        ("initiatieven:accommodatie_nieuw", (), "wijken"),
        ("initiatieven:activiteit_nieuw", (), "wijken"),
        ("initiatieven:activiteit_nieuw", (), "initiatief"),
        ("wijken:agenda_nieuw", ("slug",), "wijken"),
        ("wijken:agenda_wijzigen", ("slug",), "wijken"),
    ],
)
def test_rows_of_somebody_else_are_refused_in_a_form(wereld, vreemd, naam, argumenten, veld):
    adres, _rij = wereld.adres(naam, argumenten)
    gegevens = velden(wereld.vraag("get", adres, "eigen")) | {"naam": "Nieuw en anders"}
    antwoord = wereld.vraag("post", adres, "eigen", gegevens | {veld: vreemd[veld]})
    assert antwoord.status_code == 200
    assert veld in antwoord.context["form"].errors


def test_a_point_of_another_agenda_is_left_alone(wereld):
    ander = bouwers.maak_agendapunt(tekst="van een ander")
    adres, _rij = wereld.adres("wijken:agenda_wijzigen", ("slug",))
    gegevens = velden(wereld.vraag("get", adres, "eigen"))
    gegevens |= {"punten-0-sleutel": ander.pk, "punten-0-tekst": "overgenomen"}
    for extra in ({}, {"punten-0-weg": "on"}):
        client = wereld.client("eigen")
        client.post(adres, gegevens | extra)
        assert Agendapunt.objects.get(pk=ander.pk).tekst == "van een ander"


def test_the_history_of_another_row_can_not_be_put_back(wereld):
    ander = bouwers.maak_organisatie()
    adres, rij = wereld.adres("netwerken:organisatie_geschiedenis", ("slug",))
    gegevens = {"toen": ander.history.latest().history_id, "versie": rij.versie}
    assert wereld.vraag("post", adres, "eigen", gegevens).status_code == 404

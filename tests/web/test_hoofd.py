"""The head of a page: one address, a title and description of its own, and what is shared."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from PIL import Image

from buurtnet.web.templatetags.hoofd import eigen_woorden
from tests.hulp.bouwers import (
    log_in,
    maak_afbeelding,
    maak_organisatie,
    maak_redacteur,
    maak_stad,
    maak_verhaal,
    maak_wijk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]


def hoofd(client, adres, status=200):
    """{what a tag of the head is called: what it says} of the page at this address."""
    antwoord = client.get(adres)
    assert antwoord.status_code == status
    tekst = antwoord.content.decode().partition("</head>")[0]
    paren = re.findall(r'<meta\s+(?:name|property)="([^"]+)"\s+content="([^"]*)"', tekst)
    namen = Counter(naam for naam, _waarde in paren)
    assert namen["description"] <= 1
    links = re.findall(r'<link rel="(canonical)" href="([^"]+)"', tekst)
    assert len(links) <= 1
    return dict([*paren, *links, ("title", re.search("<title>(.*?)</title>", tekst, re.S)[1])])


# One address


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("", ""),
        ("?utm_source=krant&fbclid=x", ""),
        ("?wijk=beijum", ""),
        ("?q=tuin&pagina=2", ""),
        ("?sorteer=nieuw", ""),
        ("?op=2021-06-30&pagina=2", ""),
        ("?pagina=2", "?pagina=2"),
        ("?pagina=2&utm_source=krant", "?pagina=2"),
        ("?pagina=99999", "?pagina=2"),
        ("?pagina=onzin", ""),
        ("?pagina=1", ""),
    ],
)
def test_a_list_has_one_address_and_so_has_each_of_its_pages(client, vraag, verwacht):
    for _keer in range(26):
        maak_organisatie()
    adres = "/organisaties/"
    assert hoofd(client, adres + vraag)["canonical"] == f"{settings.SITE_URL}{adres}{verwacht}"


def test_a_record_has_one_address_whatever_part_or_day_is_shown(client):
    adres = maak_organisatie(naam="Humanitas").get_absolute_url()
    for vraag in ("", "?toon=inzet&pagina=2", "?op=2020-01-01", "?x=y"):
        gevonden = hoofd(client, adres + vraag)
        assert gevonden["canonical"] == gevonden["og:url"] == f"{settings.SITE_URL}{adres}"


def test_each_language_has_its_own_address_and_names_the_other(client):
    maak_wijk(naam="Beijum")
    for adres, taal, ander in (("/", "nl_NL", "en_GB"), ("/en/", "en_GB", "nl_NL")):
        gevonden = hoofd(client, f"{adres}wijken/beijum/")
        assert gevonden["canonical"] == f"{settings.SITE_URL}{adres}wijken/beijum/"
        assert (gevonden["og:locale"], gevonden["og:locale:alternate"]) == (taal, ander)


@pytest.mark.parametrize(
    ("adres", "status"),
    [
        ("/bestaat-niet/", 404),
        ("/organisaties/bestaat-niet/", 404),
        ("/zoeken/?q=tuin", 200),
        ("/accounts/login/", 200),
        ("/en/accounts/login/", 200),
    ],
)
def test_what_is_not_to_be_found_has_no_address_to_find_it_at(client, adres, status):
    gevonden = hoofd(client, adres, status)
    assert gevonden["robots"] == "noindex"
    assert not {"canonical", "og:url", "og:image"} & gevonden.keys()


def test_pages_behind_the_login_are_not_to_be_found(client):
    log_in(client, maak_redacteur())
    organisatie = maak_organisatie()
    wijzigen = reverse("netwerken:organisatie_wijzigen", args=[organisatie.slug])
    for adres in ("/werkplek/", wijzigen):
        assert hoofd(client, adres)["robots"] == "noindex"
    assert "robots" not in hoofd(client, organisatie.get_absolute_url())


def test_errors_without_a_page_around_them_are_not_to_be_found():
    for naam in ("400", "500"):
        html = (settings.BASE_DIR / f"templates/{naam}.html").read_text()
        assert "layout/kaal.html" in html
    assert 'content="noindex"' in (settings.BASE_DIR / "templates/layout/kaal.html").read_text()


# What it says


def test_a_description_is_at_most_160_characters_of_plain_text(client):
    record = maak_organisatie(omschrijving="Een <b>“zin”</b> & nog *een*. " * 20)
    antwoord = client.get(record.get_absolute_url()).content.decode()
    with translation.override("nl"):
        zin = re.search(r'name="description" content="([^"]*)"', antwoord)[1]
    zonder = zin.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert len(zonder) <= 160 and zonder.endswith("…")


def test_a_description_never_tells_how_to_reach_somebody():
    record = maak_organisatie()
    # As what came in before such texts were refused.
    record.omschrijving = "Mail jan@voorbeeld.nl of bel 050 123 45 67 in 2021."
    assert eigen_woorden(record) == "Mail … of bel … in 2021."


def test_a_place_is_called_the_same_kind_in_its_title_and_its_description(client):
    stad = maak_stad(naam="Groningen", omschrijving="Stad en ommeland.")
    html = client.get(f"/en{stad.get_absolute_url()}").content.decode()
    assert "<title>Groningen (city)" in html
    assert 'name="description" content="Groningen (city): Stad en ommeland."' in html


def test_a_name_can_not_break_out_of_the_head(client):
    record = maak_organisatie(naam='"><script>alert(1)</script>')
    antwoord = client.get(record.get_absolute_url()).content.decode()
    assert "<script>alert" not in antwoord


def test_a_further_page_says_which(client):
    for _keer in range(26):
        maak_organisatie()
    gevonden = hoofd(client, "/organisaties/?pagina=2")
    assert gevonden["og:title"] == "Organisaties, pagina 2"
    assert gevonden["description"].startswith("Pagina 2. ")


# What is shared


def test_a_link_shows_the_drawing_of_the_site(client):
    gevonden = hoofd(client, "/wijken/")
    assert (gevonden["og:type"], gevonden["og:site_name"]) == ("website", "buurtnet")
    assert gevonden["og:image"].startswith(f"{settings.SITE_URL}/static/img/deel")
    assert gevonden["og:image:alt"]
    with Image.open(settings.BASE_DIR / "static/img/deel.png") as beeld:
        maten = tuple(int(gevonden[f"og:image:{maat}"]) for maat in ("width", "height"))
        assert beeld.size == maten == (1200, 630)
    assert (settings.BASE_DIR / "static/img/deel.png").stat().st_size < 40_000


def test_a_story_shows_its_own_picture(client):
    foto = maak_afbeelding(maat=(64, 32))
    verhaal = maak_verhaal(afbeelding=foto, afbeelding_alt="Een tuin vol bloemen")
    gevonden = hoofd(client, verhaal.get_absolute_url())
    assert gevonden["og:type"] == "article"
    assert gevonden["og:image"] == f"{settings.SITE_URL}{foto.adres(64)}"
    assert gevonden["og:image:alt"] == "Een tuin vol bloemen"
    assert client.get(foto.adres(64)).status_code == 200

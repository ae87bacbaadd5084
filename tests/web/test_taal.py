"""English below /en/, Dutch everywhere else; nothing but the address decides."""

import html
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix
from django.utils import translation

from buurtnet.web import dataversie
from buurtnet.web.taal import beginadres, in_taal, taal_van, zonder_taal
from tests.hulp.bouwers import (
    WACHTWOORD,
    maak_coordinator,
    maak_gebied,
    maak_netwerk,
    maak_organisatie,
    maak_wijk,
)
from tests.hulp.broncode import lees, templates

pytestmark = pytest.mark.django_db


def taal(antwoord):
    return re.search(r'<html lang="([^"]*)"', antwoord.content.decode())[1]


# Addresses


@pytest.mark.parametrize(
    ("nederlands", "engels"),
    [("/", "/en/"), ("/wijken/", "/en/wijken/"), ("/zoeken/?q=/en/", "/en/zoeken/?q=/en/")],
)
def test_an_address_exists_in_both_languages(nederlands, engels):
    assert (taal_van(nederlands), taal_van(engels)) == ("nl", "en")
    assert in_taal(nederlands, "en") == in_taal(engels, "en") == engels
    assert in_taal(nederlands, "nl") == in_taal(engels, "nl") == nederlands


@pytest.mark.parametrize("adres", ["/enkel/", "/eng", "/wijken/en/", "/EN/"])
def test_only_the_first_part_of_an_address_is_a_language(adres):
    assert (taal_van(adres), zonder_taal(adres)) == ("nl", adres)


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("voorvoegsel", ["/", "/buurt/"])
def test_the_first_page_is_known_without_its_name(code, voorvoegsel):
    set_script_prefix(voorvoegsel)
    try:
        with translation.override(code):
            assert beginadres() == reverse("home")
    finally:
        set_script_prefix("/")


def test_no_address_leads_to_another_host():
    assert zonder_taal("/en//elders.nl/") == "/elders.nl/"


@pytest.mark.parametrize("naam", ["home", "wijken:wijken", "netwerken:dekking", "over", "zoeken"])
def test_a_page_opens_in_both_languages(client, naam):
    antwoord = client.get(reverse(naam))
    assert (antwoord.status_code, taal(antwoord)) == (200, "nl")
    with translation.override("en"):
        antwoord = client.get(reverse(naam))
    assert (antwoord.status_code, taal(antwoord)) == (200, "en")


def test_neither_browser_nor_cookie_decides(client):
    client.cookies["django_language"] = "en"
    antwoord = client.get("/wijken/", headers={"accept-language": "en"})
    assert taal(antwoord) == "nl"
    assert "Accept-Language" not in antwoord["Vary"]


def test_links_stay_in_the_language(client):
    wijk = maak_wijk(naam="Beijum", ligt_in=maak_gebied())
    tekst = client.get("/en/wijken/").content.decode()
    assert f'href="/en{wijk.get_absolute_url()}"' in tekst
    anders = re.findall(r'(?:href|action)="/(?!en/|static/)[^"]*"', tekst)
    assert anders == ['href="/wijken/"'], "only the way back to Dutch"


def test_a_missing_page_is_told_in_the_language(client):
    antwoord = client.get("/en/bestaat-niet/")
    assert (antwoord.status_code, taal(antwoord)) == (404, "en")
    assert taal(client.get("/bestaat-niet/")) == "nl"


def test_a_forgotten_slash_and_an_old_address_keep_the_language(client):
    assert client.get("/en")["Location"] == "/en/"
    assert client.get("/en/wijken")["Location"] == "/en/wijken/"
    netwerk = maak_netwerk()
    netwerk.neem_adres_over("vroeger")
    assert client.get("/en/netwerken/vroeger/")["Location"] == f"/en{netwerk.get_absolute_url()}"


@pytest.mark.parametrize(("hier", "taal", "daar"), [("", "en", "/en"), ("/en", "nl", "")])
def test_the_other_language_is_one_link_away_with_the_same_filters(client, hier, taal, daar):
    vraag = "/organisaties/?q=zorg&op=2021-06-30"
    tekst = html.unescape(client.get(f"{hier}{vraag}").content.decode())
    [link] = re.findall(r'<a\s+class="taalkeuze"([^>]*)>', tekst)
    assert dict(re.findall(r'(\w+)="([^"]*)"', link)) == {
        "href": f"{daar}{vraag}",
        "lang": taal,
        "hreflang": taal,
    }


def test_a_page_names_itself_in_every_language(client):
    for adres in ("/wijken/", "/en/wijken/"):
        tekst = client.get(adres).content.decode()
        gevonden = re.findall(r'rel="alternate" hreflang="([^"]*)" href="[^"]*?8000([^"]*)"', tekst)
        verwacht = [("nl", "/wijken/"), ("en", "/en/wijken/"), ("x-default", "/wijken/")]
        assert gevonden == verwacht


# What is closed stays closed


def test_what_is_private_is_private_in_english(client):
    maak_coordinator(maak_netwerk())
    antwoord = client.get("/en/werkplek/")
    assert antwoord["Location"] == "/en/accounts/login/?next=/en/werkplek/"
    assert antwoord["Cache-Control"] == "no-store, private"
    assert client.get("/en/accounts/login/")["Cache-Control"] == "no-store, private"


def test_who_logs_in_in_english_stays_there(client):
    gebruiker = maak_coordinator(maak_netwerk())
    gebruiker.bevestig_email()
    gegevens = {"login": gebruiker.email, "password": WACHTWOORD}
    antwoord = client.post("/en/accounts/login/", gegevens)
    assert antwoord["Location"] == "/en/werkplek/"


def test_robots_are_kept_out_in_both_languages(client):
    regels = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /werkplek/", "Disallow: /en/werkplek/"} <= set(regels)


def test_machines_have_one_address(client):
    for adres in ("-/live", "robots.txt", "sitemap.xml", ".well-known/security.txt"):
        assert client.get(f"/{adres}").status_code == 200
        assert client.get(f"/en/{adres}").status_code == 404


# What is remembered, and what is the same in both


def test_what_is_remembered_is_remembered_per_language():
    def maak():
        return reverse("home")

    for code, verwacht in (("nl", "/"), ("en", "/en/"), ("nl", "/")):
        with translation.override(code):
            assert dataversie.onthoud("een versie", ("talen",), maak) == verwacht


@pytest.mark.parametrize("formaat", ["csv", "json"])
def test_a_file_for_programs_is_the_same_in_both_languages(client, formaat):
    maak_organisatie()
    adres = f"organisaties/?formaat={formaat}"
    een, ander = client.get(f"/{adres}"), client.get(f"/en/{adres}")
    assert een["Content-Disposition"] == ander["Content-Disposition"]
    assert een.getvalue() == ander.getvalue()


def test_the_sitemap_names_both_languages(client):
    tekst = client.get("/sitemap-paginas.xml").content.decode()
    assert "<loc>http://testserver/en/wijken/</loc>" in tekst
    for code, adres in (("nl", "/wijken/"), ("en", "/en/wijken/"), ("x-default", "/wijken/")):
        assert f'hreflang="{code}" href="http://testserver{adres}"' in tekst


def test_a_request_leaves_no_language_behind(client):
    client.get("/en/")
    assert translation.get_language() == "nl"


# So that it stays so


def test_templates_write_no_address_of_the_site_by_hand():
    vast = re.compile(r"""(href|action|src|value|url|data-[a-z-]+)=["']/|["']/[a-z0-9]+/["']""")
    assert [str(pad) for pad in templates() if vast.search(lees(pad))] == []


def test_the_tags_for_languages_work_without_a_request():
    assert "/en/" in Template("{% taalkeuze %}{% talen %}").render(Context())
    verzoek = RequestFactory().get("/en/over/")
    with translation.override("en"):
        assert 'href="/over/"' in Template("{% taalkeuze %}").render(Context({"request": verzoek}))

"""The sitemap: every public record, with the day it last changed."""

import datetime
import re
from xml.etree import ElementTree as ET

import html5lib
import pytest
from django.utils import timezone

from initiatieven.models import Verhaal
from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)
from wijken.models import Thema, Wijk

pytestmark = pytest.mark.django_db


def adressen(antwoord):
    """The addresses in a sitemap or its index."""
    boom = html5lib.parse(antwoord.content.decode(), namespaceHTMLElements=False)
    return [loc.text for loc in boom.iter("loc")]


def test_sitemap_leads_to_every_public_record(client):
    maak_wijk(naam="Beijum")
    maak_organisatie(naam="Humanitas")
    maak_initiatief(naam="Geheim", openbaar=False)
    delen = adressen(client.get("/sitemap.xml"))
    gevonden = [adres for deel in delen for adres in adressen(client.get(deel))]
    assert "http://testserver/wijken/beijum/" in gevonden
    assert "http://testserver/wijken/beijum/gids/" in gevonden
    assert "http://testserver/organisaties/humanitas/" in gevonden
    assert "http://testserver/dekking/" in gevonden
    assert not any("geheim" in adres for adres in gevonden)


def test_sitemap_says_when_a_record_changed(client):
    maak_wijk(naam="Beijum")
    inhoud = client.get("/sitemap-wijk.xml").content.decode()
    assert f"<lastmod>{timezone.localdate():%Y-%m-%d}" in inhoud


@pytest.mark.parametrize("pagina", ["0", "-1", "x", "99", "1" * 5000])
def test_sitemap_survives_a_page_that_does_not_exist(client, pagina):
    maak_wijk(naam="Beijum")
    assert client.get("/sitemap-wijk.xml", {"p": pagina}).status_code in {200, 404}
    assert client.get("/sitemap-onzin.xml").status_code == 404


SOORT = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OUD = datetime.datetime(2020, 3, 4, 23, 30, tzinfo=datetime.UTC)  # the fifth, in Groningen
LATER = datetime.datetime(2022, 5, 6, 12, tzinfo=datetime.UTC)


def ontleed(antwoord):
    return ET.fromstring(antwoord.content)  # noqa: S314 - made by the site itself


def dagen(antwoord):
    """{path: lastmod or None} of a sitemap or its index, in Dutch."""
    ingangen = {}
    for ingang in ontleed(antwoord):
        pad = re.sub("^https?://[^/]+", "", ingang.findtext(f"{SOORT}loc"))
        if not pad.startswith("/en/"):
            ingangen[pad] = ingang.findtext(f"{SOORT}lastmod")
    return ingangen


def test_sitemap_counts_a_later_confirmation_as_a_change(client):
    een, ander = maak_organisatie(naam="Een"), maak_organisatie(naam="Ander")
    Organisatie.objects.filter(pk=een.pk).update(gewijzigd_op=OUD)
    later = datetime.date(2021, 6, 30)
    Organisatie.objects.filter(pk=ander.pk).update(gewijzigd_op=OUD, bevestigd_op=later)
    assert dagen(client.get("/sitemap-organisatie.xml")) == {
        "/organisaties/een/": "2020-03-05",
        "/organisaties/ander/": "2021-06-30",
    }
    paginas = dagen(client.get("/sitemap-paginas.xml"))
    assert paginas["/organisaties/"] == paginas["/"] == paginas["/dekking/"] == "2021-06-30"
    assert paginas["/verhalen/"] is paginas["/over/"] is None
    index = dagen(client.get("/sitemap.xml"))
    assert index["/sitemap-organisatie.xml"] == index["/sitemap-paginas.xml"] == "2021-06-30"
    assert index["/sitemap-wijk.xml"] is None


def test_sitemap_counts_the_day_a_story_came_out(client):
    verhaal = maak_verhaal(datum="2022-02-02")
    Verhaal.objects.update(gewijzigd_op=OUD)
    assert dagen(client.get("/sitemap-verhaal.xml"))[verhaal.get_absolute_url()] == "2022-02-02"


def test_what_is_hidden_makes_no_list_newer(client):
    Organisatie.objects.filter(pk=maak_organisatie().pk).update(gewijzigd_op=OUD)
    maak_organisatie(naam="Geheim", openbaar=False)
    assert dagen(client.get("/sitemap-paginas.xml"))["/organisaties/"] == "2020-03-05"
    assert dagen(client.get("/sitemap.xml"))["/sitemap-organisatie.xml"] == "2020-03-05"


def test_a_page_is_as_new_as_the_newest_on_it(client):
    gebied = maak_gebied(naam="Oost")
    wijk = maak_wijk(naam="Beijum", ligt_in=gebied)
    maak_wijk(naam="Selwerd", ligt_in=gebied)
    organisatie, thema = maak_organisatie(naam="Een"), maak_thema(naam="Groen")
    for model in (Wijk, Organisatie, Thema):
        model.objects.update(gewijzigd_op=OUD)
    inzet = maak_inzet(organisatie=organisatie, thema=thema, wijk=wijk)
    Inzet.objects.filter(pk=inzet.pk).update(gewijzigd_op=LATER)
    wijken = dagen(client.get("/sitemap-wijk.xml"))
    assert wijken["/wijken/beijum/"] == wijken["/wijken/oost/"] == "2022-05-06"
    assert wijken["/wijken/selwerd/"] == "2020-03-05"
    gidsen = dagen(client.get("/sitemap-wijkgids.xml"))
    assert gidsen["/wijken/beijum/gids/"] == "2022-05-06"
    assert list(dagen(client.get("/sitemap-organisatie.xml")).values()) == ["2022-05-06"]
    assert list(dagen(client.get("/sitemap-thema.xml")).values()) == ["2022-05-06"]
    index = dagen(client.get("/sitemap.xml"))
    assert index["/sitemap-wijk.xml"] == index["/sitemap-wijkgids.xml"] == "2022-05-06"


def test_what_is_hidden_makes_no_page_newer(client):
    wijk = maak_wijk(naam="Beijum")
    Wijk.objects.update(gewijzigd_op=OUD)
    maak_initiatief(openbaar=False).wijken.add(wijk)
    assert dagen(client.get("/sitemap-wijk.xml"))["/wijken/beijum/"] == "2020-03-05"


@pytest.mark.eenmaal
def test_every_record_says_when_it_changed_in_a_constant_number_of_queries(
    client, demo, django_assert_max_num_queries
):
    with django_assert_max_num_queries(34):
        delen = dagen(client.get("/sitemap.xml"))
    for deel, dag in delen.items():
        with django_assert_max_num_queries(34):
            gevonden = dagen(client.get(deel))
        zonder = {pad for pad, dag in gevonden.items() if not dag}
        assert dag and zonder <= {
            "/over/",
            "/toegankelijkheid/",
            "/privacy/",
            "/api/",
            "/open-data/",
        }


def test_sitemaps_keep_to_the_protocol(client, demo):
    """https://www.sitemaps.org/protocol.html: names, their order, whole addresses, W3C dates."""
    index = client.get("/sitemap.xml")
    assert index["Content-Type"] == "application/xml"
    assert index.content.startswith(b"<?xml") and b"UTF-8" in index.content[:60]
    delen = ontleed(index)
    assert delen.tag == f"{SOORT}sitemapindex"
    gezien = set()
    for deel in delen:
        assert (deel.tag, deel[0].tag) == (f"{SOORT}sitemap", f"{SOORT}loc")
        antwoord = client.get(re.sub("^https?://[^/]+", "", deel[0].text))
        wortel = ontleed(antwoord)
        assert wortel.tag == f"{SOORT}urlset" and len(antwoord.content) < 50_000_000
        for ingang in wortel:
            namen = [kind.tag.removeprefix(SOORT) for kind in ingang]
            eigen = [naam for naam in namen if not naam.startswith("{")]
            assert ingang.tag == f"{SOORT}url" and eigen in (["loc"], ["loc", "lastmod"])
            adres, dag = ingang[0].text, ingang.findtext(f"{SOORT}lastmod")
            assert re.fullmatch(r"http://testserver/[!-~]*", adres) and len(adres) < 2048
            assert dag is None or datetime.date.fromisoformat(dag) <= timezone.localdate()
            assert adres not in gezien
            gezien.add(adres)
        assert len(wortel) <= 50_000
    assert len(gezien) > 200

"""The sitemap: every public record, with the day it last changed."""

import html5lib
import pytest
from django.utils import timezone

from tests.bouwers import maak_initiatief, maak_organisatie, maak_wijk

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

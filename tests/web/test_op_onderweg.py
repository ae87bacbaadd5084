"""The day that a page shows stays in its links to pages that can show that day too."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import html5lib
import pytest
from django.urls import resolve, reverse

from buurtnet.kern import soorten

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
DAG = "2021-06-30"
# Pages that show another day when asked; the booklet of a place too.
LIJSTEN = ["netwerken:dekking", *(model.rijsoort.lijst for model in soorten.alle())]
MET_DAG = {
    *LIJSTEN,
    *(model.rijsoort.pagina for model in soorten.alle()),
    "netwerken:wijkgids",
}


def links(boom):
    """Where a page leads, but for its header, its foot and the way back to today."""
    for blok in list(boom.iter()):
        if blok.tag in ("header", "footer") or blok.get("class") == "opbalk":
            blok.clear()
    hier = {a.get("href") for a in boom.iter("a")}
    return {adres for adres in hier if adres and re.match(r"[/?]", adres)}


def kent_dag(adres):
    return resolve(urlsplit(adres).path).view_name in MET_DAG


@pytest.fixture
def zonder_dag(client):
    """What a page leads to without its day, by address."""

    def zoek(pad):
        antwoord = client.get(pad, {"op": DAG})
        assert antwoord.status_code == 200
        boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        heel = {urljoin(pad, adres) for adres in links(boom)}
        pagina = [adres for adres in heel if kent_dag(adres) and "formaat=" not in adres]
        return sorted(a for a in pagina if parse_qs(urlsplit(a).query).get("op") != [DAG])

    return zoek


@pytest.mark.parametrize("naam", LIJSTEN)
def test_every_link_of_a_list_to_a_page_that_can_show_a_day_keeps_it(demo, zonder_dag, naam):
    assert zonder_dag(reverse(naam)) == []


@pytest.mark.parametrize("model", soorten.alle())
def test_every_link_of_a_record_to_a_page_that_can_show_a_day_keeps_it(demo, zonder_dag, model):
    # Some of each kind, spread over all that there are.
    records = model.objects.filter(openbaar=True).order_by("pk")
    paden = [record.get_absolute_url() for record in records[:: len(records) // 8 or 1]]
    assert {pad: adressen for pad in paden if (adressen := zonder_dag(pad))} == {}

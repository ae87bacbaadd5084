"""The maps of the demo: the whole municipality, and on each kind of page where that is."""

import re

import pytest

from tests.hulp.kaartproef import VERWIJST
from wijken.kaart.kaart import lees_plaatsen

pytestmark = pytest.mark.django_db


def test_every_shape_that_the_front_page_refers_to_is_in_the_drawing(client, demo):
    tekening = client.get("/kaart.svg").content.decode()
    verwezen = {slug for _adres, slug in VERWIJST.findall(client.get("/").content.decode())}
    assert verwezen == set(re.findall(r'id="([\w-]+)"', tekening))
    namen = {p.slug for p in lees_plaatsen()[0] if p.soort in ("wijk", "dorp")}
    assert len(namen) > 70
    assert namen <= verwezen

"""The page about privacy says what the models say, and no more than once."""

import pytest
from django.utils.html import escape

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie
from netwerken.models import Contactpunt, Voorstel
from netwerken.models.persoon import WISSEN_NA
from netwerken.models.voorstel import GEMELD
from tests.hulp.lijstproef import open_pagina
from wijken.models import Thema

pytestmark = pytest.mark.django_db
PROEF = Verwerking(
    Wie.BEZOEKER, "Een proef", "Om te proberen", Rechtsgrond.VEILIG, "Jij", "Een dag"
)


def test_the_register_has_all_that_the_models_say(client):
    tekst, _n = open_pagina(client, "/privacy/")
    for model in (Contactpunt, Voorstel):
        for verwerking in model.persoonsgegevens.values():
            for zin in verwerking[1:]:
                woorden = str(getattr(zin, "label", zin))
                assert str(escape(woorden[0].upper() + woorden[1:])) in tekst


def test_what_a_field_says_stands_in_the_register(client, monkeypatch):
    assert "Een proef" not in open_pagina(client, "/privacy/")[0]
    monkeypatch.setattr(Thema, "persoonsgegevens", {"naam": PROEF}, raising=False)
    tekst = client.get("/privacy/?opnieuw=1").content.decode()
    assert tekst.count("Een proef") == 1


def test_the_text_and_the_register_give_the_same_time(client):
    tekst, _n = open_pagina(client, "/privacy/")
    assert "bewaren we tot 90 dagen nadat het is afgehandeld" in tekst
    assert str(GEMELD.hoe_lang) in tekst
    assert str(GEMELD.hoe_lang).startswith("90 dagen nadat het is afgehandeld")
    assert "Na 60 dagen zonder wijziging is het weg" in tekst
    assert "60 dagen na je laatste letter." in tekst
    assert f"{WISSEN_NA.days} dagen later wissen we" in tekst


def test_in_english_no_part_is_dutch(client):
    tekst, _n = open_pagina(client, "/en/privacy/")
    assert "As a contact of an organisation or network" in tekst
    assert "90 days after it was handled" in tekst
    assert "dagen" not in tekst

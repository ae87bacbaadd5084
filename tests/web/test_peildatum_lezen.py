"""A request says which day it asks for, and keeps it for the bar above the page."""

import datetime

import pytest
from django.test import RequestFactory

from buurtnet.web.peildatum_lezen import lees_peildatum
from tests.hulp.bouwers import VANDAAG


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False)


@pytest.mark.parametrize(
    ("vraag", "datum", "heeft_fout"),
    [
        ("", VANDAAG, False),
        ("op=", VANDAAG, False),
        ("op=2026-11-22", VANDAAG, False),
        ("op=2021-06-30", datetime.date(2021, 6, 30), False),
        ("op=&op=2021-06-30", datetime.date(2021, 6, 30), False),
        ("op=2021-06-30&op=2021-07-01", VANDAAG, True),
        ("op=2021-06-30%00", VANDAAG, True),
        ("op=%FF", VANDAAG, True),
    ],
)
def test_a_request_asks_for_a_day_or_gets_today(vraag, datum, heeft_fout):
    request = RequestFactory().get(f"/?{vraag}")
    peildatum = lees_peildatum(request)
    assert request.peildatum is peildatum
    assert (peildatum.datum, peildatum.is_vandaag) == (datum, datum == VANDAAG)
    assert bool(peildatum.fout) == heeft_fout

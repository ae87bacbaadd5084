"""A period reads as people say it."""

import datetime

import pytest

from buurtnet.kern.periodetekst import periode_in_woorden
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.status import Status

DAG, MAAND, JAAR, ONGEVEER = Precisie.DAG, Precisie.MAAND, Precisie.JAAR, Precisie.ONGEVEER


def dag(tekst):
    return datetime.date.fromisoformat(tekst) if tekst else None


@pytest.mark.parametrize(
    ("vanaf", "precisie", "tot", "tot_precisie", "status", "woorden"),
    [
        ("", DAG, "", DAG, Status.ACTIEF, ""),
        ("2019-01-01", JAAR, "", DAG, Status.ACTIEF, "sinds 2019"),
        ("2026-11-22", DAG, "", DAG, Status.ACTIEF, "sinds 22 november 2026"),
        ("2027-09-01", DAG, "", DAG, Status.ACTIEF, "vanaf 1 september 2027"),
        ("2026-01-01", JAAR, "", DAG, Status.ACTIEF, "sinds 2026"),
        ("2027-01-01", ONGEVEER, "", DAG, Status.GEPLAND, "vanaf begin 2027 (gepland)"),
        ("2026-01-01", JAAR, "", DAG, Status.GEPLAND, "vanaf 2026 (gepland)"),
        ("2027-04-15", ONGEVEER, "", DAG, Status.IDEE, "vanaf half april 2027 (idee)"),
        (
            "2022-01-01",
            MAAND,
            "",
            DAG,
            Status.GEPLAND,
            "was gepland vanaf januari 2022; niet bekend of het doorging",
        ),
        (
            "",
            DAG,
            "2021-12-31",
            JAAR,
            Status.IN_OPRICHTING,
            "ging niet door; besloten in 2021",
        ),
        (
            "2021-01-01",
            JAAR,
            "2021-12-31",
            DAG,
            Status.GEPLAND,
            "was gepland van 2021 tot en met 31 december 2021; niet bekend of het doorging",
        ),
        (
            "",
            DAG,
            "2026-11-22",
            DAG,
            Status.GEPLAND,
            "ging niet door; besloten op 22 november 2026",
        ),
        ("", DAG, "2026-11-23", DAG, Status.IDEE, "tot en met 23 november 2026 (idee)"),
        ("", DAG, "2021-12-31", ONGEVEER, Status.GESTOPT, "tot eind 2021"),
        ("", DAG, "2021-12-31", JAAR, Status.GESTOPT, "tot en met 2021"),
        ("2019-01-01", JAAR, "2019-12-31", JAAR, Status.GESTOPT, "in 2019"),
        ("2019-05-03", DAG, "2019-05-03", DAG, Status.AFGEROND, "op 3 mei 2019"),
        ("2019-01-01", JAAR, "2019-05-31", MAAND, Status.GESTOPT, "van 2019 tot en met mei 2019"),
        (
            "2019-05-01",
            MAAND,
            "2021-12-30",
            ONGEVEER,
            Status.GESTOPT,
            "van mei 2019 tot rond december 2021",
        ),
        ("", DAG, "", DAG, Status.IN_OPRICHTING, "in oprichting"),
    ],
)
def test_a_period_in_words(vanaf, precisie, tot, tot_precisie, status, woorden):
    periode = dag(vanaf), precisie, dag(tot), tot_precisie, status
    assert periode_in_woorden(*periode, dag("2026-11-22")) == woorden

"""A period holds from its first day to its last, and reads as people say it."""

import datetime

import pytest

from buurtnet.kern.peildatum import Peildatum
from buurtnet.kern.periode import begonnen_q, te_tonen_q
from buurtnet.kern.periodetekst import periode_in_woorden
from buurtnet.kern.precisie import Precisie, begin_van, einde_van
from buurtnet.kern.status import NOG_NIET_BEGONNEN, VOORBIJ, Status, ging_niet_door, verstreken
from initiatieven.models import Initiatief
from tests.hulp.bouwers import maak_initiatief, maak_inzet

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


# On which days. A period with a beginning and an end, seen from the days around both.

DAGEN = {
    "the day before": "2026-05-31",
    "the first day": "2026-06-01",
    "a day between": "2026-06-15",
    "the last day": "2026-06-30",
    "the day after": "2026-07-01",
}
ERVOOR, EERSTE, TUSSEN, LAATSTE, ERNA = map(dag, DAGEN.values())
BEGIN_EN_EINDE = {"vanaf": EERSTE, "tot": LAATSTE}
# The days on which each answers yes, of a period with both ends and with one of them.
GELDT = {
    "both": (BEGIN_EN_EINDE, [EERSTE, TUSSEN, LAATSTE]),
    "a beginning": ({"vanaf": EERSTE}, [EERSTE, TUSSEN, LAATSTE, ERNA]),
    "an end": ({"tot": LAATSTE}, [ERVOOR, EERSTE, TUSSEN, LAATSTE]),
    "neither": ({}, [ERVOOR, EERSTE, TUSSEN, LAATSTE, ERNA]),
    "one day": ({"vanaf": TUSSEN, "tot": TUSSEN}, [TUSSEN]),
}
ALLE = [ERVOOR, EERSTE, TUSSEN, LAATSTE, ERNA]


def dagen_waarop(vraag):
    return [datum for datum in ALLE if vraag(datum)]


def toon(datum, *, vandaag=False):
    return te_tonen_q(Initiatief, Peildatum(datum, is_vandaag=vandaag))


@pytest.mark.django_db
@pytest.mark.parametrize("precisie", Precisie)
@pytest.mark.parametrize("einden", GELDT)
def test_what_goes_on_holds_from_its_first_day_to_its_last(einden, precisie):
    """How precisely the ends are known changes nothing: they are days all the same."""
    velden, geldt = GELDT[einden]
    rij = maak_initiatief(vanaf_precisie=precisie, tot_precisie=precisie, **velden)
    rijen, tot = Initiatief.objects.all(), velden.get("tot", datetime.date.max)
    assert dagen_waarop(rij.geldt_op) == geldt
    assert dagen_waarop(lambda d: rijen.op(d).exists()) == geldt
    assert dagen_waarop(lambda d: rijen.filter(toon(d)).exists()) == geldt
    niet_voorbij = [datum for datum in ALLE if datum <= tot]
    voorbij = [datum for datum in ALLE if datum > tot]
    assert dagen_waarop(lambda d: rijen.niet_voorbij(d).exists()) == niet_voorbij
    assert dagen_waarop(lambda d: rijen.filter(toon(d, vandaag=True)).exists()) == niet_voorbij
    assert dagen_waarop(lambda d: rijen.voorbij(d).exists()) == voorbij
    assert dagen_waarop(rij.is_voorbij) == voorbij


@pytest.mark.django_db
@pytest.mark.parametrize("status", NOG_NIET_BEGONNEN)
def test_a_plan_never_holds_and_shows_until_its_last_day(status):
    plan = maak_initiatief(status=status, **BEGIN_EN_EINDE)
    rijen = Initiatief.objects.all()
    assert dagen_waarop(plan.geldt_op) == []
    assert dagen_waarop(lambda d: rijen.op(d).exists()) == []
    assert dagen_waarop(lambda d: rijen.niet_voorbij(d).exists()) == [
        *(ERVOOR, EERSTE, TUSSEN, LAATSTE)
    ]
    assert dagen_waarop(lambda d: rijen.filter(toon(d)).exists()) == [EERSTE, TUSSEN, LAATSTE]
    assert dagen_waarop(plan.is_voorbij) == [ERNA]


@pytest.mark.django_db
def test_what_is_told_to_have_ended_is_over_on_its_last_day_in_words_and_not_in_lists():
    """The page of one says so at once; a list goes by days."""
    for status in VOORBIJ:
        rij = maak_initiatief(status=status, **BEGIN_EN_EINDE)
        assert dagen_waarop(rij.geldt_op) == [EERSTE, TUSSEN, LAATSTE]
        assert dagen_waarop(rij.is_voorbij) == ALLE
    assert dagen_waarop(lambda d: Initiatief.objects.voorbij(d).exists()) == [ERNA]


@pytest.mark.django_db
def test_what_had_begun_is_asked_of_another_day_and_not_of_today():
    maak_initiatief(vanaf=EERSTE)
    rijen = Initiatief.objects.all()

    def begonnen(datum, *, vandaag):
        return rijen.filter(begonnen_q(Peildatum(datum, is_vandaag=vandaag))).exists()

    assert dagen_waarop(lambda d: begonnen(d, vandaag=True)) == ALLE
    assert dagen_waarop(lambda d: begonnen(d, vandaag=False)) == [EERSTE, TUSSEN, LAATSTE, ERNA]


def test_a_plan_without_a_beginning_was_called_off_on_its_last_day():
    def vraag(vanaf, status):
        return dagen_waarop(lambda d: ging_niet_door(vanaf, LAATSTE, status, d))

    assert vraag(None, Status.GEPLAND) == [LAATSTE, ERNA]
    assert vraag(EERSTE, Status.GEPLAND) == []
    assert vraag(None, Status.ACTIEF) == []


@pytest.mark.parametrize(
    ("precisie", "begin", "einde"),
    [
        (DAG, "2026-02-15", "2026-02-15"),
        (ONGEVEER, "2026-02-15", "2026-02-15"),
        (MAAND, "2026-02-01", "2026-02-28"),
        (JAAR, "2026-01-01", "2026-12-31"),
    ],
)
def test_a_day_has_passed_when_the_last_that_it_stands_for_has(precisie, begin, einde):
    halverwege, een_dag = dag("2026-02-15"), datetime.timedelta(1)
    eerste, laatste = dag(begin), dag(einde)
    assert begin_van(halverwege, precisie) == eerste
    assert einde_van(halverwege, precisie) == laatste
    assert begin_van(laatste, precisie) == eerste
    assert einde_van(eerste, precisie) == laatste
    assert not verstreken(halverwege, precisie, None, laatste)
    assert verstreken(halverwege, precisie, None, laatste + een_dag)
    # The end is kept as the last day already.
    assert not verstreken(None, DAG, laatste, laatste)
    assert verstreken(None, DAG, laatste, laatste + een_dag)


@pytest.mark.parametrize("maand", range(1, 13))
def test_the_last_day_of_a_month_is_before_the_first_of_the_next(maand):
    for jaar in (2026, 2028):
        volgende = datetime.date(jaar + maand // 12, maand % 12 + 1, 1)
        laatste = volgende - datetime.timedelta(1)
        assert einde_van(datetime.date(jaar, maand, 1), MAAND) == laatste


@pytest.mark.django_db
@pytest.mark.parametrize(("tot", "loopt"), [(ERVOOR, 0), (EERSTE, 0), (TUSSEN, 1), (None, 1)])
def test_what_would_run_on_after_the_last_day_ends_along(tot, loopt):
    inzet = maak_inzet(tot=tot)
    assert sum(len(rijen) for rijen in inzet.organisatie.loopt_mee(EERSTE)) == loopt


@pytest.mark.parametrize(
    ("laatste_dag", "status", "vanaf"),
    [
        (ERVOOR, Status.GEPLAND, None),
        (EERSTE, Status.GESTOPT, EERSTE),
        (TUSSEN, Status.GESTOPT, EERSTE),
    ],
)
def test_what_ends_before_its_first_day_never_was(laatste_dag, status, vanaf):
    rij = Initiatief(vanaf=EERSTE, status=Status.ACTIEF)
    rij.beeindig(laatste_dag)
    assert (rij.vanaf, rij.tot, rij.status) == (vanaf, laatste_dag, status)


@pytest.mark.parametrize(
    ("datum", "zegt"),
    [
        (ERVOOR, "geldt op de site vanaf"),
        (EERSTE, ""),
        (LAATSTE, ""),
        (ERNA, "Dit is al voorbij"),
    ],
)
def test_the_dates_of_a_row_are_told_before_its_first_and_after_its_last_day(datum, zegt):
    gezegd = Initiatief(status=Status.ACTIEF, **BEGIN_EN_EINDE).let_op(datum)
    assert zegt in gezegd
    assert bool(gezegd) == bool(zegt)

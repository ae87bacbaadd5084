"""What coordinators fill in for an activity: when it is, in plain words."""

import datetime

import pytest
from django.urls import reverse

from initiatieven.models import Activiteit
from tests.hulp import bouwers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
NIEUW = "initiatieven:activiteit_nieuw"


@pytest.fixture
def redactie(client):
    bouwers.log_in(client, bouwers.maak_redacteur())
    return client


def stuur(client, adres, **velden):
    gewoon = {"naam": "Zangkoor", "status": "actief", "openbaar": "on", "versie": 1}
    gewoon["wijken"] = bouwers.maak_wijk().pk
    return client.post(adres, gewoon | velden, follow=True)


def voeg_toe(client, **velden):
    """The activity that was added with these fields, and what the next page says."""
    antwoord = stuur(client, reverse(NIEUW), **velden)
    assert antwoord.redirect_chain, antwoord.context["form"].errors
    return Activiteit.objects.get(naam="Zangkoor"), antwoord.content.decode()


def fouten(client, **velden):
    antwoord = stuur(client, reverse(NIEUW), **velden)
    assert not antwoord.redirect_chain
    return antwoord.context["form"].errors, antwoord.content.decode()


def test_words_become_a_rule_and_the_coming_days_are_told(redactie):
    activiteit, tekst = voeg_toe(
        redactie, ritme="elke week op zondag om 19:30", ook_op="23-12-2026"
    )
    assert activiteit.ritme == "elke zondag"
    assert activiteit.regel == "FREQ=WEEKLY;BYDAY=SU"
    assert activiteit.begint_om == datetime.time(19, 30)
    assert activiteit.ook_op == (datetime.date(2026, 12, 23),)
    assert "zondag 22 november, zondag 29 november en zondag 6 december" in tekst


def test_words_that_are_not_understood_stay_and_are_told_with_examples(redactie):
    gevonden, tekst = fouten(redactie, ritme="elke blauwe maandag")
    assert "elke laatste vrijdag van de maand" in gevonden["ritme"][0]
    assert 'value="elke blauwe maandag"' in tekst


def test_with_another_mistake_the_days_that_were_understood_are_shown(redactie):
    gevonden, tekst = fouten(redactie, ritme="elke zondag", niet_op="24 blaadje 2026")
    assert "ritme" not in gevonden
    assert "24 blaadje 2026" in gevonden["niet_op"][0]
    assert "De eerstvolgende keren: zondag 22 november" in tekst


def test_open_days_are_kept_as_words_without_days(redactie):
    activiteit, tekst = voeg_toe(redactie, ritme="2 dagen per week")
    assert (activiteit.ritme, activiteit.regel) == ("twee dagen per week", "")
    assert "De eerstvolgende keren" not in tekst


def test_what_is_once_is_from_and_until_that_day(redactie):
    activiteit, tekst = voeg_toe(redactie, ritme="op 12 december 2026")
    assert activiteit.vanaf == activiteit.tot == datetime.date(2026, 12, 12)
    assert activiteit.regel == ""
    assert "zaterdag 12 december" in tekst
    adres = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    dag = "12 december 2026"
    stuur(redactie, adres, ritme="elke zondag", vanaf=dag, tot=dag, versie=activiteit.versie)
    activiteit.refresh_from_db()
    assert (activiteit.vanaf, activiteit.tot) == (None, None)
    assert activiteit.regel == "FREQ=WEEKLY;BYDAY=SU"


def test_an_end_in_the_words_becomes_the_last_day(redactie):
    activiteit, _tekst = voeg_toe(redactie, ritme="elke zondag tot en met 20 december 2026")
    assert activiteit.tot == datetime.date(2026, 12, 20)
    assert (activiteit.ritme, activiteit.regel) == ("elke zondag", "FREQ=WEEKLY;BYDAY=SU")


def test_two_different_ends_are_told(redactie):
    gevonden, _tekst = fouten(redactie, ritme="elke zondag t/m 20-12-2026", tot="1 juli 2027")
    assert "andere dag" in gevonden["tot"][0]


@pytest.mark.parametrize("ritme", ["om de week op dinsdag", "elke dinsdag, 10 keer"])
def test_what_counts_from_the_first_time_asks_for_it(redactie, ritme):
    gevonden, _tekst = fouten(redactie, ritme=ritme, vanaf="2026")
    assert "eerste keer" in gevonden["vanaf"][0]
    activiteit, tekst = voeg_toe(redactie, ritme=ritme, vanaf="24 november 2026")
    assert activiteit.ritme == ritme
    assert "dinsdag 24 november" in tekst


def test_an_end_without_a_begin_of_the_day_is_told(redactie):
    gevonden, _tekst = fouten(redactie, ritme="elke zondag", eindigt_om="12:00")
    assert "begint" in gevonden["begint_om"][0]


def test_words_of_before_that_nobody_touches_may_stay(redactie):
    activiteit = bouwers.maak_activiteit(naam="Zangkoor")
    Activiteit.objects.filter(pk=activiteit.pk).update(ritme="na de soep")
    adres = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    antwoord = stuur(redactie, adres, ritme="na de soep", kosten="gratis", versie=activiteit.versie)
    assert antwoord.redirect_chain, antwoord.context["form"].errors
    activiteit.refresh_from_db()
    assert (activiteit.ritme, activiteit.kosten) == ("na de soep", "gratis")


def test_exceptions_are_in_the_history_in_words(redactie):
    activiteit, _tekst = voeg_toe(redactie, ritme="elke zondag", niet_op="27 december 2026")
    adres = reverse("initiatieven:activiteit_geschiedenis", args=[activiteit.slug])
    assert "27 december 2026" in redactie.get(adres).content.decode()


def test_a_time_in_the_words_that_differs_from_the_field_is_told(redactie):
    dubbel = {"ritme": "elke dinsdag om 14.00 uur", "begint_om": "15:00"}
    gevonden, _tekst = fouten(redactie, **dubbel)
    assert "andere tijd" in gevonden["begint_om"][0]
    activiteit, tekst = voeg_toe(redactie, **dubbel | {"begint_om": "14:00"}, eindigt_om="16:00")
    assert (activiteit.begint_om.hour, activiteit.eindigt_om.hour) == (14, 16)
    assert "dinsdag 8 december, van 14:00 tot 16:00 uur" in tekst


def test_new_words_give_a_new_time(redactie):
    activiteit, _tekst = voeg_toe(redactie, ritme="elke dinsdag om 14.00 uur")
    adres = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    velden = {"ritme": "elke woensdag om 15 uur", "begint_om": "14:00"}
    stuur(redactie, adres, **velden, versie=activiteit.versie)
    activiteit.refresh_from_db()
    assert activiteit.begint_om == datetime.time(15)


@pytest.mark.parametrize(
    ("ritme", "mist"),
    [
        ("Elke week", "welke dag van de week"),
        ("1x per week", "welke dag van de week"),
        ("even weken", "welke dag van de week"),
        ("elke maand", "eerste dinsdag van de maand"),
        ("één keer per maand op dinsdag", "eerste dinsdag van de maand"),
        ("twee keer per week", "Ligt die vast?"),
        ("één keer per jaar in september", "elk jaar op 5 mei"),
    ],
)
def test_a_rhythm_without_days_says_what_is_missing(redactie, ritme, mist):
    _activiteit, tekst = voeg_toe(redactie, ritme=ritme)
    assert mist in tekst
    assert "Er komen geen dagen meer" not in tekst


@pytest.mark.parametrize("ritme", ["onregelmatig", "op afspraak", ""])
def test_words_that_leave_the_day_open_on_purpose_miss_nothing(redactie, ritme):
    _activiteit, tekst = voeg_toe(redactie, ritme=ritme)
    assert "Er staat nog niet" not in tekst


@pytest.mark.parametrize(
    ("begin", "einde", "mag"),
    [
        ("15:00", "14:00", False),
        ("12:00", "12:00", False),
        ("20:00", "07:00", False),
        ("12:00", "01:00", False),
        ("20:00", "02:00", True),
    ],
)
def test_an_end_before_the_begin_is_past_midnight_or_refused(redactie, begin, einde, mag):
    velden = {"ritme": "elke zaterdag", "begint_om": begin, "eindigt_om": einde}
    if mag:
        voeg_toe(redactie, **velden)
    else:
        gevonden, _tekst = fouten(redactie, **velden)
        assert "eindigt om" in gevonden["eindigt_om"][0]


def test_times_in_the_words_that_run_backwards_are_told_beside_them(redactie):
    gevonden, _tekst = fouten(redactie, ritme="elke dinsdag van 12.00 tot 10.00")
    assert "eindigt om 10:00" in gevonden["ritme"][0]


def test_a_first_day_in_the_words_is_kept(redactie):
    ritme = "elke dinsdag vanaf 1 september 2027"
    gevonden, _tekst = fouten(redactie, ritme=ritme, vanaf="2 september 2027")
    assert "andere dag" in gevonden["vanaf"][0]
    activiteit, tekst = voeg_toe(redactie, ritme=ritme)
    assert (activiteit.ritme, activiteit.vanaf) == ("elke dinsdag", datetime.date(2027, 9, 1))
    assert "dinsdag 7 september 2027" in tekst
    assert "vanaf 1 september 2027" in redactie.get(activiteit.get_absolute_url()).content.decode()


def test_a_day_off_that_is_not_in_the_rhythm_names_the_nearest(redactie):
    gevonden, _tekst = fouten(redactie, ritme="elke dinsdag", niet_op="23 december 2026")
    assert "woensdag 23 december 2026" in gevonden["niet_op"][0]
    assert "dinsdag 22 december 2026" in gevonden["niet_op"][0]
    gevonden, _tekst = fouten(
        redactie, ritme="elke dinsdag t/m 1 december 2026", niet_op="8 december 2026"
    )
    assert "dinsdag 1 december 2026" in gevonden["niet_op"][0]


def test_days_off_of_the_past_or_without_fixed_days_may_stay(redactie):
    voeg_toe(redactie, ritme="elke dinsdag", niet_op="18 november 2026")
    Activiteit.objects.all().delete()
    voeg_toe(redactie, ritme="twee keer per week", niet_op="23 december 2026")


def test_a_break_is_one_line_and_stays_so(redactie):
    activiteit, tekst = voeg_toe(
        redactie,
        ritme="elke dinsdag behalve op 1 december 2026",
        niet_op="24 november 2026, juli en augustus 2027",
    )
    assert len(activiteit.niet_op) == 64
    assert "De eerstvolgende keren: dinsdag 8 december" in tekst
    pagina = redactie.get(activiteit.get_absolute_url()).content.decode()
    assert "24 november 2026, 1 december 2026, 1 juli t/m 31 augustus 2027" in pagina
    adres = reverse("initiatieven:activiteit_wijzigen", args=[activiteit.slug])
    form = redactie.get(adres).context["form"]
    assert "1 juli t/m 31 augustus 2027" in str(form["niet_op"])


def test_school_holidays_are_not_known_here(redactie):
    for velden in (
        {"ritme": "elke dinsdag", "niet_op": "in de schoolvakanties"},
        {"ritme": "elke dinsdag behalve in de schoolvakanties"},
    ):
        gevonden, _tekst = fouten(redactie, **velden)
        [zinnen] = gevonden.values()
        assert "zoals 1 juli t/m 31 augustus 2027" in zinnen[0]


def test_too_many_days_are_refused(redactie):
    gevonden, _tekst = fouten(
        redactie, niet_op=", ".join(f"{d}-1-{j}" for j in (2026, 2027, 2028) for d in range(1, 30))
    )
    assert "Hoogstens 60" in gevonden["niet_op"][0]


def test_in_the_admin_rule_and_times_follow_the_words(client):
    bouwers.log_in_met_tweede_stap(client, bouwers.maak_beheerder())
    activiteit = bouwers.maak_activiteit(ritme="elke zondag")
    assert activiteit.regel == "FREQ=WEEKLY;BYDAY=SU"
    adres = reverse("admin:initiatieven_activiteit_change", args=[activiteit.pk])
    velden = client.get(adres).context["adminform"].form.initial
    velden = {naam: waarde for naam, waarde in velden.items() if waarde}
    velden |= {"ritme": "elke maandag van 14 tot 16 uur", "niet_op": "30-11-2026", "ook_op": ""}
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == 302, antwoord.context["adminform"].errors
    activiteit.refresh_from_db()
    assert activiteit.regel == "FREQ=WEEKLY;BYDAY=MO"
    assert activiteit.niet_op == (datetime.date(2026, 11, 30),)
    assert (activiteit.begint_om, activiteit.eindigt_om) == (datetime.time(14), datetime.time(16))


def test_a_time_beside_the_words_stands(db):
    activiteit = bouwers.maak_activiteit(ritme="elke zondag om 14 uur", begint_om=datetime.time(15))
    assert (activiteit.begint_om, activiteit.eindigt_om) == (datetime.time(15), None)


def test_in_the_admin_a_bad_rule_is_told(client):
    bouwers.log_in_met_tweede_stap(client, bouwers.maak_beheerder())
    adres = reverse("admin:initiatieven_activiteit_add")
    antwoord = client.post(adres, {"naam": "Soep", "status": "actief", "regel": "FREQ=SECONDLY"})
    assert "DAILY, WEEKLY" in antwoord.content.decode()


def test_a_coordinator_of_one_wijk_finds_it_ticked_and_one_of_two_chooses(client):
    netwerk, beijum = bouwers.maak_netwerk(), bouwers.maak_wijk(naam="Beijum")
    bouwers.maak_werkgebied(netwerk=netwerk, wijk=beijum)
    bouwers.log_in(client, bouwers.maak_coordinator(netwerk))
    form = client.get(reverse(NIEUW)).context["form"]
    assert form["wijken"].value() == [beijum.pk]
    bouwers.maak_werkgebied(netwerk=netwerk, wijk=bouwers.maak_wijk(naam="Selwerd"))
    assert not client.get(reverse(NIEUW)).context["form"]["wijken"].value()

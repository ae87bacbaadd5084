"""The parts of a whole in its page of the admin: what others changed meanwhile stays."""

import datetime
import threading
import time

import pytest
from django.db import connection, transaction

from buurtnet.bewerken.opslaan import slot
from netwerken.models import Netwerk, Werkgebied
from tests.hulp import bouwers
from tests.hulp.adminproef import adres, formuliervelden
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
TOT = datetime.date(2029, 5, 3)


def wijzig(rij, **velden):
    """Change a row as a coordinator does elsewhere on the site."""
    ander = type(rij).objects.get(pk=rij.pk)
    for naam, waarde in velden.items():
        setattr(ander, naam, waarde)
    ander.save()


@pytest.fixture
def werkgebied():
    return bouwers.maak_werkgebied(toelichting="Zoals het was")


def test_a_part_that_somebody_else_changed_is_not_overwritten(staf, werkgebied):
    url = adres(Netwerk, "change", werkgebied.netwerk.pk)
    velden = formuliervelden(staf.get(url))
    wijzig(werkgebied, toelichting="Van de coördinator")
    antwoord = staf.post(url, velden | {"werkgebieden-0-tot": TOT.isoformat()})
    assert "intussen gewijzigd" in antwoord.content.decode()
    werkgebied.refresh_from_db()
    assert (werkgebied.toelichting, werkgebied.tot) == ("Van de coördinator", None)
    # Sent again as it is shown now, it keeps what each of the two changed.
    assert staf.post(url, formuliervelden(antwoord)).status_code == 302
    werkgebied.refresh_from_db()
    assert (werkgebied.toelichting, werkgebied.tot) == ("Van de coördinator", TOT)


def test_of_a_part_that_both_changed_staff_sees_both_and_chooses(staf, werkgebied):
    url = adres(Netwerk, "change", werkgebied.netwerk.pk)
    velden = formuliervelden(staf.get(url))
    wijzig(werkgebied, toelichting="Van de coördinator")
    antwoord = staf.post(url, velden | {"werkgebieden-0-toelichting": "Van mij"})
    form = antwoord.context["inline_admin_formsets"][0].formset.forms[0]
    assert "“Van de coördinator”" in form.errors["toelichting"][0]
    assert staf.post(url, formuliervelden(antwoord)).status_code == 302
    werkgebied.refresh_from_db()
    assert werkgebied.toelichting == "Van mij"


def test_a_part_that_was_confirmed_meanwhile_is_no_obstacle(staf, werkgebied):
    url = adres(Netwerk, "change", werkgebied.netwerk.pk)
    velden = formuliervelden(staf.get(url))
    wijzig(werkgebied, bevestigd_op=bouwers.VANDAAG)
    velden["werkgebieden-0-toelichting"] = "Van mij"
    assert staf.post(url, velden).status_code == 302
    werkgebied.refresh_from_db()
    assert (werkgebied.toelichting, werkgebied.bevestigd_op) == ("Van mij", bouwers.VANDAAG)


def test_only_parts_that_changed_are_saved(staf, werkgebied):
    ander = bouwers.maak_werkgebied(netwerk=werkgebied.netwerk)
    url = adres(Netwerk, "change", werkgebied.netwerk.pk)
    velden = formuliervelden(staf.get(url))
    rij = next(naam for naam, w in velden.items() if w == "Zoals het was")
    wijzig(ander, bevestigd_op=bouwers.VANDAAG)
    assert staf.post(url, velden | {rij: "Anders"}).status_code == 302
    versies = Werkgebied.objects.order_by("pk").values_list("versie", flat=True)
    assert list(versies) == [2, 2]
    assert (werkgebied.history.count(), ander.history.count()) == (2, 2)


def test_a_day_typed_for_a_part_is_that_day_and_not_its_year(staf):
    punt = bouwers.maak_agendapunt(tot=datetime.date(2029, 12, 31), tot_precisie="jaar")
    ander = bouwers.maak_agendapunt(agenda=punt.agenda, tot=TOT, tot_precisie="jaar")
    url = adres(Agenda, "change", punt.agenda.pk)
    velden = formuliervelden(staf.get(url)) | {"punten-0-tot": TOT.isoformat()}
    assert staf.post(url, velden | {"punten-1-tekst": "Anders"}).status_code == 302
    punt.refresh_from_db()
    assert punt.periode_in_woorden == "tot en met 3 mei 2029"
    ander.refresh_from_db()
    assert (ander.tekst, ander.tot_precisie) == ("Anders", "jaar")


def wissel(staf, geheel, velden, *namen):
    """Swap what the first two lines of a whole say of these fields; gives the answer."""
    url = adres(type(geheel), "change", geheel.pk)
    open_ = formuliervelden(staf.get(url))
    for naam in namen:
        een, ander = f"{velden}-0-{naam}", f"{velden}-1-{naam}"
        open_[een], open_[ander] = open_[ander], open_[een]
    return staf.post(url, open_)


def test_two_points_of_an_agenda_swap_their_words(staf):
    een = bouwers.maak_agendapunt(tekst="Eenzaamheid", volgorde=1)
    ander = bouwers.maak_agendapunt(agenda=een.agenda, tekst="Armoede", volgorde=2)
    assert wissel(staf, een.agenda, "punten", "tekst").status_code == 302
    een.refresh_from_db()
    ander.refresh_from_db()
    assert (een.tekst, ander.tekst) == ("Armoede", "Eenzaamheid")
    assert list(een.history.values_list("tekst", flat=True)) == ["Armoede", "Eenzaamheid"]


@pytest.mark.parametrize("veld", ["wat", "organisatie"])
def test_two_parties_of_an_agreement_swap(staf, veld):
    een = bouwers.maak_toezegging(wat="Soep")
    ander = bouwers.maak_toezegging(afspraak=een.afspraak, wat="Brood")
    wie = {een.organisatie_id: een.wat, ander.organisatie_id: ander.wat}
    assert wissel(staf, een.afspraak, "toezeggingen", veld).status_code == 302
    nu = dict(een.afspraak.toezeggingen.values_list("organisatie", "wat"))
    assert nu == dict(zip(wie, [*wie.values()][::-1], strict=True))


def test_the_same_line_twice_is_still_refused_beside_it(staf):
    een = bouwers.maak_agendapunt(tekst="Eenzaamheid", volgorde=1)
    bouwers.maak_agendapunt(agenda=een.agenda, tekst="Armoede", volgorde=2)
    url = adres(Agenda, "change", een.agenda.pk)
    velden = formuliervelden(staf.get(url))
    for twee in ({"punten-0-tekst": "Armoede"}, {"punten-1-tekst": "Eenzaamheid"}):
        antwoord = staf.post(url, velden | twee)
        assert "Dit punt staat al op de agenda." in antwoord.content.decode()
    assert een.agenda.punten.filter(versie=1).count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_saves_a_whole_waits_for_who_saves_a_part_at_that_moment(staf, werkgebied):
    url = adres(Netwerk, "change", werkgebied.netwerk.pk)
    velden = formuliervelden(staf.get(url))
    bezig = threading.Event()

    def coordinator():
        try:
            with transaction.atomic():
                rij = slot(werkgebied)
                rij.toelichting = "Van de coördinator"
                rij.save()
                bezig.set()
                time.sleep(0.5)
        finally:
            connection.close()

    draad = threading.Thread(target=coordinator)
    draad.start()
    bezig.wait(timeout=20)
    antwoord = staf.post(url, velden | {"werkgebieden-0-toelichting": "Van mij"})
    draad.join(timeout=20)
    assert antwoord.status_code == 200
    werkgebied.refresh_from_db()
    assert werkgebied.toelichting == "Van de coördinator"

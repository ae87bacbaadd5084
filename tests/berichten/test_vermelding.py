"""Who looks after it is told a month before it leaves the lists; the desk has it, with a press."""

import datetime

import pytest
from django.core import mail
from django.db import transaction

from buurtnet.berichten import vermelding
from buurtnet.berichten.dagelijks import houd_lijsten_bij
from netwerken.models import Deelname, Huisvesting, Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    log_in,
    maak_coordinator,
    maak_deelname,
    maak_huisvesting,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_werkgebied,
)
from tests.hulp.lijstproef import kost_evenveel
from tests.hulp.meldproef import tekst_van
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
DAG = datetime.timedelta(days=1)
LANG_GELEDEN = datetime.datetime(2024, 10, 1, 12, tzinfo=datetime.UTC)
NU = datetime.datetime.combine(VANDAAG, datetime.time(12), datetime.UTC)
WERKPLEK, BEVESTIG = "/werkplek/", "/werkplek/bevestigen/"


@pytest.fixture
def netwerk(vandaag, time_machine):
    """A network with a coordinator; what was made before this moment is of long ago."""
    time_machine.move_to(LANG_GELEDEN, tick=False)
    netwerk = maak_netwerk(naam="Netwerk Oost")
    maak_coordinator(netwerk, email="nel@voorbeeld.nl")
    return netwerk


@pytest.fixture
def inzet(netwerk, time_machine):
    """Inzet of it, which nobody ever confirmed; today is VANDAAG."""
    organisatie = in_hoede_van(netwerk, maak_organisatie(naam="Humanitas"))
    inzet = maak_inzet(netwerk=netwerk, organisatie=organisatie)
    time_machine.move_to(NU, tick=False)
    return inzet


def doe(datum=VANDAAG):
    with transaction.atomic():
        return vermelding.doe(datum)


def test_the_coordinator_gets_one_mail_with_all_that_goes_and_when(inzet):
    assert doe() == (2, 0, 1)
    [bericht] = bezorg()
    assert bericht.to == ["nel@voorbeeld.nl"]
    assert bericht.subject == "Klopt dit nog? 2 regels gaan uit de lijsten van buurtnet"
    assert "Op 24 december 2026 gaat het daarom uit de lijsten" in bericht.body
    assert "- Organisatie: Humanitas" in bericht.body
    assert f"- Inzet: Humanitas – {inzet.wijk} – {inzet.thema}" in bericht.body
    assert "/werkplek/#vermeld" in bericht.body


def test_it_is_mailed_once_however_often_the_day_is_done(inzet):
    zin = houd_lijsten_bij(VANDAAG)
    assert zin == "2 regels aangekondigd, 0 weer in de lijsten, 1 mails."
    houd_lijsten_bij(VANDAAG)
    houd_lijsten_bij(VANDAAG + 40 * DAG)
    assert len(bezorg()) == 1


def test_what_is_confirmed_and_grows_old_again_is_mailed_again(inzet):
    doe()
    Inzet.objects.get().bewaar_bevestiging(None, VANDAAG)
    later = VANDAAG + 3 * 365 * DAG
    assert doe(later)[:2] == (1, 0)
    assert [bericht.subject for bericht in bezorg()][1] == (
        "Klopt dit nog? 1 regel gaat uit de lijsten van buurtnet"
    )


def test_of_what_nobody_looks_after_the_redactie_is_told(netwerk, time_machine):
    maak_redacteur(email="redactie@voorbeeld.nl")
    maak_organisatie(naam="Niemands")
    time_machine.move_to(NU, tick=False)
    doe()
    [bericht] = bezorg()
    assert bericht.to == ["redactie@voorbeeld.nl"]
    assert "- Organisatie: Niemands" in bericht.body


def test_a_long_list_says_how_many_more(netwerk, time_machine, monkeypatch):
    monkeypatch.setattr(vermelding, "MEESTE_REGELS", 2)
    for _keer in range(4):
        maak_deelname(netwerk=netwerk, omschreven_rol=f"rol {_keer}")
    time_machine.move_to(NU, tick=False)
    doe()
    [bericht] = bezorg()
    assert "- en nog 2 regels" in bericht.body


def test_when_it_fails_nothing_is_announced_and_nobody_told(inzet):
    with pytest.raises(RuntimeError), transaction.atomic():
        vermelding.doe(VANDAAG)
        raise RuntimeError
    assert Inzet.objects.get().vermeld_tot is None
    assert not bezorg()
    assert not mail.outbox


def test_the_desk_says_what_goes_when_and_one_press_keeps_it(client, inzet, time_machine):
    log_in(client, maak_coordinator(inzet.netwerk))
    assert "uit de lijsten" not in tekst_van(client.get(WERKPLEK))
    doe()
    tekst = tekst_van(client.get(WERKPLEK))
    assert "2 regels gaan uit de lijsten" in tekst
    assert "Gaat op 24 december 2026 uit de lijsten." in tekst
    antwoord = client.post(BEVESTIG, {"een": f"inzet:{inzet.pk}", "vermeld": ""})
    assert antwoord.url == "/werkplek/#vermeld"
    inzet.refresh_from_db()
    assert (inzet.vermeld_tot, inzet.bevestigd_op) == (None, VANDAAG)
    tekst = tekst_van(client.get(WERKPLEK))
    assert "1 regel gaat uit de lijsten" in tekst


def test_the_desk_says_what_is_gone_and_undoing_the_press_lets_it_go_again(
    client, inzet, time_machine
):
    doe()
    weg = inzet.history.model.objects.first().vermeld_tot + DAG
    time_machine.move_to(datetime.datetime.combine(weg, datetime.time(12), datetime.UTC))
    log_in(client, maak_coordinator(inzet.netwerk))
    assert "Staat sinds 24 december 2026 niet meer in de lijsten." in tekst_van(
        client.get(WERKPLEK)
    )
    client.post(BEVESTIG, {"een": f"inzet:{inzet.pk}", "vermeld": ""})
    assert Inzet.objects.op(weg).exists()
    handeling = client.get(WERKPLEK).context["request"].user.handelingen.latest("pk")
    client.post("/werkplek/ongedaan/", {"handeling": handeling.pk})
    assert not Inzet.objects.op(weg).exists()
    assert Inzet.objects.get().bevestigd_op is None


@pytest.mark.parametrize("model", [Inzet, Deelname, Huisvesting])
def test_all_that_is_shown_there_is_confirmed_at_once(client, netwerk, time_machine, model):
    maak_inzet(netwerk=netwerk, wijk=maak_werkgebied(netwerk=netwerk).wijk)
    maak_deelname(netwerk=netwerk, omschreven_rol="cultuurcoach")
    in_hoede_van(netwerk, maak_huisvesting().accommodatie)
    time_machine.move_to(NU, tick=False)
    doe()
    log_in(client, maak_coordinator(netwerk))
    regels = client.get(WERKPLEK).content.decode().split('name="rij" value="')[1:]
    client.post(BEVESTIG, {"rij": [regel.split('"')[0] for regel in regels], "vermeld": ""})
    rij = model.objects.get(**({"netwerk": netwerk} if model is not Huisvesting else {}))
    assert (rij.vermeld_tot, rij.bevestigd_op) == (None, VANDAAG)


def test_nobody_confirms_what_is_not_theirs(client, inzet):
    doe()
    log_in(client, maak_coordinator())
    assert "uit de lijsten" not in tekst_van(client.get(WERKPLEK))
    assert client.post(BEVESTIG, {"een": f"inzet:{inzet.pk}", "vermeld": ""}).status_code == 403
    inzet.refresh_from_db()
    assert inzet.vermeld_tot


@pytest.mark.eenmaal
def test_the_desk_costs_as_much_for_many(client, netwerk, time_machine):
    log_in(client, maak_coordinator(netwerk))

    def rijk(aantal):
        time_machine.move_to(LANG_GELEDEN, tick=False)
        for nummer in range(aantal):
            maak_inzet(netwerk=netwerk)
            maak_deelname(netwerk=netwerk, omschreven_rol=f"rol {nummer}")
            in_hoede_van(netwerk, maak_huisvesting().accommodatie)
        time_machine.move_to(NU, tick=False)
        log_in(client, maak_coordinator(netwerk))
        doe()

    kost_evenveel(client, rijk, 4, WERKPLEK)

"""Several that send at once, and one that dies at it: nothing goes twice."""

import os
import signal
import threading
import time
from collections import Counter

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from buurtnet.post.bericht import ONZEKER_NA, Bericht, Stand
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.post.versturen import verstuur
from tests.hulp.bouwers import maak_bericht, maak_gebruiker
from tests.hulp.drukte import tegelijk
from tests.hulp.postproef import begin_verstuur, postkantoor, stomme_server, wacht_op_de_post

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 12


@pytest.fixture
def kantoor(settings):
    with postkantoor(settings) as open_kantoor:
        yield open_kantoor


def test_several_at_once_write_and_send_a_mail_once_and_without_the_claim_they_would_not(kantoor):
    velden = ("proef", "proef:1", "nel@voorbeeld.nl", "Hallo", "Hallo Nel")
    assert sorted(nieuw for _rij, nieuw in tegelijk(*[lambda: zet_klaar(*velden)] * 4)) == [
        *([False] * 3),
        True,
    ]
    samen = threading.Barrier(2)

    def onbewaakt():
        """Reads what is due and goes to send it, as another does."""
        pks = list(Bericht.objects.aan_de_beurt(timezone.now()).values_list("pk", flat=True))
        samen.wait(timeout=20)
        return pks

    een, twee = tegelijk(onbewaakt, onbewaakt)
    assert een == twee != []
    gezien = []

    def kijk_rond():
        """Whoever comes by while the server has it, sees on the disk that it is taken."""
        gezien.extend(Bericht.objects.values_list("stand", flat=True))
        gezien.append(dict(verstuur()))
        connection.close()

    def neem_aan(server):
        draad = threading.Thread(target=kijk_rond)
        draad.start()
        draad.join()
        return "250 OK"

    kantoor.bij_inhoud = neem_aan
    uitkomsten = tegelijk(*[verstuur] * 4)
    assert sum(telling[Stand.VERSTUURD] for telling in uitkomsten) == 1
    assert gezien == [Stand.GECLAIMD, {}]
    assert len(kantoor.ontvangen) == 1


def test_who_dies_between_sending_and_telling_leaves_it_uncertain_and_others_go_on(kantoor):
    """Real processes: one is killed once the server has its mail, two more send the rest."""
    for nummer in range(MAILS):
        maak_bericht(aan=f"p{nummer}@voorbeeld.nl")
    begonnen = threading.Event()

    def sla_dood(server):
        begonnen.wait(timeout=20)
        os.kill(eerste.pid, signal.SIGKILL)
        return "250 OK"

    kantoor.bij_inhoud = sla_dood
    eerste = begin_verstuur(kantoor)
    begonnen.set()
    assert eerste.wait(timeout=60) == -signal.SIGKILL
    kantoor.bij_inhoud = "250 OK"
    assert len(kantoor.ontvangen) == 1
    anderen = [begin_verstuur(kantoor) for _keer in range(2)]
    assert [proces.wait(timeout=60) for proces in anderen] == [0, 0]
    assert sorted(kantoor.nummers) == sorted(Bericht.objects.values_list("message_id", flat=True))
    Bericht.objects.filter(stand=Stand.GECLAIMD).update(geclaimd_op=timezone.now() - ONZEKER_NA * 2)
    assert verstuur() == {}
    assert len(kantoor.ontvangen) == MAILS
    standen = Counter(Bericht.objects.values_list("stand", flat=True))
    assert standen == {Stand.ONZEKER: 1, Stand.VERSTUURD: MAILS - 1}


def test_a_mail_in_a_hurry_goes_at_once_and_nobody_waits_for_the_server(client, settings):
    gebruiker = maak_gebruiker()
    losgelaten = threading.Event()
    with postkantoor(settings) as kantoor:
        kantoor.bij_inhoud = lambda server: "250 OK" if losgelaten.wait(timeout=20) else "451 laat"
        with transaction.atomic():
            maak_bericht(spoed=True)
            maak_bericht()
        # We are here while the server still holds the line.
        losgelaten.set()
        wacht_op_de_post()
    standen = Bericht.objects.order_by("pk").values_list("stand", flat=True)
    assert list(standen) == [Stand.VERSTUURD, Stand.KLAAR]
    with stomme_server(settings) as aan_de_lijn:
        begin = time.monotonic()
        for _keer in range(3):
            client.post(reverse("account_reset_password"), {"email": gebruiker.email})
        # Far less than one answer may take, and a dead server has one caller at a time.
        assert time.monotonic() - begin < settings.EMAIL_TIMEOUT
        assert [draad.name for draad in threading.enumerate()].count("post") == 1
    wacht_op_de_post()
    assert len(aan_de_lijn) == 1
    # What it didn't take is kept.
    assert list(standen.all()) == [Stand.VERSTUURD] + [Stand.KLAAR] * 4

"""Staff sees which mail failed and decides what becomes of it, but not what it says."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from buurtnet.post.adressen import GeweigerdAdres, geweigerd
from buurtnet.post.bericht import Bericht, Stand
from tests.hulp.bouwers import maak_bericht
from tests.hulp.postproef import bezorg

pytestmark = pytest.mark.django_db
LIJST = reverse("admin:basis_bericht_changelist")


def in_elke_stand():
    """{state: a mail in it}."""
    berichten = {stand: maak_bericht(tekst="Beste kanarie") for stand in Stand}
    for stand, bericht in berichten.items():
        Bericht.objects.filter(pk=bericht.pk).update(stand=stand)
    return berichten


def doe(staf, actie, adres=LIJST, rijen=None):
    rijen = Bericht.objects.all() if rijen is None else rijen
    velden = {"action": actie, "_selected_action": [rij.pk for rij in rijen]}
    return staf.post(adres, velden, follow=True)


def standen(berichten):
    return {eerst: Bericht.objects.get(pk=rij.pk).stand for eerst, rij in berichten.items()}


def test_only_what_did_not_arrive_for_sure_is_sent_again(staf):
    berichten = in_elke_stand()
    assert "2 mails gaan zo opnieuw weg." in doe(staf, "probeer_opnieuw").content.decode()
    opnieuw = {Stand.ONZEKER: Stand.KLAAR, Stand.MISLUKT: Stand.KLAAR}
    assert standen(berichten) == {stand: opnieuw.get(stand, stand) for stand in Stand}
    assert len(bezorg()) == 3


def test_what_somebody_is_sending_now_is_not_withdrawn(staf):
    berichten = in_elke_stand()
    assert "3 mails ingetrokken." in doe(staf, "trek_in").content.decode()
    blijft = {Stand.GECLAIMD, Stand.VERSTUURD}
    assert standen(berichten) == {
        stand: stand if stand in blijft else Stand.INGETROKKEN for stand in Stand
    }
    assert bezorg() == []
    assert Bericht.objects.filter(stand=Stand.INGETROKKEN, tekst="").count() == 3


def test_no_page_shows_what_a_mail_says_and_none_changes_it(staf):
    bericht = maak_bericht(tekst="Beste kanarie")
    pagina = reverse("admin:basis_bericht_change", args=[bericht.pk])
    for adres in (LIJST, pagina):
        assert "kanarie" not in staf.get(adres).content.decode()
    assert staf.post(pagina, {"aan": "ander@voorbeeld.nl"}).status_code == 403


def test_an_address_that_works_again_gets_mail_again(staf):
    geweigerd("nel@voorbeeld.nl")
    maak_bericht(aan="nel@voorbeeld.nl")
    lijst = reverse("admin:basis_geweigerdadres_changelist")
    doe(staf, "werkt_weer", lijst, GeweigerdAdres.objects.all())
    doe(staf, "probeer_opnieuw")
    assert [post.to for post in bezorg()] == [["nel@voorbeeld.nl"]]


def test_what_waits_too_long_or_failed_stands_on_the_first_page(staf):
    begin = reverse("admin:index")
    maak_bericht()
    assert "mail wacht" not in staf.get(begin).content.decode()
    in_elke_stand()
    Bericht.objects.update(wacht_sinds=timezone.now() - datetime.timedelta(hours=2))
    tekst = staf.get(begin).content.decode()
    assert "2 mails wachten al langer dan een uur." in tekst
    assert "2 mails kwamen niet of misschien niet aan." in tekst
    vastgelopen = staf.get(f"{LIJST}?stand__in=onzeker,mislukt")
    assert vastgelopen.context["cl"].result_count == 2


def test_verstuur_tells_what_it_did_and_fails_when_mail_stays(capsys, settings):
    maak_bericht()
    call_command("verstuur")
    assert capsys.readouterr().out == "1: verstuurd\n"
    maak_bericht(niet_voor=timezone.now() - datetime.timedelta(hours=2))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    call_command("verstuur")
    Bericht.objects.filter(stand=Stand.KLAAR).update(niet_voor=timezone.now())
    maak_bericht(niet_voor=timezone.now() - datetime.timedelta(hours=2))
    with pytest.raises(CommandError, match="1 mails wachten al langer dan een uur"):
        call_command("verstuur")

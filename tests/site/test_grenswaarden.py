"""What is just small, short, soon or few enough is taken, and one more is told."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from buurtnet.accounts.models import EEN_MINUUT, GELDIG
from buurtnet.fotos import bewaren
from buurtnet.paginas.zoeken.pagina import LANGSTE_VRAAG
from buurtnet.web import adres
from buurtnet.werkplek.formulieren.verhaal import LANGSTE_TEKST, VerhaalFormulier
from tests.hulp.bouwers import (
    VANDAAG,
    Gebruiker,
    maak_bestand,
    maak_initiatief,
    maak_organisatie,
    maak_redacteur,
    maak_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("extra", [0, 1])
def test_a_picture_may_be_as_large_as_is_told(extra):
    bestand = maak_bestand()
    bestand.size = bewaren.MAX_BYTES + extra
    if extra:
        with pytest.raises(ValidationError, match="groter dan 10 MB"):
            bewaren.bewaar(bestand)
    else:
        assert bewaren.bewaar(bestand)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_story_may_be_as_long_as_is_told(extra):
    gegevens = {"naam": "Tuin", "tekst": "a" * (LANGSTE_TEKST + extra), "datum": f"{VANDAAG}"}
    form = VerhaalFormulier(gegevens, gebruiker=maak_redacteur())
    assert ("tekst" in form.errors) == bool(extra)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_question_may_be_as_long_as_is_read(client, extra):
    antwoord = client.get(reverse("zoeken"), {"q": "a" * (LANGSTE_VRAAG + extra)})
    assert antwoord.context["te_lang"] == bool(extra)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_choice_goes_along_to_a_new_address_when_it_is_not_too_long(client, extra):
    organisatie = maak_organisatie(naam="Nieuw")
    organisatie.neem_adres_over("oud")
    vraag = "q=" + "a" * (adres.LANGSTE_VRAAG - 2 + extra)
    oud = reverse("netwerken:organisatie", args=["oud"])
    antwoord = client.get(f"{oud}?{vraag}")
    assert antwoord.status_code == 301
    assert ("?" in antwoord["Location"]) == (not extra)


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_an_invitation_is_good_until_its_last_moment(time_machine, later):
    begin = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    time_machine.move_to(begin, tick=False)
    genodigde, _nieuw = Gebruiker.objects.nodig_uit("nieuw@voorbeeld.nl", "Nieuw", None)
    seconde = datetime.timedelta(seconds=1)
    time_machine.move_to(begin + GELDIG + later * seconde, tick=False)
    assert genodigde.uitnodiging_verlopen == (later > 0)
    time_machine.move_to(timezone.now() - GELDIG + EEN_MINUUT, tick=False)
    assert genodigde.kan_uitgenodigd == (later >= 0)


@pytest.mark.parametrize(("aantal", "paginas"), [(25, 1), (26, 2)])
def test_a_page_of_a_list_holds_twenty_five(client, aantal, paginas):
    for _keer in range(aantal):
        maak_organisatie()
    pagina = client.get(reverse("netwerken:organisaties")).context["pagina"]
    assert (pagina.paginator.num_pages, len(pagina.object_list)) == (paginas, 25)


@pytest.mark.parametrize(("aantal", "zegt"), [(3, False), (4, True)])
def test_what_is_one_more_than_is_named_is_counted(client, aantal, zegt):
    wijken = [maak_wijk(naam=f"Plaats {n}") for n in range(aantal)]
    maak_initiatief(naam="Moestuin", wijken=wijken)
    tekst = client.get(reverse("zoeken"), {"q": "moestuin"}).content.decode()
    assert ("en nog 1" in tekst) == zegt

"""What sums up never says more than its oldest: seven rows, of which one was confirmed today."""

import datetime

import pytest

from tests.hulp.bouwers import (
    VANDAAG,
    maak_agenda,
    maak_agendapunt,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.lijstproef import lees_bestand
from tests.hulp.pagina import Pagina

pytestmark = pytest.mark.django_db
TOEN = datetime.date(2021, 6, 30)
VAN_ZEVEN = "1 van 7 nagegaan"


@pytest.fixture
def zeven(vandaag, wijk, thema):
    """One party does seven things via a network: one confirmed today, one never, five in 2021."""
    netwerk, organisatie = maak_netwerk(naam="Het Netwerk"), maak_organisatie(naam="Humanitas")
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    wie = {"organisatie": organisatie, "netwerk": netwerk, "wijk": wijk, "thema": thema}
    agenda = maak_agenda(wijken=[wijk])
    maak_agendapunt(agenda=agenda, thema=thema)
    for nummer, dag in enumerate([VANDAAG, None, *[TOEN] * 5]):
        einde = VANDAAG + datetime.timedelta(days=nummer)
        maak_inzet(**wie, bevestigd_op=dag, tot=einde)
    return {
        "netwerk": netwerk,
        "organisatie": organisatie,
        "wijk": wijk,
        "thema": thema,
        "agenda": agenda,
    }


@pytest.mark.parametrize("soort", ["wijk", "thema", "agenda", "organisatie"])
def test_a_page_that_sums_up_says_how_many_were_checked(client, zeven, soort):
    pagina = Pagina(client, zeven[soort].get_absolute_url())
    assert VAN_ZEVEN in pagina


def test_a_wijk_sums_up_above_and_per_theme(client, zeven):
    pagina = Pagina(client, zeven["wijk"].get_absolute_url())
    assert "Wie werkt waaraan: 1 van 7 nagegaan" in pagina
    assert VAN_ZEVEN in pagina.blok(f"thema-{zeven['thema'].slug}")


def test_a_wijk_of_which_nothing_is_fresh_says_so_once_and_not_at_each_row(client, zeven):
    zeven["wijk"].inzetten.update(bevestigd_op=TOEN)
    pagina = Pagina(client, zeven["wijk"].get_absolute_url())
    assert "Wie werkt waaraan: geen van 7 pas nagegaan" in pagina
    blok = pagina.blok(f"thema-{zeven['thema'].slug}")
    assert "lang niet nagegaan" in blok
    assert blok.count("nagegaan") == 2 and blok.endswith("Voor allemaal: al jaren niet nagegaan")


@pytest.mark.parametrize(
    ("vraag", "zin"), [("", VAN_ZEVEN), ("?op=2021-07-01", "5 van 7 nagegaan")]
)
def test_the_drawing_of_a_network_in_words_takes_the_day_that_is_shown(client, zeven, vraag, zin):
    for _n in range(3):
        maak_inzet(netwerk=zeven["netwerk"], organisatie=maak_organisatie(), thema=maak_thema())
    pagina = Pagina(client, f"{zeven['netwerk'].get_absolute_url()}{vraag}")
    tabel = next(t for t in pagina.boom.iter("table") if "Sinds" in pagina.tekst(t))
    rij = next(tr for tr in tabel.iter("tr") if "Humanitas" in pagina.tekst(tr))
    assert zin in pagina.tekst(rij)


def test_the_people_of_a_cell_are_summed_up(client, zeven):
    adres = f"/dekking/?wijk={zeven['wijk'].slug}&thema={zeven['thema'].slug}"
    assert VAN_ZEVEN in Pagina(client, adres).blok("wie")


def test_a_guide_says_how_many_of_its_lines_were_checked(client, zeven):
    tekst = Pagina(client, f"{zeven['wijk'].get_absolute_url()}gids/").blok("colofon")
    assert "er 1 pas nagegaan" in tekst
    assert "nog nooit zijn nagegaan" in tekst


@pytest.mark.parametrize("formaat", ["csv", "json", "xlsx"])
def test_a_file_of_coverage_counts_what_is_fresh_and_gives_the_oldest(client, zeven, formaat):
    cel = lees(client, "/dekking/?", formaat)[0]
    assert (str(cel["regels"]), str(cel["pas nagegaan"])) == ("7", "1")
    assert not cel["oudste nagegaan op"]
    zeven["wijk"].inzetten.filter(bevestigd_op=None).delete()
    cel = lees(client, "/dekking/?", formaat)[0]
    assert str(cel["oudste nagegaan op"])[:10] == TOEN.isoformat()


def test_a_file_of_one_cell_gives_the_oldest_of_each_party(client, zeven):
    adres = f"/dekking/?wijk={zeven['wijk'].slug}&thema={zeven['thema'].slug}&"
    (regel,) = lees(client, adres, "json")
    assert regel["oudste nagegaan op"] is None


def lees(client, adres, formaat):
    """The rows of a file, as dicts."""
    return lees_bestand(client.get(f"{adres}formaat={formaat}").getvalue(), formaat)

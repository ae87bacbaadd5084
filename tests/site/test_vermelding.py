"""What left the lists is on no page, file, feed or search of anybody; before that day, and after a
press on "Klopt nog", it is where it was.
"""

import datetime
import re
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.http import urlencode

from netwerken import vermelden
from netwerken.dekking import bereken
from netwerken.models import Inzet
from netwerken.vooruitzicht import komende_witte_vlekken
from tests.hulp.bouwers import (
    VANDAAG,
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_agendapunt,
    maak_coordinator,
    maak_deelname,
    maak_doelgroep,
    maak_gebied,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import lees_bestand
from tests.hulp.meldproef import tekst_van
from tests.hulp.struinen import inhoud, struin

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
DAG = datetime.timedelta(days=1)
LANG_GELEDEN = datetime.datetime(2024, 10, 1, 12, tzinfo=datetime.UTC)
WOORD = re.compile(r"kwik(\w+?)kanarie", re.IGNORECASE)
LIJSTEN = ("organisaties", "netwerken", "initiatieven", "accommodaties", "activiteiten", "wijken")
FORMATEN = ("csv", "json", "ics", "atom")
ZOEK = ("zoeken", "zoeken/suggesties")


def kanarie(soort):
    return f"Kwik{soort}kanarie"


class Wereld:
    """A wijk in which one row of each kind is of long ago; all that these name was confirmed."""

    def __init__(self):
        self.wijk = maak_wijk(naam="Beijum", ligt_in=maak_gebied(ligt_in=maak_stad()))
        self.thema, self.netwerk = maak_thema(naam="Samen eten"), maak_netwerk(naam="Netwerk")
        maak_werkgebied(netwerk=self.netwerk, wijk=self.wijk)
        maak_agendapunt(thema=self.thema, wijk=self.wijk)
        bekend = maak_organisatie(naam="Bekend"), maak_accommodatie(naam="De Bekende")
        organisatie, plek = bekend
        hier = {"wijken": [self.wijk]}
        via = {"netwerk": self.netwerk, "wijk": self.wijk}
        self.rijen = {
            "organisatie": maak_organisatie(naam=kanarie("organisatie")),
            "initiatief": maak_initiatief(naam=kanarie("initiatief"), themas=[self.thema], **hier),
            "accommodatie": maak_accommodatie(naam=kanarie("accommodatie"), **hier),
            "activiteit": maak_activiteit(
                naam=kanarie("activiteit"),
                ritme="elke maandag",
                regel="FREQ=WEEKLY;BYDAY=MO",
                themas=[self.thema],
                doelgroepen=[maak_doelgroep()],
                **hier,
            ),
            "inzet": maak_inzet(
                thema=self.thema, organisatie=organisatie, toelichting=kanarie("inzet"), **via
            ),
            "deelname": maak_deelname(netwerk=self.netwerk, omschreven_rol=kanarie("deelname")),
            "huisvesting": maak_huisvesting(
                organisatie=organisatie, accommodatie=plek, toelichting=kanarie("huisvesting")
            ),
        }
        maak_verhaal(
            initiatieven=[self.rijen["initiatief"]],
            accommodaties=[self.rijen["accommodatie"]],
            **hier,
        )
        for rij in bekend:
            rij.bewaar_bevestiging(None, VANDAAG)

    def begin(self, op=""):
        """Where a visitor begins; with a date, the pages that show a day."""
        vraag = f"?op={op}" if op else ""
        paginas = [f"/{lijst}/{vraag}" for lijst in LIJSTEN]
        paginas += [f"/wijken/beijum/{vraag}", f"/wijken/beijum/gids/{vraag}", f"/dekking/{vraag}"]
        paginas += [f"{self.thema.get_absolute_url()}{vraag}", f"/netwerken/netwerk/{vraag}"]
        if op:
            return paginas
        waar = {"wijk": "beijum", "thema": self.thema.slug, "doelgroep": ""}
        bestanden = product(LIJSTEN, FORMATEN)
        return [
            *("/", "/sitemap.xml", *paginas),
            *(f"/sitemap-{soort}.xml" for soort in ("organisatie", "initiatief", "accommodatie")),
            *(f"/{lijst}/?formaat={formaat}" for lijst, formaat in bestanden),
            *(f"/{pad}/?{urlencode({'q': 'kwik'})}" for pad in ZOEK),
            f"/waar-kan-ik-terecht/?{urlencode(waar)}",
        ]


def te_lezen(client, wereld, op=""):
    """{kind: addresses} of where a canary is read, but on its own page."""
    eigen = tuple(
        deel
        for rij in wereld.rijen.values()
        if hasattr(rij, "slug")
        for deel in (rij.get_absolute_url(), f"/en{rij.get_absolute_url()}", "/melding/?over=")
    )
    gevonden = {}
    for adres, antwoord in struin(client, wereld.begin(op), {"nl": 2, "en": 1}):
        assert antwoord.status_code in (200, 301, 302, 304, 404), adres
        if adres.startswith(eigen) or adres.startswith("/en/melding"):
            continue
        is_excel = antwoord.get("Content-Type", "").endswith("sheet")
        tekst = str(lees_bestand(antwoord.content, "xlsx")) if is_excel else inhoud(antwoord)
        for soort in WOORD.findall(tekst):
            gevonden.setdefault(soort.lower(), set()).add(adres)
    return gevonden


def ga_naar(time_machine, dag):
    moment = datetime.datetime.combine(dag, datetime.time(12), datetime.UTC)
    time_machine.move_to(moment, tick=False)


@pytest.fixture
def oud(vandaag, time_machine):
    """A Wereld of which all was announced on VANDAAG; gives it with its first day off the lists."""
    time_machine.move_to(LANG_GELEDEN, tick=False)
    wereld = Wereld()
    ga_naar(time_machine, VANDAAG)
    with transaction.atomic():
        vermelden.werk_bij(VANDAAG)
    for rij in wereld.rijen.values():
        rij.refresh_from_db()
    wereld.dag = wereld.rijen["inzet"].uit_lijst_op
    return wereld


def test_it_is_nowhere_and_then_everywhere_again(client, oud, time_machine):
    voor = te_lezen(client, oud)
    assert voor.keys() == oud.rijen.keys()
    ga_naar(time_machine, oud.dag)
    assert te_lezen(client, oud, oud.dag - DAG).keys() == oud.rijen.keys()
    op_eerdere_dag = {
        soort: {adres for adres in adressen if f"op={oud.dag - DAG}" not in adres}
        for soort, adressen in te_lezen(client, oud).items()
    }
    assert not {soort: adressen for soort, adressen in op_eerdere_dag.items() if adressen}
    bevestig_alles(client, oud)
    assert te_lezen(client, oud) == voor


def bevestig_alles(client, oud):
    log_in(client, maak_redacteur())
    waarden = [f"{soort}:{rij.pk}" for soort, rij in oud.rijen.items()]
    antwoord = client.post("/werkplek/bevestigen/", {"rij": waarden, "vermeld": ""})
    assert antwoord.url == "/werkplek/#vermeld"
    client.logout()
    client.cookies.clear()


@pytest.mark.parametrize("soort", ["organisatie", "initiatief", "accommodatie", "activiteit"])
def test_its_own_page_says_so_and_is_found_by_no_search_engine(client, oud, time_machine, soort):
    pagina = oud.rijen[soort].get_absolute_url()
    erin = client.get(pagina)
    assert "noindex" not in erin.content.decode()
    assert "uit de lijsten" not in tekst_van(erin)
    ga_naar(time_machine, oud.dag)
    eruit = client.get(pagina)
    assert eruit.status_code == 200
    assert '<meta name="robots" content="noindex">' in eruit.content.decode()
    assert "Dit staat sinds 24 december 2026 niet meer in de lijsten" in tekst_van(eruit)
    assert "/melding/?over=" in eruit.content.decode()


def test_a_theme_on_which_nobody_else_works_becomes_a_white_spot(oud, time_machine):
    def stand(dag):
        dekking = bereken(Inzet.objects.all(), [oud.wijk], dag, AnonymousUser())
        return dekking.cel(oud.wijk.pk, oud.thema.pk).stand

    def komend(dag):
        return komende_witte_vlekken([oud.wijk], dag, AnonymousUser())

    assert stand(oud.dag - DAG) == "verouderd"
    assert stand(oud.dag) == "witte_vlek"
    [vlek] = komend(VANDAAG)
    assert (vlek.thema, vlek.dag) == (oud.thema, oud.dag)
    assert not komend(oud.dag)


def test_the_rooster_and_the_lists_of_the_desk_keep_it_and_say_so(client, oud, time_machine):
    log_in(client, maak_coordinator(oud.netwerk))
    ga_naar(time_machine, oud.dag)
    log_in(client, maak_coordinator(oud.netwerk))
    rooster = client.get("/wijken/beijum/inzet/")
    assert "niet in de lijsten" in tekst_van(rooster)
    lijst = client.get("/netwerken/netwerk/deelnames/")
    assert "niet meer in de lijsten sinds 24 december 2026" in tekst_van(lijst)

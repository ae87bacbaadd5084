"""Facets: every choice says how many results it would leave, and none leads nowhere."""

import datetime
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtnet.kern.versheid import nagegaan_van, versheid_van
from buurtnet.lijsten.tellen import MEESTE_KEUZES
from buurtnet.paginas.initiatief import InitiatiefFilters
from buurtnet.paginas.organisatie.lijst import OrganisatieFilters
from buurtnet.web import dataversie
from buurtnet.web.peildatum_lezen import lees_peildatum
from initiatieven.models import Initiatief
from netwerken.models import Organisatie
from tests.hulp.bouwers import (
    VANDAAG,
    maak_deelname,
    maak_doelgroep,
    maak_gebied,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_stad,
    maak_thema,
    maak_wijk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
OP = f"op={VANDAAG.isoformat()}"
GISTEREN = VANDAAG - datetime.timedelta(days=1)
SOORTEN = ["project", "dienst", "bewonersinitiatief"]
# Who lies in whom: the city, two gebieden, three wijken, one spot.
BOOM = {"stad": None, "zuid": "stad", "west": "stad", "a": "zuid", "b": "zuid", "c": "west"}
BOOM["plek"] = "a"
THEMAS, DOELGROEPEN = ["t1", "t2"], ["d1", "d2"]


def lijst(filters, vraag="", gebruiker=None):
    request = RequestFactory().get(f"/?{OP}&{vraag}")
    request.user = gebruiker or AnonymousUser()
    return filters.from_request(request, lees_peildatum(request))


def keuzes(lijst, naam):
    blok = next(blok for blok in lijst.blokken if blok.naam == naam)
    return {keuze.waarde: keuze.aantal for keuze in blok.keuzes}


# Counts equal what one would count by hand


@dataclass
class Ding:
    """What an initiative of the example has."""

    wijken: set
    themas: set
    doelgroepen: set
    soort: str
    voorbij: bool


@dataclass
class Vraag:
    wijk: set
    thema: set
    doelgroep: set
    soort: set

    def adres(self):
        delen = [f"{naam}={w}" for naam, waarden in vars(self).items() for w in sorted(waarden)]
        return "&".join(delen)


def deel(waarden, **grens):
    return st.sets(st.sampled_from(list(waarden)), **grens)


DINGEN = st.lists(
    st.builds(
        Ding,
        wijken=deel(BOOM, max_size=3),
        themas=deel(THEMAS),
        doelgroepen=deel(DOELGROEPEN),
        soort=st.sampled_from(SOORTEN),
        voorbij=st.booleans(),
    ),
    max_size=8,
)
VRAGEN = st.builds(
    Vraag,
    wijk=deel(BOOM, max_size=2),
    thema=deel(THEMAS, max_size=1),
    doelgroep=deel(DOELGROEPEN, max_size=2),
    soort=deel(SOORTEN, max_size=2),
)


def keten(plek):
    """A place with all that lies above it."""
    return {plek} | (keten(BOOM[plek]) if BOOM[plek] else set())


def bij(plek, ander):
    return plek in keten(ander) or ander in keten(plek)


def past(ding, vraag):
    return (
        not ding.voorbij
        and (not vraag.wijk or any(bij(w, p) for w in vraag.wijk for p in ding.wijken))
        and (not vraag.thema or bool(vraag.thema & ding.themas))
        and (not vraag.doelgroep or bool(vraag.doelgroep & ding.doelgroepen))
        and (not vraag.soort or ding.soort in vraag.soort)
    )


def maak_wereld(dingen):
    wijken = {}
    for naam, ouder in BOOM.items():
        soort = {"stad": "stad", "zuid": "gebied", "west": "gebied", "plek": "plek"}
        wijken[naam] = maak_wijk(
            naam=naam, soort=soort.get(naam, "wijk"), ligt_in=wijken.get(ouder)
        )
    themas = {naam: maak_thema(naam=naam) for naam in THEMAS}
    doelgroepen = {naam: maak_doelgroep(naam=naam) for naam in DOELGROEPEN}
    for ding in dingen:
        maak_initiatief(
            soort=ding.soort,
            wijken=[wijken[naam] for naam in ding.wijken],
            themas=[themas[naam] for naam in ding.themas],
            doelgroepen=[doelgroepen[naam] for naam in ding.doelgroepen],
            tot=GISTEREN if ding.voorbij else None,
        )


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(dingen=DINGEN, vraag=VRAGEN)
def test_counts_equal_a_naive_count(db, dingen, vraag):
    with transaction.atomic():
        maak_wereld(dingen)
        uitkomst = lijst(InitiatiefFilters, vraag.adres())
        assert uitkomst.aantal == sum(past(ding, vraag) for ding in dingen)
        assert uitkomst.qs.count() == uitkomst.aantal
        for naam, alle in (
            ("wijk", [w for w in BOOM if w not in ("stad", "plek")]),
            ("thema", THEMAS),
            ("doelgroep", DOELGROEPEN),
            ("soort", SOORTEN),
        ):
            telling = {
                waarde: sum(past(d, Vraag(**{**vars(vraag), naam: {waarde}})) for d in dingen)
                for waarde in {*alle, *getattr(vraag, naam)}
            }
            verwacht = {w: n for w, n in telling.items() if n or w in getattr(vraag, naam)}
            assert keuzes(uitkomst, naam) == verwacht
        transaction.set_rollback(True)


def test_every_choice_leaves_as_many_as_it_says():
    wijk, ander = maak_wijk(naam="Beijum"), maak_wijk(naam="Selwerd")
    thema, netwerk = maak_thema(naam="Rondkomen"), maak_netwerk(naam="Sterk")
    for nummer in range(5):
        organisatie = maak_organisatie(soort="zorg" if nummer % 2 else "kerk")
        maak_inzet(organisatie=organisatie, wijk=wijk if nummer < 3 else ander, thema=thema)
        maak_inzet(organisatie=organisatie, wijk=ander)
        if nummer < 2:
            maak_deelname(organisatie=organisatie, netwerk=netwerk)
    for blok in lijst(OrganisatieFilters).blokken:
        for keuze in blok.keuzes:
            assert keuze.aantal
            assert lijst(OrganisatieFilters, f"{blok.naam}={keuze.waarde}").aantal == keuze.aantal


def test_wijk_and_theme_are_those_of_the_same_inzet():
    hier, daar = maak_wijk(naam="Hier"), maak_wijk(naam="Daar")
    dit, dat = maak_thema(naam="Dit"), maak_thema(naam="Dat")
    organisatie = maak_organisatie()
    maak_inzet(organisatie=organisatie, wijk=hier, thema=dit)
    maak_inzet(organisatie=organisatie, wijk=daar, thema=dat)
    assert lijst(OrganisatieFilters, "wijk=hier&thema=dit").aantal == 1
    assert lijst(OrganisatieFilters, "wijk=hier&thema=dat").aantal == 0
    assert keuzes(lijst(OrganisatieFilters, "wijk=hier"), "thema") == {"dit": 1}


def test_a_wijk_takes_in_an_informal_area_and_the_other_way_round():
    wijk = maak_wijk(naam="Selwerd")
    noorden = maak_wijk(naam="Noorden", soort="streek", omvat=[wijk])
    maak_initiatief(naam="In de wijk", wijken=[wijk])
    maak_initiatief(naam="In de streek", wijken=[noorden])
    assert lijst(InitiatiefFilters, "wijk=selwerd").aantal == 2
    assert lijst(InitiatiefFilters, "wijk=noorden").aantal == 2


def test_two_places_with_one_name_say_what_they_are_among_the_choices():
    gebied = maak_wijk(naam="Haren", soort="gebied")
    maak_initiatief(wijken=[maak_wijk(naam="Haren", soort="dorp", ligt_in=gebied)])
    maak_initiatief(wijken=[maak_wijk(naam="Onnen", soort="dorp", ligt_in=gebied)])
    blok = next(blok for blok in lijst(InitiatiefFilters).blokken if blok.naam == "wijk")
    assert [keuze.titel for keuze in blok.keuzes] == ["Haren (gebied)", "Haren (dorp)", "Onnen"]


# What isn't shown, isn't counted


def test_a_hidden_record_counts_only_for_who_may_see_it():
    thema = maak_thema(naam="Groen")
    maak_initiatief(themas=[thema], openbaar=False)
    assert keuzes(lijst(InitiatiefFilters), "thema") == {}
    assert keuzes(lijst(InitiatiefFilters, gebruiker=maak_redacteur()), "thema") == {"groen": 1}


def test_inzet_through_a_hidden_network_counts_for_nobody():
    besloten = maak_netwerk(openbaar=False)
    maak_inzet(organisatie=maak_organisatie(), netwerk=besloten, wijk=maak_wijk(naam="Beijum"))
    assert keuzes(lijst(OrganisatieFilters), "wijk") == {}
    assert lijst(OrganisatieFilters, "wijk=beijum").aantal == 0


def test_what_is_over_shows_when_asked_for():
    maak_initiatief(naam="Voorbij", tot=GISTEREN)
    maak_initiatief(naam="Nu")
    assert keuzes(lijst(InitiatiefFilters), "status") == {"actief": 1, "gestopt": 1}
    assert [i.naam for i in lijst(InitiatiefFilters).qs] == ["Nu"]
    assert [i.naam for i in lijst(InitiatiefFilters, "status=gestopt").qs] == ["Voorbij"]


def test_collections_are_listed_but_not_counted():
    maak_organisatie(naam="Kerken", is_verzameling=True)
    maak_organisatie(naam="Kerk")
    uitkomst = lijst(OrganisatieFilters)
    assert (uitkomst.aantal, uitkomst.geteld, uitkomst.verzamelingen) == (2, 1, 1)


# Whatever the address says


@pytest.mark.parametrize(
    "vraag",
    [
        "wijk=%00",
        "wijk=bestaat-niet",
        "wijk=" + "x" * 10_000,
        "wijk=a&" * 300,
        "pagina=nee&sorteer=%F0%9F%98%80&formaat=exe",
        "q=" + "%27" * 500,
        "q=%00%FF&onbekend=1",
        "soort[]=project&soort=-1",
    ],
)
def test_nonsense_is_never_an_error(vraag):
    maak_initiatief()
    uitkomst = lijst(InitiatiefFilters, vraag)
    assert len(uitkomst.pagina().object_list) <= 1
    assert uitkomst.blokken


def test_an_unknown_value_is_told_and_does_not_count():
    maak_initiatief()
    uitkomst = lijst(InitiatiefFilters, "wijk=atlantis&soort=PROJECT")
    assert [waarde for _titel, waarde in uitkomst.onbekend] == ["atlantis"]
    assert uitkomst.gekozen["soort"] == ("project",)


@pytest.mark.parametrize(
    ("gevraagd", "nummer"), [("2", 2), ("99", 2), ("0", 2), ("x", 1), ("9" * 5000, 1)]
)
def test_a_page_out_of_range_is_the_nearest(gevraagd, nummer):
    Initiatief.objects.bulk_create(
        Initiatief(naam=f"I {n}", slug=f"i-{n}", soort="project") for n in range(30)
    )
    pagina = lijst(InitiatiefFilters, f"pagina={gevraagd}").pagina()
    assert pagina.number == nummer


# Many rows


def vul(aantal):
    """`aantal` organisations and initiatives that all work everywhere on everything."""
    stad = maak_stad()
    wijken = [maak_wijk(ligt_in=stad) for _n in range(2)]
    themas = [maak_thema() for _n in range(2)]
    for _n in range(aantal):
        organisatie = maak_organisatie()
        maak_initiatief(wijken=wijken, themas=themas)
        for wijk, thema in zip(wijken, themas, strict=True):
            maak_inzet(organisatie=organisatie, wijk=wijk, thema=thema)
    return wijken[0]


@pytest.mark.parametrize("filters", [InitiatiefFilters, OrganisatieFilters])
@pytest.mark.eenmaal
def test_counting_costs_as_many_queries_for_1_as_for_30_rows(filters):
    def kosten(vraag):
        with CaptureQueriesContext(connection) as opgevangen:
            uitkomst = lijst(filters, vraag)
            assert uitkomst.blokken
            assert list(uitkomst.pagina())
        return len(opgevangen)

    with transaction.atomic():
        een = kosten(f"wijk={vul(1).slug}")
        transaction.set_rollback(True)
    assert kosten(f"wijk={vul(30).slug}") == een < 16


@pytest.mark.eenmaal
def test_a_second_visitor_costs_no_counting():
    wijk = vul(3)
    lijst(InitiatiefFilters, f"wijk={wijk.slug}").blokken  # noqa: B018
    with CaptureQueriesContext(connection) as opgevangen:
        lijst(InitiatiefFilters, f"wijk={wijk.slug}").blokken  # noqa: B018
    assert len(opgevangen) == 1  # the data version


def test_a_change_of_content_is_counted_at_once():
    thema = maak_thema(naam="Groen")
    initiatief = maak_initiatief(themas=[thema])
    assert keuzes(lijst(InitiatiefFilters), "thema") == {"groen": 1}
    initiatief.themas.clear()
    assert keuzes(lijst(InitiatiefFilters), "thema") == {}


def test_remembering_is_bounded():
    for nummer in range(dataversie.MEESTE_ONTHOUDEN + 5):
        dataversie.onthoud("versie", ("proef", nummer), lambda: 1)
    assert len(dataversie._geheugen) == dataversie.MEESTE_ONTHOUDEN


def test_a_facet_offers_a_bounded_number_of_choices():
    stad = maak_stad()
    Wijk.objects.bulk_create(
        Wijk(
            naam=f"W{n}",
            slug=f"w{n}",
            soort="wijk",
            ligt_in=stad,
            pad=f"{stad.pad}{n + 9000}/",
            pk=n + 9000,
        )
        for n in range(MEESTE_KEUZES + 30)
    )
    maak_initiatief(wijken=[stad])
    assert len(keuzes(lijst(InitiatiefFilters), "wijk")) == MEESTE_KEUZES
    assert "w120" in keuzes(lijst(InitiatiefFilters, "wijk=w120"), "wijk")


def test_a_filtered_list_is_counted_without_joins_to_wide_rows():
    zuid = maak_gebied(naam="Zuid")
    maak_initiatief(wijken=[maak_wijk(ligt_in=zuid)], themas=[maak_thema()])
    with CaptureQueriesContext(connection) as opgevangen:
        lijst(InitiatiefFilters, "wijk=zuid").blokken  # noqa: B018
    tellingen = [q["sql"] for q in opgevangen if "COUNT(" in q["sql"]]
    assert tellingen
    assert not [sql for sql in tellingen if " JOIN " in sql or "DISTINCT" in sql]


def test_versheid_facet_counts_by_the_rule_of_the_record():
    for dagen in (-1, 0, 183, 184, 364, 365, None):
        dag = None if dagen is None else VANDAAG - datetime.timedelta(days=dagen)
        maak_organisatie(bevestigd_op=dag)
    telling = {"vers": 0, "verouderd": 0, "onbevestigd": 0}
    for organisatie in Organisatie.objects.all():
        telling[versheid_van(nagegaan_van(organisatie), VANDAAG)] += 1
    assert keuzes(lijst(OrganisatieFilters), "versheid") == telling

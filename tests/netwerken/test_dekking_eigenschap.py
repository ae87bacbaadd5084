"""Coverage agrees with a slow and plain reading of its rules, in small random worlds."""

import datetime
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtnet.kern.versheid import Nagegaan, Termijn, samengeteld_van
from initiatieven.models import Initiatief
from netwerken.dekking import MET_AGENDA, bereken, stand_van
from netwerken.models import Inzet, Netwerk, Organisatie
from netwerken.tijdreeks import tel_maand
from wijken.models import Agenda, Agendapunt, Thema, Wijk

pytestmark = pytest.mark.django_db
DATUM = datetime.date(2026, 11, 22)
# stad 1, gebieden 2 3, wijken 4 5 6, buurt 7 in 4, streek 8 over 5 and 6
BOOM = {1: None, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3, 7: 4, 8: 1}
STREEK, LEDEN = 8, {5, 6}
PLEKKEN = st.sampled_from(sorted(BOOM))
THEMAS = st.sampled_from([1, 2])

dagen = st.none() | st.integers(-500, 40).map(lambda n: DATUM + datetime.timedelta(days=n))


@st.composite
def perioden(draw):
    vanaf, tot = draw(dagen), draw(dagen)
    if vanaf and tot and tot < vanaf:
        vanaf, tot = tot, vanaf
    status = draw(st.sampled_from(["actief", "gepland", "incidenteel"]))
    return {"vanaf": vanaf, "tot": tot, "status": status}


TERMIJNEN = st.sampled_from([None, *Termijn.values])


@st.composite
def inzetten(draw):
    wie = draw(st.sampled_from(["organisatie", "rol", "netwerk"]))
    netwerk = draw(st.sampled_from([1, 2, 3] if wie == "netwerk" else [None, 1, 2, 3]))
    return {
        "organisatie_id": draw(st.sampled_from([1, 2, 3, 4])) if wie == "organisatie" else None,
        "omschreven_rol": draw(st.sampled_from(["coach", "wethouder"])) if wie == "rol" else "",
        "netwerk_id": netwerk,
        "initiatief_id": draw(st.sampled_from([None, 1, 2])),
        "wijk_id": draw(PLEKKEN),
        "thema_id": draw(THEMAS),
        "bevestigd_op": draw(dagen),
        "nagaan_elke": draw(TERMIJNEN),
        **draw(perioden()),
    }


initiatieven = st.fixed_dictionaries(
    {
        "is_verzameling": st.booleans(),
        "openbaar": st.booleans(),
        "bevestigd_op": dagen,
        "nagaan_elke": TERMIJNEN,
        "periode": perioden(),
        "wijken": st.sets(PLEKKEN, max_size=3),
        "themas": st.sets(THEMAS, max_size=2),
    }
)
agendas = st.fixed_dictionaries(
    {
        "openbaar": st.booleans(),
        "stand": st.sampled_from(["concept", "vastgesteld", "vervallen"]),
        "periode": perioden(),
        "wijken": st.sets(PLEKKEN, max_size=2),
        "themas": st.sets(THEMAS, max_size=2),
        "soort": st.sampled_from(["thema", "prioriteit", "motto"]),
    }
)


@given(
    rijen=st.lists(
        inzetten(),
        max_size=6,
        unique_by=lambda r: tuple(v for k, v in sorted(r.items()) if k.endswith(("_id", "_rol"))),
    ),
    wat=st.lists(initiatieven, min_size=2, max_size=3),
    wil=st.lists(agendas, max_size=3),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_coverage_is_what_a_plain_reading_of_the_rules_gives(rijen, wat, wil):
    with transaction.atomic():
        _bouw(rijen, wat, wil)
        kolommen = list(Wijk.objects.all())
        samen = bereken(Inzet.objects, kolommen, DATUM, AnonymousUser())
        for kolom in kolommen:
            alleen = bereken(Inzet.objects, [kolom], DATUM, AnonymousUser())
            for thema in (1, 2):
                verwacht = _naief(kolom.pk, thema, rijen, wat, wil)
                for dekking in (samen, alleen):
                    cel = dekking.cel(kolom.pk, thema)
                    assert (cel.stand, cel.partijen, cel.nagegaan) == verwacht
        transaction.set_rollback(True)


@given(
    rijen=st.lists(
        inzetten(),
        max_size=6,
        unique_by=lambda r: tuple(v for k, v in sorted(r.items()) if k.endswith(("_id", "_rol"))),
    ),
    wat=st.lists(initiatieven, min_size=2, max_size=3),
    wil=st.lists(agendas, max_size=3),
    maand=st.sampled_from([DATUM, datetime.date(2026, 6, 30), datetime.date(2025, 8, 31)]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_counted_of_a_month_is_the_coverage_of_its_last_day(rijen, wat, wil, maand):
    """Of each place and theme by itself, as its own page asks it."""
    with transaction.atomic():
        _bouw(rijen, wat, wil)
        geteld = tel_maand(maand)
        kolommen, themas = list(Wijk.objects.all()), [1, 2]
        per_plek = {rij.wijk_id: rij for rij in geteld if rij.wijk_id}
        assert set(per_plek) == {kolom.pk for kolom in kolommen}
        for kolom in kolommen:
            dekking = bereken(Inzet.objects, [kolom], maand, AnonymousUser())
            standen = dekking.standen(kolom.pk, themas)
            som = dekking.cel_over([kolom.pk], themas)
            _eis_gelijk(per_plek[kolom.pk], standen, som)
        samen = bereken(Inzet.objects, kolommen, maand, AnonymousUser())
        for rij in geteld:
            if rij.thema_id:
                standen = Counter(
                    cel.stand
                    for kolom in samen.omgeving.kolommen
                    if kolom.is_woonplaats and (cel := samen.cel(kolom.pk, rij.thema_id)).op_agenda
                )
                _eis_gelijk(rij, standen, samen.cel_over([1], [rij.thema_id]))
        transaction.set_rollback(True)


def _eis_gelijk(rij, standen, som):
    assert [getattr(rij, stand) for stand in MET_AGENDA] == [standen[s] for s in MET_AGENDA]
    assert (rij.partijen, rij.regels, rij.vers) == (
        som.partijen,
        som.nagegaan.aantal,
        som.nagegaan.vers,
    )


def _bouw(rijen, wat, wil):
    Wijk.objects.bulk_create(
        Wijk(
            pk=pk,
            naam=f"W{pk}",
            slug=f"w{pk}",
            soort="streek" if pk == STREEK else "wijk",
            ligt_in_id=ouder,
            pad="/" + "/".join(map(str, [*_boven(pk), pk])) + "/",
        )
        for pk, ouder in BOOM.items()
    )
    Wijk.objects.get(pk=STREEK).omvat.set(LEDEN)
    Thema.objects.bulk_create(Thema(pk=pk, naam=f"T{pk}", slug=f"t{pk}") for pk in (1, 2))
    # 3 is a collection, 4 and network 2 are not public, network 3 is a collection.
    Organisatie.objects.bulk_create(
        Organisatie(
            pk=pk,
            naam="O",
            slug=f"o{pk}",
            soort=Organisatie.Soort.ANDERS,
            is_verzameling=pk == 3,
            openbaar=pk != 4,
        )
        for pk in (1, 2, 3, 4)
    )
    Netwerk.objects.bulk_create(
        Netwerk(
            pk=pk,
            naam="N",
            slug=f"n{pk}",
            soort=Netwerk.Soort.WIJKNETWERK,
            is_verzameling=pk == 3,
            openbaar=pk != 2,
            nagaan_elke=12 if pk == 1 else None,
        )
        for pk in (1, 2, 3)
    )
    for pk, velden in enumerate(wat, start=1):
        initiatief = Initiatief(
            pk=pk,
            naam="I",
            slug=f"i{pk}",
            soort=Initiatief.Soort.PROJECT,
            is_verzameling=velden["is_verzameling"],
            openbaar=velden["openbaar"],
            bevestigd_op=velden["bevestigd_op"],
            nagaan_elke=velden["nagaan_elke"],
            **velden["periode"],
        )
        Initiatief.objects.bulk_create([initiatief])
        initiatief.wijken.set(velden["wijken"])
        initiatief.themas.set(velden["themas"])
    Inzet.objects.bulk_create(Inzet(**rij) for rij in rijen)
    for pk, velden in enumerate(wil, start=1):
        agenda = Agenda(
            pk=pk,
            naam="A",
            slug=f"a{pk}",
            soort=Agenda.Soort.WIJKAGENDA,
            openbaar=velden["openbaar"],
            stand=velden["stand"],
            **velden["periode"],
        )
        Agenda.objects.bulk_create([agenda])
        agenda.wijken.set(velden["wijken"])
        Agendapunt.objects.bulk_create(
            Agendapunt(agenda=agenda, tekst=f"P{t}", soort=velden["soort"], thema_id=t)
            for t in velden["themas"]
        )


# The rules, one by one, without SQL.


def _boven(pk):
    return [] if BOOM[pk] is None else [*_boven(BOOM[pk]), BOOM[pk]]


def _hoger(kolom):
    """What lies above, an informal area that takes it in included."""
    eigen = {kolom, *_boven(kolom)}
    return (eigen - {kolom}) | ({STREEK} if eigen & LEDEN and kolom != STREEK else set())


def _rond(kolom):
    return {kolom} | _hoger(kolom) | {plek for plek in BOOM if kolom in _hoger(plek)}


def _geldt(periode):
    vanaf, tot, status = periode["vanaf"], periode["tot"], periode["status"]
    return (not vanaf or vanaf <= DATUM) and (not tot or tot >= DATUM) and status != "gepland"


def _partij(rij):
    """Who counts in a row; None for a collection."""
    if rij["organisatie_id"]:
        return ("organisatie", rij["organisatie_id"]) if rij["organisatie_id"] != 3 else None
    if rij["omschreven_rol"]:
        return "rol", rij["omschreven_rol"]
    return ("netwerk", rij["netwerk_id"]) if rij["netwerk_id"] != 3 else None


def _naief(kolom, thema, rijen, wat, wil):
    actief = [
        rij
        for rij in rijen
        if rij["thema_id"] == thema and rij["wijk_id"] in _rond(kolom) and _geldt(rij)
        if rij["organisatie_id"] != 4 and rij["netwerk_id"] != 2
    ]
    partijen = {_partij(rij) for rij in actief} - {None}
    genoemd = {rij["initiatief_id"] for rij in actief if _partij(rij)}
    bezig = {
        pk: velden
        for pk, velden in enumerate(wat, start=1)
        if velden["openbaar"] and _geldt(velden["periode"])
        if thema in velden["themas"] and velden["wijken"] & _rond(kolom)
    }
    los = [pk for pk, v in bezig.items() if not v["is_verzameling"] and pk not in genoemd]
    op_agenda = any(
        velden["openbaar"]
        and velden["stand"] == "vastgesteld"
        and _geldt(velden["periode"])
        and thema in velden["themas"]
        and velden["soort"] != "motto"
        and velden["wijken"] & ({kolom} | _hoger(kolom))
        for velden in wil
    )
    iedereen = [*actief, *bezig.values()]
    nagegaan = samengeteld_van(map(_nagegaan, iedereen), DATUM)
    aantal = len(partijen) + len(los)
    return stand_van(op_agenda, aantal, bool(iedereen), bool(nagegaan.vers)), aantal, nagegaan


def _nagegaan(rij):
    """Network 1 is gone through once a year, what says nothing every half year."""
    van_netwerk = 12 if rij.get("netwerk_id") == 1 else 6
    return Nagegaan(rij["bevestigd_op"], rij["nagaan_elke"] or van_netwerk)

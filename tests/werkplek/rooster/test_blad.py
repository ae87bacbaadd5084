"""What the rooster shows: parties by themes of one wijk, and what may be pressed."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_agenda,
    maak_agendapunt,
    maak_coordinator,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.roosterproef import Blad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def van_wijk(wijk):
    return reverse("netwerken:wijk_inzet", args=[wijk.slug])


def van_netwerk(netwerk):
    return reverse("netwerken:netwerk_inzet", args=[netwerk.slug])


def rooster_op(client, pad):
    return client.get(pad).context["rooster"]


def namen(rooster):
    return [rij.partij.naam for rij in rooster.rijen]


def test_its_rows_are_who_works_there_takes_part_or_is_housed_there(client, eigen):
    wijk, netwerk = eigen.wijk, eigen.netwerk
    maak_inzet(wijk=wijk, organisatie=maak_organisatie(naam="Werkt hier"))
    maak_inzet(wijk=wijk, omschreven_rol="Cultuurcoach")
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(naam="Doet mee"))
    gast = maak_organisatie(naam="Huist hier")
    maak_huisvesting(accommodatie=maak_accommodatie(wijken=[wijk]), organisatie=gast)
    maak_inzet(organisatie=maak_organisatie(naam="Werkt elders"))
    rooster = rooster_op(client, van_netwerk(netwerk))
    assert namen(rooster) == [netwerk.naam, "Cultuurcoach", "Doet mee", "Huist hier", "Werkt hier"]


def test_what_has_ended_is_no_longer_there(client, eigen):
    maak_inzet(wijk=eigen.wijk, tot=VANDAAG, status="gestopt")
    maak_inzet(wijk=eigen.wijk, tot=GISTEREN)
    loopt_af = maak_inzet(wijk=eigen.wijk, tot=VANDAAG)
    assert namen(rooster_op(client, van_wijk(eigen.wijk))) == [loopt_af.organisatie.naam]


def test_themes_of_the_agenda_come_first_in_the_words_of_the_wijk(client, eigen):
    gewoon, op_agenda = maak_thema(volgorde=1), maak_thema(volgorde=2)
    agenda = maak_agenda(wijken=[eigen.wijk])
    maak_agendapunt(agenda=agenda, thema=op_agenda, tekst="samen eten")
    rooster = rooster_op(client, van_wijk(eigen.wijk))
    assert [kolom.thema for kolom in rooster.kolommen] == [op_agenda, gewoon]
    assert rooster.kolommen[0].naam == "samen eten"
    assert rooster.kolommen[0].titel == f"{op_agenda.naam}; samen eten"
    assert rooster.vouwt


def test_an_agenda_that_has_lapsed_says_nothing(client, eigen):
    agenda = maak_agenda(wijken=[eigen.wijk], stand="vervallen")
    maak_agendapunt(agenda=agenda, thema=maak_thema(naam="Rondkomen"), tekst="samen eten")
    rooster = rooster_op(client, van_wijk(eigen.wijk))
    assert [kolom.naam for kolom in rooster.kolommen] == ["Rondkomen"]
    assert not rooster.vouwt


def test_one_cell_stands_for_all_rows_of_a_party_on_a_theme(client, eigen):
    wie = maak_organisatie()
    rij = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=wie)
    tuin = maak_initiatief(naam="Buurttuin")
    maak_inzet(wijk=eigen.wijk, organisatie=rij.organisatie, thema=rij.thema, initiatief=tuin)
    antwoord = client.get(van_wijk(eigen.wijk))
    cel = antwoord.context["rooster"].cel(f"o{rij.organisatie.pk}", rij.thema.pk)
    assert len(cel.eigen) == 2
    tekst = antwoord.content.decode()
    assert "2 regels" in tekst
    assert f'title="{eigen.netwerk.naam}, Buurttuin"' in tekst


def test_what_is_for_a_wider_place_is_shown_and_not_to_press(client, wijk, zuid):
    werkgebied = maak_werkgebied(wijk=wijk)
    client.force_login(maak_coordinator(werkgebied.netwerk))
    rij = maak_inzet(wijk=zuid)
    rooster = rooster_op(client, van_wijk(wijk))
    cel = rooster.cel(f"o{rij.organisatie.pk}", rij.thema.pk)
    assert cel.elders == ["heel Zuid"]
    assert not cel.is_er
    assert not rooster.rij(f"o{rij.organisatie.pk}").is_van_hier
    assert f"{rij.pk}." not in rooster.was


def test_rows_of_hidden_organisations_are_not_there(client, eigen):
    maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(naam="Geheim", openbaar=False))
    maak_deelname(
        netwerk=eigen.netwerk, organisatie=maak_organisatie(naam="Geheim 2", openbaar=False)
    )
    assert "Geheim" not in client.get(van_netwerk(eigen.netwerk)).content.decode()


def test_a_hidden_theme_has_a_column_without_a_name_only_to_end_what_is_there(client, eigen):
    thema = maak_thema(naam="Geheim thema", openbaar=False)
    rij = maak_inzet(wijk=eigen.wijk, thema=thema)
    ander = maak_inzet(wijk=eigen.wijk)
    antwoord = client.get(van_wijk(eigen.wijk))
    tekst = antwoord.content.decode()
    assert "Geheim thema" not in tekst
    assert "(niet openbaar)" in tekst
    assert f'name="o{rij.organisatie.pk}" value="{thema.pk}"' in tekst
    assert f'name="o{ander.organisatie.pk}" value="{thema.pk}"' not in tekst


def test_a_network_of_more_wijken_has_a_rooster_of_each(client, eigen):
    tweede = maak_wijk(naam="Zzz")
    maak_werkgebied(netwerk=eigen.netwerk, wijk=tweede)
    pad = van_netwerk(eigen.netwerk)
    assert rooster_op(client, pad).wijk == eigen.wijk
    assert rooster_op(client, f"{pad}?wijk={tweede.slug}").wijk == tweede
    assert rooster_op(client, f"{pad}?wijk=onzin").wijk == eigen.wijk


def test_a_network_of_a_gebied_has_a_rooster_of_every_wijk_in_it(client, wijk, zuid):
    werkgebied = maak_werkgebied(wijk=zuid)
    client.force_login(maak_coordinator(werkgebied.netwerk))
    antwoord = client.get(van_netwerk(werkgebied.netwerk))
    assert antwoord.context["wijken"] == [zuid, wijk]


def test_a_network_that_works_nowhere_is_asked_where(client, eigen):
    netwerk = maak_netwerk(bovenliggend=eigen.netwerk)
    antwoord = client.get(van_netwerk(netwerk))
    assert reverse("netwerken:werkgebied_nieuw", args=[netwerk.slug]) in antwoord.content.decode()


@pytest.mark.parametrize(
    ("vraag", "wie"),
    [
        ("q=humani", ["Humanitas"]),
        ("toon=niet-nagegaan", ["Humanitas"]),
        ("toon=gewijzigd", ["Humanitas", "WIJ"]),
        ("q=%00", ["Humanitas", "WIJ"]),
        ("toon=onzin", ["Humanitas", "WIJ"]),
        ("thema=onzin", ["Humanitas", "WIJ"]),
    ],
)
def test_it_is_filtered_by_its_address(client, eigen, vraag, wie):
    maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(naam="Humanitas"))
    wij = maak_organisatie(naam="WIJ")
    maak_inzet(wijk=eigen.wijk, organisatie=wij, bevestigd_op=VANDAAG)
    assert namen(rooster_op(client, f"{van_wijk(eigen.wijk)}?{vraag}")) == wie


def test_a_theme_in_the_address_leaves_its_column_alone_and_every_party(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    ander = maak_thema(naam="Ouder worden")
    for vraag in (f"thema={ander.slug}", "q=ouder w"):
        rooster = rooster_op(client, f"{van_wijk(eigen.wijk)}?{vraag}")
        assert [kolom.thema for kolom in rooster.kolommen] == [ander]
        assert namen(rooster) == [rij.organisatie.naam]
        assert rooster.was == "", "what is out of sight is no part of what is sent"
        assert not rooster.rijen[0].is_er, "nor is it confirmed"


def test_a_party_says_in_how_many_folded_themes_it_works(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    op_agenda = maak_agendapunt(wijk=eigen.wijk, thema=maak_thema()).thema
    pad = van_wijk(eigen.wijk)
    assert "en 1 ander thema" in client.get(pad).content.decode()
    maak_inzet(wijk=eigen.wijk, organisatie=rij.organisatie, thema=op_agenda)
    assert rooster_op(client, pad).rijen[0].in_vouw == 1
    assert rooster_op(client, f"{pad}?thema={op_agenda.slug}").rijen[0].in_vouw == 0


@pytest.mark.eenmaal
def test_it_costs_as_many_queries_for_thirty_parties_as_for_one(client, eigen):
    def aantal():
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(van_netwerk(eigen.netwerk)).status_code == 200
        return len(gesteld)

    def erbij():
        organisatie = maak_organisatie()
        thema = Inzet.objects.first().thema
        maak_inzet(
            netwerk=eigen.netwerk,
            wijk=eigen.wijk,
            organisatie=organisatie,
            thema=thema,
            initiatief=maak_initiatief(),
        )
        maak_deelname(netwerk=eigen.netwerk, organisatie=organisatie)

    maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk)
    erbij()
    een = aantal()
    for _keer in range(29):
        erbij()
    assert aantal() == een <= 26


def test_sixty_parties_by_fourteen_themes_fit_in_one_round_trip(client, eigen):
    themas = [maak_thema() for _n in range(14)]
    for nummer in range(60):
        partij = maak_organisatie()
        maak_deelname(netwerk=eigen.netwerk, organisatie=partij)
        for thema in themas[nummer % 5 :: 5]:
            maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, organisatie=partij, thema=thema)
    antwoord = client.get(van_netwerk(eigen.netwerk))
    assert len(antwoord.context["rooster"].rijen) == 61
    assert len(gzip.compress(antwoord.content, 6)) <= 14_000


def test_as_a_table_it_says_who_does_what(client, eigen):
    rij = maak_inzet(wijk=eigen.wijk)
    ander = maak_thema(naam="Zzz", volgorde=99)
    maak_inzet(wijk=eigen.wijk, omschreven_rol="Coach", thema=ander)
    tabel = rooster_op(client, van_wijk(eigen.wijk)).als_tabel()
    assert tabel == [
        ["", rij.thema.naam, "Zzz"],
        ["Coach", "", "x"],
        [rij.organisatie.naam, "x", ""],
    ]


def test_a_name_leads_to_its_rows_with_their_forms(client, eigen):
    tuin = maak_initiatief(naam="Buurttuin")
    wie = maak_organisatie()
    rij = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=wie, initiatief=tuin)
    ander = maak_inzet(wijk=eigen.wijk)
    rooster = rooster_op(client, van_netwerk(eigen.netwerk))
    antwoord = client.get(f"{rooster.details}partij=o{rij.organisatie.pk}")
    assert list(antwoord.context["pagina"]) == [rij]
    assert "Buurttuin" in antwoord.content.decode()
    assert reverse("netwerken:inzet_wijzigen", kwargs=rij.padsleutel) in antwoord.content.decode()
    antwoord = client.get(f"{rooster.details}partij=o{ander.organisatie.pk}&thema=onzin")
    assert list(antwoord.context["pagina"]) == []


def test_a_redacteur_may_say_which_network_that_works_there(client, wijk):
    client.force_login(maak_redacteur())
    een = maak_werkgebied(wijk=wijk).netwerk
    maak_werkgebied()
    blad = Blad(client, van_wijk(wijk))
    assert blad.rooster.netwerken == [een]
    assert blad.velden["netwerk"] == ["zonder"]


def test_what_is_part_of_a_network_that_works_there_is_not_asked_about(client, eigen):
    deel = maak_netwerk(bovenliggend=eigen.netwerk)
    maak_werkgebied(netwerk=deel, wijk=eigen.wijk)
    blad = Blad(client, van_wijk(eigen.wijk))
    assert blad.rooster.netwerken == [eigen.netwerk]
    assert "netwerk" not in blad.velden

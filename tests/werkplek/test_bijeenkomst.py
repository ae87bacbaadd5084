"""A meeting at the table: who is there, what is said, and what is decided."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netwerken.models import Afspraak, Bijeenkomst, Signaal
from tests.hulp.bouwers import (
    VANDAAG,
    maak_aanwezigheid,
    maak_accommodatie,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bespreekpunt,
    maak_bijeenkomst,
    maak_coordinator,
    maak_deelname,
    maak_organisatie,
    maak_signaal,
    maak_toezegging,
)
from tests.hulp.formulier import velden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


@pytest.fixture
def netwerk(eigen):
    return eigen.netwerk


@pytest.fixture
def bijeenkomst(netwerk):
    return maak_bijeenkomst(netwerk=netwerk, naam="Wijkoverleg", vanaf=VANDAAG, tot=VANDAAG)


def adres(bijeenkomst, verb=""):
    naam = f"netwerken:bijeenkomst_{verb}" if verb else "netwerken:bijeenkomst"
    return reverse(naam, kwargs=bijeenkomst.padsleutel)


def stuur(client, bijeenkomst, **getypt):
    """Send the sheet as the page has it, with these fields; "__" stands for a dash."""
    return na(client, bijeenkomst, velden(client.get(adres(bijeenkomst))), **getypt)


def na(client, bijeenkomst, gegevens, **getypt):
    """Send the sheet as it was opened, with these fields besides."""
    getypt = {naam.replace("__", "-"): waarde for naam, waarde in getypt.items()}
    return client.post(adres(bijeenkomst), gegevens | getypt)


def wie(bijeenkomst):
    return {str(rij.wie) for rij in bijeenkomst.aanwezigen.all()}


def test_one_press_says_who_is_there_and_another_that_they_are_not(client, netwerk, bijeenkomst):
    humanitas = maak_organisatie(naam="Humanitas")
    plek = maak_accommodatie(naam="De Wiershoeck")
    maak_deelname(netwerk=netwerk, organisatie=humanitas)
    maak_deelname(netwerk=netwerk, accommodatie=plek)
    maak_deelname(netwerk=netwerk, omschreven_rol="cultuurcoach")
    sleutels = [f"o{humanitas.pk}", f"p{plek.pk}", "rcultuurcoach"]
    assert stuur(client, bijeenkomst, wie=sleutels).status_code == 302
    assert wie(bijeenkomst) == {"Humanitas", "De Wiershoeck", "cultuurcoach"}
    stuur(client, bijeenkomst, wie=sleutels[:1])
    assert wie(bijeenkomst) == {"Humanitas"}


def test_two_who_press_at_once_lose_nothing(client, netwerk, bijeenkomst):
    een, ander, derde = (maak_organisatie(naam=naam) for naam in ("Een", "Ander", "Derde"))
    for organisatie in (een, ander, derde):
        maak_deelname(netwerk=netwerk, organisatie=organisatie)
    maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=derde)
    open_ = [velden(client.get(adres(bijeenkomst))) for _keer in range(2)]
    na(client, bijeenkomst, open_[0], wie=[f"o{een.pk}", f"o{derde.pk}"])
    na(client, bijeenkomst, open_[1], wie=[f"o{ander.pk}"])
    assert wie(bijeenkomst) == {"Een", "Ander"}


def test_who_takes_no_part_is_added_by_name_or_role(client, bijeenkomst):
    maak_organisatie(naam="WerkPro")
    stuur(client, bijeenkomst, erbij__organisaties=["WerkPro"], erbij__rol="wijkagent")
    assert wie(bijeenkomst) == {"WerkPro", "wijkagent"}
    assert stuur(client, bijeenkomst, erbij__rol="jan@voorbeeld.nl").status_code == 200
    antwoord = stuur(client, bijeenkomst, erbij__organisaties=["Wrkpr"])
    assert antwoord.status_code == 200
    assert "Wrkpr" in antwoord.content.decode()


def test_who_is_hidden_from_the_user_stays_present_unseen(client, bijeenkomst):
    geheim = maak_organisatie(naam="Geheim", openbaar=False)
    maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=geheim)
    assert f'"o{geheim.pk}"' not in client.get(adres(bijeenkomst)).content.decode()
    stuur(client, bijeenkomst, wie_was=[f"o{geheim.pk}"], verslag="Het regende.")
    assert wie(bijeenkomst) == {"Geheim"}


def test_who_was_not_seen_for_three_meetings_is_marked(client, netwerk, bijeenkomst):
    trouw, afwezig = maak_organisatie(naam="Trouw"), maak_organisatie(naam="Afwezig")
    for organisatie in (trouw, afwezig):
        maak_deelname(netwerk=netwerk, organisatie=organisatie)
    for weken in (1, 2, 3):
        assert "3 keer niet gezien" not in client.get(adres(bijeenkomst)).content.decode()
        eerder = maak_bijeenkomst(netwerk=netwerk, vanaf=VANDAAG - datetime.timedelta(weeks=weken))
        maak_aanwezigheid(bijeenkomst=eerder, organisatie=trouw)
    assert client.get(adres(bijeenkomst)).context["tafel"].presentie.gemist == ["Afwezig"]


def test_what_is_typed_with_a_point_that_went_is_kept(client, bijeenkomst):
    bank = maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Bank").pk
    maak_bespreekpunt(bijeenkomst=bijeenkomst, onderwerp="Bus")
    open_ = velden(client.get(adres(bijeenkomst)))
    for punt in bijeenkomst.punten.all():
        punt.delete()
    getypt = {f"punt-{bank}-{veld}": "Er komt een bank" for veld in ("notitie", "besluit")}
    antwoord = client.post(adres(bijeenkomst), open_ | getypt)
    assert antwoord.status_code == 200
    assert "Iemand haalde dit punt van de lijst" in antwoord.content.decode()
    assert client.post(adres(bijeenkomst), velden(antwoord)).status_code == 302
    [punt] = bijeenkomst.punten.all()
    assert (punt.onderwerp, punt.notitie) == ("Bank", "Er komt een bank")
    assert punt.afspraken.get().naam == "Er komt een bank"


@pytest.mark.parametrize("knop", ["wijk", "omhoog"])
@pytest.mark.parametrize("waarde", ["x" * 400, "a\x00b", "9" * 400, ""])
def test_a_button_that_is_not_there_leads_to_the_table(client, bijeenkomst, knop, waarde):
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst)
    antwoord = stuur(client, bijeenkomst, **{knop: waarde})
    assert antwoord.headers["Location"] == adres(bijeenkomst)
    assert bijeenkomst.punten.get().versie == punt.versie


def test_a_signal_that_got_further_meanwhile_stays_there(client, netwerk, bijeenkomst):
    signaal = maak_signaal(netwerk=netwerk)
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst, signaal=signaal)
    keren = []

    def net_te_laat(vraag, sql, params, many, context):
        """Between finding which signals are new and holding them, somebody takes it further."""
        antwoord = vraag(sql, params, many, context)
        if Signaal.Stand.NIEUW in (params or ()) and "netwerken_signaal" in sql and not keren:
            keren.append(sql)
            Signaal.objects.filter(pk=signaal.pk).update(stand=Signaal.Stand.OPGEPAKT)
        return antwoord

    with connection.execute_wrapper(net_te_laat):
        stuur(client, bijeenkomst, **{f"punt__{punt.pk}__besproken": "on"})
    assert keren
    assert bijeenkomst.punten.get().besproken
    signaal.refresh_from_db()
    assert signaal.stand == Signaal.Stand.OPGEPAKT


def test_of_an_agenda_only_what_is_in_force_is_to_be_discussed(client, eigen, bijeenkomst):
    for stand in ("concept", "vervallen"):
        agenda = maak_agenda(wijken=[eigen.wijk], stand=stand)
        maak_agendapunt(agenda=agenda)
    assert client.get(adres(bijeenkomst)).context["tafel"].keuzes.groepen == []


def test_points_come_from_the_agenda_and_from_signals(client, eigen, bijeenkomst):
    agenda = maak_agenda(wijken=[eigen.wijk])
    punt = maak_agendapunt(agenda=agenda, tekst="Minder eenzaam")
    signaal = maak_signaal(naam="De bus rijdt niet", netwerk=eigen.netwerk)
    maak_signaal(naam="Elders", netwerk=None)
    antwoord = client.get(adres(bijeenkomst))
    groepen = antwoord.context["tafel"].keuzes.groepen
    assert [vak[1] for _kop, vakken in groepen for vak in vakken] == [
        "Minder eenzaam",
        "De bus rijdt niet",
    ]
    stuur(client, bijeenkomst, over=[f"a{punt.pk}", f"s{signaal.pk}"])
    eerste, tweede = bijeenkomst.punten.all()
    assert (eerste.agendapunt, tweede.signaal) == (punt, signaal)
    assert not client.get(adres(bijeenkomst)).context["tafel"].keuzes.groepen
    stuur(client, bijeenkomst, **{f"punt__{tweede.pk}__besproken": "on"})
    signaal.refresh_from_db()
    assert signaal.stand == Signaal.Stand.BESPROKEN


def test_what_is_decided_falls_with_its_point(client, netwerk, bijeenkomst):
    humanitas = maak_organisatie(naam="Humanitas")
    antwoord = stuur(
        client,
        bijeenkomst,
        nieuw__0__onderwerp="Eenzaamheid",
        nieuw__0__notitie="Veel ouderen alleen.",
        nieuw__0__besluit="We beginnen met soep",
        nieuw__0__doet="Zoekt een kok",
        nieuw__0__wie="humanitas",
        nieuw__0__voor="3-12-2026",
        nieuw__1__onderwerp="Verkeer",
        nieuw__1__doet="Belt de gemeente",
        nieuw__1__wie="bewoners",
    )
    assert antwoord.status_code == 302
    eerste, tweede = bijeenkomst.punten.all()
    assert (eerste.onderwerp, eerste.notitie) == ("Eenzaamheid", "Veel ouderen alleen.")
    assert eerste.besproken and tweede.besproken
    besluit, afspraak = eerste.afspraken.order_by("pk")
    assert (besluit.soort, besluit.naam) == ("besluit", "We beginnen met soep")
    assert (afspraak.deadline, afspraak.gemaakt_op) == (datetime.date(2026, 12, 3), VANDAAG)
    assert afspraak.toezeggingen.get().organisatie == humanitas
    assert tweede.afspraken.get().toezeggingen.get().omschreven_rol == "bewoners"
    # Of a report that nobody may read, nor what was decided.
    assert not Afspraak.objects.filter(openbaar=True).exists()
    assert {rij.netwerk for rij in Afspraak.objects.all()} == {netwerk}


def test_the_same_sheet_sent_twice_is_kept_once(client, bijeenkomst):
    gegevens = velden(client.get(adres(bijeenkomst)))
    for _keer in range(2):
        antwoord = na(
            client, bijeenkomst, gegevens, nieuw__0__onderwerp="Eén", nieuw__0__besluit="Ja"
        )
        assert antwoord.url == adres(bijeenkomst)
    assert Afspraak.objects.count() == bijeenkomst.punten.count() == 1


def test_notes_of_two_people_with_different_points_are_both_kept(client, bijeenkomst):
    een, twee = (maak_bespreekpunt(bijeenkomst=bijeenkomst) for _keer in range(2))
    open_ = [velden(client.get(adres(bijeenkomst))) for _keer in range(2)]
    na(client, bijeenkomst, open_[0], **{f"punt__{een.pk}__notitie": "Van mij"})
    na(client, bijeenkomst, open_[1], **{f"punt__{twee.pk}__notitie": "Van jou"})
    assert [punt.notitie for punt in bijeenkomst.punten.all()] == ["Van mij", "Van jou"]


def test_notes_of_two_people_with_one_point_are_shown_beside_each_other(client, bijeenkomst):
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst)
    naam = f"punt__{punt.pk}__notitie"
    open_ = [velden(client.get(adres(bijeenkomst))) for _keer in range(2)]
    na(client, bijeenkomst, open_[0], **{naam: "Van mij"})
    antwoord = na(client, bijeenkomst, open_[1], verslag="Nog iets", **{naam: "Van jou"})
    assert antwoord.status_code == 200
    [botsing] = antwoord.context["tafel"].botsingen
    assert [(rij["mijn"], rij["ander"]) for rij in botsing.verschillen] == [("Van jou", "Van mij")]
    weer = velden(antwoord)
    assert (weer[f"punt-{punt.pk}-notitie"], weer["verslag"]) == (["Van jou"], ["Nog iets"])
    punt.refresh_from_db()
    assert punt.notitie == "Van mij"
    assert na(client, bijeenkomst, weer, **{naam: "Van ons"}).status_code == 302
    punt.refresh_from_db()
    assert punt.notitie == "Van ons"


def test_nothing_typed_is_lost_when_something_is_wrong(client, netwerk, bijeenkomst):
    organisatie = maak_deelname(netwerk=netwerk).organisatie
    antwoord = stuur(
        client,
        bijeenkomst,
        wie=[f"o{organisatie.pk}"],
        nieuw__0__besluit="Zonder onderwerp",
        nieuw__1__onderwerp="Bel 06 12345678",
    )
    assert antwoord.status_code == 200
    assert "Geef het punt een onderwerp" in antwoord.content.decode()
    assert "mobiel nummer" in antwoord.content.decode()
    weer = velden(antwoord)
    assert weer["nieuw-0-besluit"] == ["Zonder onderwerp"]
    assert weer["wie"] == [f"o{organisatie.pk}"]
    assert not bijeenkomst.aanwezigen.exists()


def test_a_whole_sheet_is_undone_in_one_go(client, netwerk, bijeenkomst):
    organisatie = maak_deelname(netwerk=netwerk).organisatie
    stuur(
        client,
        bijeenkomst,
        wie=[f"o{organisatie.pk}"],
        nieuw__0__onderwerp="Soep",
        nieuw__0__besluit="Ja",
        verslag="Gezellig.",
    )
    melding = next(iter(client.get(adres(bijeenkomst)).context["meldingen"]))
    assert "1 aanwezig erbij, verslag bijgewerkt, 1 besluit of afspraak" in str(melding)
    client.post(reverse("ongedaan"), {"handeling": melding.extra_tags})
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == ""
    assert not (bijeenkomst.aanwezigen.exists() or bijeenkomst.punten.exists())
    assert not Afspraak.objects.exists()


def test_rounding_off_says_on_which_day_it_was(client, netwerk, bijeenkomst):
    stuur(client, bijeenkomst, rond_af="1")
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.gehouden_op == VANDAAG
    lijst = client.get(reverse("netwerken:netwerk_bijeenkomsten", args=[netwerk.slug]))
    assert "verslag afgerond" in lijst.content.decode()


def test_a_point_moves_up_and_what_was_typed_is_saved_along(client, bijeenkomst):
    een, twee = (maak_bespreekpunt(bijeenkomst=bijeenkomst, volgorde=nummer) for nummer in (1, 2))
    antwoord = stuur(client, bijeenkomst, omhoog=str(twee.pk), verslag="Ook dit.")
    assert antwoord.url.endswith(f"#punt-{twee.pk}")
    assert list(bijeenkomst.punten.all()) == [twee, een]
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == "Ook dit."


def test_what_is_still_open_of_earlier_is_shown(client, netwerk, bijeenkomst):
    vorige = maak_bijeenkomst(netwerk=netwerk)
    open_ = maak_afspraak(netwerk=netwerk, bijeenkomst=vorige, stand="geldt")
    maak_afspraak(netwerk=netwerk, bijeenkomst=vorige, stand="uitgevoerd")
    assert client.get(adres(bijeenkomst)).context["tafel"].eerder == [open_]


@pytest.mark.eenmaal
def test_the_page_costs_as_much_for_thirty(client, netwerk):
    def kosten(aantal):
        bijeenkomst = maak_bijeenkomst(netwerk=netwerk)
        for _keer in range(aantal):
            maak_deelname(netwerk=netwerk)
            maak_aanwezigheid(bijeenkomst=bijeenkomst)
            punt = maak_bespreekpunt(bijeenkomst=bijeenkomst, signaal=maak_signaal())
            maak_toezegging(afspraak=maak_afspraak(bijeenkomst=bijeenkomst, punt=punt))
            maak_afspraak(bijeenkomst=maak_bijeenkomst(netwerk=netwerk), netwerk=netwerk)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres(bijeenkomst)).status_code == 200
        return len(vragen)

    assert kosten(1) == kosten(30)


# The next one


def test_a_new_meeting_begins_with_the_next_day_of_its_series(client, netwerk):
    plek = maak_accommodatie(naam="De Wiershoeck")
    reeks = maak_bijeenkomst(
        netwerk=netwerk, naam="Wijkoverleg", ritme="elke eerste dinsdag", accommodatie=plek
    )
    vorige = maak_bijeenkomst(netwerk=netwerk, naam="Vorige", gehouden_op=VANDAAG)
    punt = maak_bespreekpunt(bijeenkomst=vorige, onderwerp="Bleef liggen")
    pad = reverse("netwerken:bijeenkomst_nieuw", args=[netwerk.slug])
    antwoord = client.get(pad)
    gegevens = velden(antwoord)
    assert gegevens["vanaf"] == ["1 december 2026"]
    assert (gegevens["naam"], gegevens["accommodatie"]) == (["Wijkoverleg"], ["De Wiershoeck"])
    antwoord = client.post(pad, gegevens)
    nieuw = Bijeenkomst.objects.get(vanaf=datetime.date(2026, 12, 1))
    assert antwoord.url == adres(nieuw)
    assert (nieuw.reeks, nieuw.tot) == (reeks, nieuw.vanaf)
    assert [rij.vorige for rij in nieuw.punten.all()] == [punt]
    # The one after that is for the month after.
    assert "5 januari 2027" in client.get(pad).content.decode()


def test_a_meeting_that_moves_takes_its_last_day_along(client, bijeenkomst):
    pad = adres(bijeenkomst, "wijzigen")
    gegevens = velden(client.get(pad))
    assert client.post(pad, gegevens | {"vanaf": "3-12-2026"}).status_code == 302
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.vanaf == bijeenkomst.tot == datetime.date(2026, 12, 3)


def test_another_coordinator_finds_no_table(client, bijeenkomst):
    client.force_login(maak_coordinator())
    assert client.get(adres(bijeenkomst)).status_code == 403
    bijeenkomst.openbaar = False
    bijeenkomst.save()
    assert client.get(adres(bijeenkomst)).status_code == 404

"""Agreements as coordinators keep them: their lines, two people at once, done at one press."""

import datetime
import json

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.bewerken.ongedaan import maak_ongedaan
from netwerken.models import Afspraak, Toezegging
from tests.hulp.bouwers import (
    maak_afspraak,
    maak_coordinator,
    maak_netwerk,
    maak_organisatie,
    maak_toezegging,
    maak_werkgebied,
)

pytestmark = pytest.mark.django_db
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"


def regels(*rijen, bestaand=0):
    gegevens = {"toezeggingen-TOTAL_FORMS": len(rijen), "toezeggingen-INITIAL_FORMS": bestaand}
    for i, rij in enumerate(rijen):
        gegevens |= {f"toezeggingen-{i}-{naam}": waarde for naam, waarde in rij.items()}
    return gegevens


def gevuld(plek, **velden):
    """What the form of an agreement posts, without its lines."""
    gewoon = {"naam": "Wijkpact", "soort": "wijkpact", "wijken": [plek.wijk.pk], "openbaar": "on"}
    return gewoon | {"stand": "geldt", "netwerk": plek.netwerk.pk} | velden


def van(plek, **velden):
    gewoon = {"naam": "Wijkpact", "soort": "wijkpact", "wijken": [plek.wijk], "stand": "geldt"}
    return maak_afspraak(netwerk=plek.netwerk, **gewoon | velden)


def wijzigen(afspraak):
    return reverse("netwerken:afspraak_wijzigen", args=[afspraak.pk])


def test_a_pact_with_its_parties_is_made_once(client, eigen):
    wij, gon = maak_organisatie(naam="WIJ Groningen"), maak_organisatie(naam="GON")
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"wijk": eigen.wijk.slug})
    form = client.get(pad).context["form"]
    assert (form["soort"].value(), form["stand"].value()) == ("wijkpact", "geldt")
    assert form.initial["wijken"] == [eigen.wijk]
    rijen = [
        {"organisatie": "wij groningen", "wat": "opent een spreekuur", "uiterlijk": "maart 2027"},
        {"organisatie": "GON", "wat": "zet koffie"},
        {"omschreven_rol": "bewoners"},
        {},
    ]
    gegevens = gevuld(eigen, netwerk="", gemaakt_op="20-11-2026") | regels(*rijen)
    antwoord = client.post(pad, gegevens | {"sleutel": SLEUTEL})
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    assert client.post(pad, gegevens | {"sleutel": SLEUTEL}).url == antwoord.url
    afspraak = Afspraak.objects.get()
    anker = f"#afspraak-{afspraak.pk}"
    assert antwoord.url == reverse("netwerken:wijkpact", args=[eigen.wijk.slug]) + anker
    assert [(een.wie, een.wat, een.uiterlijk) for een in afspraak.toezeggingen.all()] == [
        (wij, "opent een spreekuur", datetime.date(2027, 3, 31)),
        (gon, "zet koffie", None),
        ("bewoners", "", None),
    ]
    assert afspraak.toezeggingen.first().uiterlijk_in_woorden == "maart 2027"


def test_an_agreement_of_a_network_begins_where_that_works(client, eigen):
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    form = client.get(pad).context["form"]
    assert form.initial["wijken"] == [eigen.wijk]
    assert form.initial["gemaakt_op"].datum == timezone.localdate()
    antwoord = client.post(pad, gevuld(eigen, sleutel=SLEUTEL) | regels({}))
    assert antwoord.url == reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug])
    assert Afspraak.objects.get().netwerk == eigen.netwerk


def test_a_line_takes_the_words_of_one_that_goes_at_once(client, eigen):
    afspraak = van(eigen)
    een, twee = (
        maak_toezegging(afspraak=afspraak, omschreven_rol="school", wat=wat) for wat in "ab"
    )
    rijen = [
        {"sleutel": een.pk, "omschreven_rol": "school", "wat": "b", "stand": "te_doen"},
        {"sleutel": twee.pk, "omschreven_rol": "school", "wat": "b", "stand": "te_doen"},
    ]
    rijen[1]["weg"] = "on"
    gegevens = gevuld(eigen, versie=1) | regels(*rijen, bestaand=2)
    assert client.post(wijzigen(afspraak), gegevens).status_code == 302
    assert [(rij.pk, rij.wat) for rij in afspraak.toezeggingen.all()] == [(een.pk, "b")]


@pytest.mark.parametrize(
    ("rij", "fout"),
    [
        ({"wat": "zet koffie"}, "Vul in wie dit doet"),
        ({"organisatie": "WIJ", "omschreven_rol": "bewoners"}, "Kies één van de twee"),
        ({"organisatie": "Onbekende club"}, "kennen we hier niet"),
        ({"omschreven_rol": "bewoners", "uiterlijk": "ooit"}, "Dit lezen we niet"),
        ({"omschreven_rol": "bewoners", "wat": "Bel 06-12345678"}, "mobiel nummer"),
    ],
)
def test_a_line_that_is_wrong_says_so_beside_it_and_keeps_the_rest(client, eigen, rij, fout):
    maak_organisatie(naam="WIJ")
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    goed = {"omschreven_rol": "vrijwilligers", "wat": "harken"}
    antwoord = client.post(pad, gevuld(eigen) | regels(goed, rij))
    tekst = antwoord.content.decode()
    assert fout in tekst
    assert 'value="harken"' in tekst
    assert not Afspraak.objects.exists()


def test_the_same_line_twice_is_refused(client, eigen):
    afspraak = van(eigen)
    rij = {"omschreven_rol": "bewoners", "wat": "harken"}
    antwoord = client.post(wijzigen(afspraak), gevuld(eigen, versie=1) | regels(rij, rij))
    assert "dezelfde partij en dezelfde woorden" in antwoord.content.decode()


def test_free_text_with_somebodys_number_is_refused(client, eigen):
    afspraak = van(eigen)
    gegevens = gevuld(eigen, versie=1, tekst="Mail jan@voorbeeld.nl") | regels({})
    assert "e-mailadres" in client.post(wijzigen(afspraak), gegevens).content.decode()


def test_lines_change_come_and_go_and_the_history_tells(client, eigen):
    afspraak = van(eigen)
    blijft = maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners", wat="harken")
    weg = maak_toezegging(afspraak=afspraak, omschreven_rol="school", wat="per ongeluk")
    rijen = [
        {"sleutel": blijft.pk, "omschreven_rol": "bewoners", "wat": "harken", "stand": "gedaan"},
        {"sleutel": weg.pk, "omschreven_rol": "school", "wat": "per ongeluk", "stand": "te_doen"},
        {"omschreven_rol": "kerk", "wat": "zingen"},
    ]
    rijen[1]["weg"] = "on"
    gegevens = gevuld(eigen, versie=1) | regels(*rijen, bestaand=2)
    antwoord = client.post(wijzigen(afspraak), gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].toezeggingen.errors
    assert [str(rij) for rij in afspraak.toezeggingen.all()] == [
        "bewoners – harken",
        "kerk – zingen",
    ]
    pad = reverse("netwerken:afspraak_geschiedenis", args=[afspraak.pk])
    nieuw, oud = client.get(pad).context["versies"]
    assert set(nieuw.verschillen) == {
        ("“bewoners – harken”: hoe staat het", "nog niet begonnen", "gedaan"),
        ("Toezegging weggehaald", "school – per ongeluk", ""),
        ("Toezegging toegevoegd", "", "kerk – zingen"),
    }
    terug = {"toen": oud.rij.history_id, "versie": 2}
    client.post(pad, terug)
    assert {str(rij): rij.stand for rij in afspraak.toezeggingen.all()} == {
        "bewoners – harken": "te_doen",
        "school – per ongeluk": "te_doen",
    }
    assert afspraak.toezeggingen.get(pk=weg.pk).wat == "per ongeluk"


def test_more_lines_are_had_without_saving_or_losing_anything(client, eigen):
    afspraak = van(eigen)
    rij = {"organisatie": "Iets", "wat": "harken", "uiterlijk": "straks"}
    antwoord = client.post(
        wijzigen(afspraak), gevuld(eigen, versie=1, naam="Half af", meer="1") | regels(rij, {})
    )
    form = antwoord.context["form"]
    assert form["naam"].value() == "Half af"
    tekst = antwoord.content.decode()
    assert all(f'value="{woord}"' in tekst for woord in ("Iets", "harken", "straks"))
    assert len(form.toezeggingen.forms) == 5
    assert not afspraak.toezeggingen.exists()


def test_lines_that_each_of_two_added_are_both_kept(client, eigen):
    afspraak = van(eigen)
    for wie in ("bewoners", "kerk"):
        gegevens = gevuld(eigen, versie=1) | regels({"omschreven_rol": wie})
        antwoord = client.post(wijzigen(afspraak), gegevens, follow=True)
    assert "Beide wijzigingen zijn bewaard" in antwoord.content.decode()
    assert {rij.wie for rij in afspraak.toezeggingen.all()} == {"bewoners", "kerk"}


def test_a_line_that_two_changed_is_shown_twice_and_the_rest_is_kept(client, eigen):
    afspraak = van(eigen)
    een, twee = (
        maak_toezegging(afspraak=afspraak, omschreven_rol=wie, wat="harken")
        for wie in ("bewoners", "kerk")
    )

    def stuur(versie, eerste, tweede, *meer):
        rijen = [
            {"sleutel": rij.pk, "omschreven_rol": rij.wie, "stand": "te_doen", "wat": wat}
            for rij, wat in ((een, eerste), (twee, tweede))
        ]
        gegevens = gevuld(eigen, versie=versie) | regels(*rijen, *meer, bestaand=2)
        return client.post(wijzigen(afspraak), gegevens)

    stuur(1, "snoeien", "zingen")
    antwoord = stuur(1, "spitten", "harken", {"omschreven_rol": "school"})
    [verschil] = antwoord.context["botsing"].verschillen
    assert (verschil["mijn"], verschil["ander"]) == (
        "bewoners – spitten, nog niet begonnen",
        "bewoners – snoeien, nog niet begonnen",
    )
    rijen = antwoord.context["form"].toezeggingen.forms
    assert [rij["wat"].value() for rij in rijen[:2]] == ["spitten", "zingen"]
    assert rijen[2]["omschreven_rol"].value() == "school"
    stuur(2, "spitten", "zingen", {"omschreven_rol": "school"})
    assert {str(rij) for rij in afspraak.toezeggingen.all()} == {
        "bewoners – spitten",
        "kerk – zingen",
        "school",
    }


def test_a_line_of_another_agreement_is_left_alone(client, eigen):
    afspraak = van(eigen)
    vreemd = maak_toezegging(omschreven_rol="kerk", wat="zingen")
    rij = {"sleutel": vreemd.pk, "omschreven_rol": "kerk", "wat": "gekaapt"}
    client.post(wijzigen(afspraak), gevuld(eigen, versie=1) | regels(rij, bestaand=1))
    vreemd.refresh_from_db()
    assert vreemd.wat == "zingen"
    assert afspraak.toezeggingen.get().wat == "gekaapt"


def test_a_party_that_is_hidden_stays_without_its_name(client, eigen):
    afspraak = van(eigen)
    geheim = maak_organisatie(naam="Geheime club", openbaar=False)
    rij = maak_toezegging(afspraak=afspraak, organisatie=geheim, wat="helpt")
    pagina = client.get(wijzigen(afspraak))
    assert "Geheime" not in pagina.content.decode()
    regel = {"sleutel": rij.pk, "organisatie": "(niet openbaar)", "wat": "helpt", "stand": "bezig"}
    antwoord = client.post(wijzigen(afspraak), gevuld(eigen, versie=1) | regels(regel, bestaand=1))
    assert antwoord.status_code == 302, antwoord.context["form"].toezeggingen.errors
    rij.refresh_from_db()
    assert (rij.organisatie, rij.stand) == (geheim, "bezig")


@pytest.mark.eenmaal
def test_form_and_list_cost_the_same_for_one_and_thirty_lines(client, eigen):
    afspraak = van(eigen)
    lijst = reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug])

    def vragen(van_, tot):
        for n in range(van_, tot):
            maak_toezegging(afspraak=afspraak, wat=f"doet {n}")
            maak_toezegging(afspraak=van(eigen, naam=f"Nog een {n}"), wat="doet mee")
        aantallen = []
        for pad in (wijzigen(afspraak), lijst):
            with CaptureQueriesContext(connection) as gezien:
                assert client.get(pad).status_code == 200
            aantallen.append(len(gezien))
        return aantallen

    vragen(0, 1)
    assert vragen(1, 2) == vragen(2, 20)


# The list, and what is done at one press


def test_the_list_begins_with_what_is_due_first_and_says_what_is_late(client, eigen):
    vandaag = timezone.localdate()
    van(eigen, naam="Klaar", stand="uitgevoerd", deadline=vandaag)
    van(eigen, naam="Zonder dag")
    van(eigen, naam="Later", deadline=vandaag + datetime.timedelta(days=30))
    laat = van(eigen, naam="Te laat", deadline=vandaag + datetime.timedelta(days=60))
    dag = vandaag - datetime.timedelta(days=21)
    maak_toezegging(afspraak=laat, omschreven_rol="kerk", wat="zingt", uiterlijk=dag)
    antwoord = client.get(reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug]))
    namen = [rij.naam for rij in antwoord.context["pagina"]]
    assert namen == ["Te laat", "Later", "Zonder dag", "Klaar"]
    assert "3 weken te laat" in antwoord.content.decode()


def test_one_press_says_that_all_was_done_and_another_takes_it_back(client, eigen):
    afspraak = van(eigen)
    open_, vervallen = (
        maak_toezegging(afspraak=afspraak, omschreven_rol="kerk", wat=wat, stand=stand)
        for wat, stand in (("zingen", "bezig"), ("bidden", "vervallen"))
    )
    lijst = reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug])
    pad = reverse("netwerken:afspraak_uitgevoerd", args=[afspraak.pk])
    antwoord = client.post(pad, {"terug": lijst})
    assert antwoord.url == lijst
    for rij in (afspraak, open_, vervallen):
        rij.refresh_from_db()
    assert [rij.stand for rij in (afspraak, open_, vervallen)] == [
        "uitgevoerd",
        "gedaan",
        "vervallen",
    ]
    maak_ongedaan(Handeling.objects.get(), eigen.netwerk.coordinatoren.get())
    for rij in (afspraak, open_):
        rij.refresh_from_db()
    assert [rij.stand for rij in (afspraak, open_)] == ["geldt", "bezig"]


def test_one_press_says_that_one_party_did_it(client, eigen):
    afspraak = van(eigen)
    een, ander = (maak_toezegging(afspraak=afspraak, wat="harken") for _n in range(2))
    pad = reverse("netwerken:afspraak_uitgevoerd", args=[afspraak.pk])
    client.post(pad, {"toezegging": een.pk})
    for rij in (afspraak, een, ander):
        rij.refresh_from_db()
    assert [rij.stand for rij in (afspraak, een, ander)] == ["geldt", "gedaan", "te_doen"]
    assert client.post(pad, {"toezegging": maak_toezegging().pk}).status_code == 404
    # Whatever is sent for one promise, it never is the whole.
    assert client.post(pad, {"toezegging": "x"}).status_code == 404
    afspraak.refresh_from_db()
    assert afspraak.stand == "geldt"


def test_a_second_press_changes_nothing_and_says_so(client, eigen):
    afspraak = van(eigen)
    pad = reverse("netwerken:afspraak_uitgevoerd", args=[afspraak.pk])
    client.post(pad)
    antwoord = client.post(pad)
    assert "stond al op uitgevoerd" in str([*get_messages(antwoord.wsgi_request)][-1])
    afspraak.refresh_from_db()
    assert (afspraak.versie, Handeling.objects.count()) == (2, 1)


def test_the_list_can_be_had_as_a_file_with_a_row_for_each_party(client, eigen):
    afspraak = van(eigen, naam="Samen schoon")
    maak_toezegging(afspraak=afspraak, omschreven_rol="bewoners", wat="harken", stand="gedaan")
    geheim = maak_organisatie(naam="Geheime club", openbaar=False)
    maak_toezegging(afspraak=afspraak, organisatie=geheim)
    van(eigen, naam="Zonder partij")
    lijst = reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug])
    bestand = client.get(lijst, {"formaat": "json"})
    rijen = json.loads(b"".join(bestand.streaming_content))
    assert [(rij["wat is afgesproken"], rij["wie"], rij["hoe staat het"]) for rij in rijen] == [
        ("Zonder partij", "", ""),
        ("Samen schoon", "bewoners", "gedaan"),
        ("Samen schoon", "(niet openbaar)", ""),
    ]


def test_the_list_leaves_out_what_another_network_keeps(client, eigen):
    ander = maak_werkgebied(netwerk=maak_netwerk(), wijk=eigen.wijk)
    van(ander, naam="Van een ander")
    van(eigen, naam="Van mij")
    pad = reverse("netwerken:wijk_afspraken", args=[eigen.wijk.slug])
    assert [rij.naam for rij in client.get(pad).context["pagina"]] == ["Van mij"]
    client.force_login(maak_coordinator(ander.netwerk))
    assert [rij.naam for rij in client.get(pad).context["pagina"]] == ["Van een ander"]


def test_what_a_form_undoes_is_gone_with_its_lines(client, eigen):
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    client.post(pad, gevuld(eigen, sleutel=SLEUTEL) | regels({"omschreven_rol": "bewoners"}))
    assert Toezegging.objects.exists()
    maak_ongedaan(Handeling.objects.get(), eigen.netwerk.coordinatoren.get())
    assert not Afspraak.objects.exists()
    assert not Toezegging.objects.exists()


def test_a_list_without_agreements_says_so_once(client, eigen):
    adres = reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug])
    assert client.get(adres).content.decode().lower().count("geen afspraken") == 1

"""Who does it: the forms ask for exactly one answer, and take a new organisation on the spot."""

import pytest
from django.urls import reverse

from netwerken.models import Deelname, Inzet, Organisatie
from tests.hulp.bouwers import (
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_organisatie,
    maak_thema,
)
from tests.hulp.inzetproef import SLEUTEL, adres, fouten, nieuw, velden

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]


def kies_nieuw(naam, soort="welzijn"):
    keuze = {"organisatie": naam, "organisatie_bij": naam, "organisatie_keuze": "nieuw"}
    return keuze | {"organisatie_soort": soort}


def test_inzet_of_nobody_is_not_taken_for_the_network(client, eigen):
    gegevens = velden(eigen.wijk, maak_thema())
    antwoord = client.post(nieuw(eigen.netwerk), gegevens)
    assert "het netwerk het zelf doet" in fouten(antwoord)["organisatie"][0]
    assert len(fouten(antwoord)) == 1
    assert client.post(nieuw(eigen.netwerk), gegevens | {"zelf": "on"}).status_code == 302
    assert Inzet.objects.get().wie == eigen.netwerk


def test_inzet_form_does_not_call_the_organisation_optional(client, eigen):
    tekst = client.get(nieuw(eigen.netwerk)).content.decode()
    label = tekst.partition('for="id_organisatie"')[2].partition("</label>")[0]
    assert "niet verplicht" not in label


def test_inzet_wijzigen_shows_that_the_network_does_it_itself(client, eigen):
    inzet = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk)
    assert client.get(adres("wijzigen", inzet)).context["form"]["zelf"].value() is True
    ander = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, omschreven_rol="coach")
    assert client.get(adres("wijzigen", ander)).context["form"]["zelf"].value() is False


def test_inzet_in_a_wijk_asks_which_network_does_it_itself(client, eigen):
    pad = reverse("netwerken:inzet_nieuw", kwargs={"wijk": eigen.wijk.slug})
    gegevens = {"thema": maak_thema().pk, "status": "actief", "zelf": "on"}
    assert list(fouten(client.post(pad, gegevens | {"netwerk": "geen"}))) == ["netwerk"]
    assert client.post(pad, gegevens | {"netwerk": eigen.netwerk.pk}).status_code == 302


def test_two_answers_to_who_give_one_error(client, eigen):
    maak_organisatie(naam="Humanitas")
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="Humanitas", omschreven_rol="coach")
    antwoord = client.post(nieuw(eigen.netwerk), gegevens)
    assert list(fouten(antwoord)) == ["omschreven_rol"]
    assert "Organisatie" in fouten(antwoord)["omschreven_rol"][0]


def test_a_new_organisation_is_added_from_the_inzet_form(client, eigen):
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="De Zonnewijzer", toelichting="Soep.")
    antwoord = client.post(nieuw(eigen.netwerk), gegevens)
    tekst = antwoord.content.decode()
    assert "hieronder toe" in fouten(antwoord)["organisatie"][0]
    assert "Ja, voeg “De Zonnewijzer” toe als nieuwe organisatie" in tekst
    assert 'value="Soep."' in tekst
    for _keer in range(2):
        klaar = client.post(nieuw(eigen.netwerk), gegevens | kies_nieuw("De Zonnewijzer"))
        rooster = reverse("netwerken:netwerk_inzet", args=[eigen.netwerk.slug])
        assert klaar.url == f"{rooster}?wijk={eigen.wijk.slug}"
    organisatie = Organisatie.objects.get()
    assert (organisatie.naam, organisatie.soort) == ("De Zonnewijzer", "welzijn")
    assert organisatie.bevestigd_op and organisatie.bron.slug == "handinvoer"
    assert Inzet.objects.get().organisatie == organisatie


def test_a_new_organisation_needs_no_network(client, eigen):
    pad = reverse("netwerken:inzet_nieuw", kwargs={"wijk": eigen.wijk.slug})
    gegevens = {"thema": maak_thema().pk, "status": "actief", "sleutel": SLEUTEL}
    assert client.post(pad, gegevens | kies_nieuw("De Zonnewijzer")).status_code == 302
    assert Inzet.objects.get().wie.naam == "De Zonnewijzer"


def test_a_new_organisation_is_offered_next_to_names_that_look_like_it(client, eigen):
    maak_organisatie(naam="Leger des Heils")
    gegevens = velden(eigen.wijk, maak_thema(), organisatie="Legerdesheils")
    tekst = client.post(nieuw(eigen.netwerk), gegevens).content.decode()
    assert "Leger des Heils" in tekst
    assert "Ja, voeg “Legerdesheils” toe" in tekst


@pytest.mark.parametrize("soort", ["", "bestaat-niet"])
def test_a_new_organisation_needs_a_soort(client, eigen, soort):
    gegevens = velden(eigen.wijk, maak_thema()) | kies_nieuw("De Zonnewijzer", soort)
    antwoord = client.post(nieuw(eigen.netwerk), gegevens)
    assert fouten(antwoord) == {"organisatie": ["Kies wat voor soort “De Zonnewijzer” is."]}
    assert "checked" in antwoord.content.decode()
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("naam", ["....", "😀😀"])
def test_a_name_has_a_letter_or_a_digit(client, eigen, naam):
    antwoord = client.post(
        nieuw(eigen.netwerk), velden(eigen.wijk, maak_thema()) | kies_nieuw(naam)
    )
    assert fouten(antwoord) == {"organisatie": ["Een naam heeft een letter of cijfer nodig."]}
    gegevens = {"naam": naam, "soort": "welzijn", "wijk": eigen.wijk.pk, "status": "actief"}
    antwoord = client.post(reverse("netwerken:organisatie_nieuw"), gegevens)
    assert fouten(antwoord)["naam"] == ["Een naam heeft een letter of cijfer nodig."]


def test_no_organisation_is_left_when_the_inzet_is_refused(client, eigen):
    gegevens = velden(eigen.wijk, maak_thema()) | kies_nieuw("De Zonnewijzer")
    fouten(client.post(nieuw(eigen.netwerk), gegevens | {"vanaf": "ooit eens"}))
    assert not Organisatie.objects.exists()


def test_a_new_organisation_joins_a_network(client, eigen):
    pad = reverse("netwerken:deelname_nieuw", args=[eigen.netwerk.slug])
    gegevens = {"rol": "deelnemer", "status": "actief"} | kies_nieuw("De Zonnewijzer")
    assert client.post(pad, gegevens).status_code == 302
    assert Deelname.objects.get().organisatie.naam == "De Zonnewijzer"


@pytest.mark.parametrize("eerst", ["organisatie", "rol", "netwerk"])
def test_a_new_organisation_takes_the_place_of_who_did_it_before(client, eigen, eerst):
    wie = {"organisatie": {"organisatie": maak_organisatie()}, "rol": {"omschreven_rol": "coach"}}
    rij = maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, **wie.get(eerst, {}))
    gegevens = velden(eigen.wijk, rij.thema) | {"netwerk": eigen.netwerk.pk, "versie": 1}
    assert (
        client.post(adres("wijzigen", rij), gegevens | kies_nieuw("De Zonnewijzer")).status_code
        == 302
    )
    rij.refresh_from_db()
    laatste = rij.history.first()
    assert rij.organisatie == laatste.organisatie == Organisatie.objects.get(naam="De Zonnewijzer")
    assert (rij.omschreven_rol, laatste.omschreven_rol, rij.versie) == ("", "", 2)
    assert rij.organisatie.can_edit(maak_coordinator(eigen.netwerk))


def test_a_new_organisation_takes_the_place_of_a_role_in_a_network(client, eigen):
    rij = maak_deelname(netwerk=eigen.netwerk, omschreven_rol="coach")
    pad = reverse("netwerken:deelname_wijzigen", kwargs=rij.padsleutel)
    gegevens = {"rol": "deelnemer", "status": "actief", "versie": 1}
    assert client.post(pad, gegevens | kies_nieuw("De Zonnewijzer")).status_code == 302
    rij.refresh_from_db()
    assert (rij.organisatie.naam, rij.omschreven_rol) == ("De Zonnewijzer", "")


def test_who_takes_part_already_is_said_beside_the_field(client, eigen):
    maak_organisatie(naam="Humanitas")
    pad = reverse("netwerken:deelname_nieuw", args=[eigen.netwerk.slug])
    gegevens = {"rol": "deelnemer", "status": "actief", "organisatie": "Humanitas"}
    client.post(pad, gegevens)
    antwoord = client.post(pad, gegevens)
    [fout] = fouten(antwoord).pop("organisatie")
    assert fout.startswith("Deze organisatie doet al zo mee.")
    assert not antwoord.context["form"].non_field_errors()
    assert "Deze organisatie doet al zo mee.</a>" in antwoord.content.decode()


def test_inzet_without_a_network_is_not_added_again_via_one(client, eigen):
    los = maak_inzet(wijk=eigen.wijk, organisatie=maak_organisatie(naam="Humanitas"))
    gegevens = velden(eigen.wijk, los.thema, organisatie="Humanitas")
    [fout] = fouten(client.post(nieuw(eigen.netwerk), gegevens)).pop("organisatie")
    assert "zonder netwerk" in fout and f'href="{adres("wijzigen", los)}"' in fout
    gegevens |= {"netwerk": eigen.netwerk.pk, "versie": 1}
    assert client.post(adres("wijzigen", los), gegevens).status_code == 302
    assert Inzet.objects.get().netwerk == eigen.netwerk


def test_a_negative_budget_is_refused_beside_the_field(client, eigen):
    gegevens = {"naam": "Net", "soort": "wijknetwerk", "status": "actief", "budget": "-1"}
    antwoord = client.post(reverse("netwerken:netwerk_nieuw"), gegevens)
    assert fouten(antwoord) == {"budget": ["Een budget is niet minder dan nul."]}


def test_organisatie_nieuw_asks_to_choose_and_chooses_the_only_wijk(client, eigen):
    form = client.get(reverse("netwerken:organisatie_nieuw")).context["form"]
    assert form["wijk"].value() == eigen.wijk.pk
    assert str(form.fields["thema"].empty_label) == "Kies uit de lijst"
    form = client.get(reverse("netwerken:netwerk_nieuw")).context["form"]
    assert form.fields["soort"].choices[0] == ("", "Kies een soort")

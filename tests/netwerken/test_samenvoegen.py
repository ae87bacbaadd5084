"""Two records of one organisation become one: all moves over, the old address leads there."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete
from django.urls import reverse

from buurtnet.bewerken.geschiedenis import Geschiedenis
from buurtnet.bewerken.opslaan import adres
from buurtnet.bewerken.verschillen import wie_nu
from buurtnet.kern.record import OudAdres
from buurtnet.kern.status import VOORBIJ, Status
from buurtnet.kern.zoekindex import Zoekingang
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie
from netwerken.samenvoegen import LIJSTEN, ZELFDE, wat_verhuist
from tests.hulp.bouwers import (
    maak_aanwezigheid,
    maak_afspraak,
    maak_bijeenkomst,
    maak_bron,
    maak_contactpunt,
    maak_deelname,
    maak_gebruiker,
    maak_huisvesting,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_redacteur,
    maak_thema,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
DAG = datetime.date


@pytest.fixture
def blijft():
    return maak_organisatie(naam="Humanitas Groningen")


@pytest.fixture
def weg():
    return maak_organisatie(naam="Humanitas", afkorting="HUM")


def test_every_relation_of_an_organisation_is_taken_care_of():
    """A new relation to Organisatie must be added to the merge, or rows would be lost."""
    relaties = {
        relatie.get_accessor_name()
        for relatie in Organisatie._meta.related_objects
        if not relatie.related_model.__name__.startswith("Historical")
    }
    assert relaties == {*ZELFDE, *LIJSTEN, "leden"}


def test_everything_moves_over(blijft, weg):
    inzet, deelname = maak_inzet(organisatie=weg), maak_deelname(organisatie=weg)
    huisvesting, aanwezig = maak_huisvesting(organisatie=weg), maak_aanwezigheid(organisatie=weg)
    contact, lid = maak_contactpunt(organisatie=weg), maak_organisatie(koepel=weg)
    afspraak = maak_afspraak(partijen=[weg])
    peiling = maak_peiling(uitvoerders=[weg], beslissers=[weg, maak_organisatie()])
    assert {str(naam): aantal for naam, aantal, _n in wat_verhuist(blijft, weg)} == {
        "inzet": 1,
        "deelnames": 1,
        "huisvestingen": 1,
        "aanwezigheden": 1,
        "contactpunten": 1,
        "toezeggingen": 1,
        "peilingen (uitvoerders)": 1,
        "peilingen (wie erover beslist)": 1,
        "onderdelen": 1,
    }
    blijft.neem_over(weg)
    for rij in (inzet, deelname, huisvesting, aanwezig, contact):
        rij.refresh_from_db()
        assert rij.organisatie == blijft
        assert rij.history.latest().history_change_reason == "samengevoegd met Humanitas"
    lid.refresh_from_db()
    blijft.refresh_from_db()
    assert lid.koepel == blijft
    assert lid.pad == f"{blijft.pad}{lid.pk}/"
    assert afspraak.toezeggingen.get().organisatie == peiling.uitvoerders.get() == blijft
    assert blijft in peiling.beslissers.all() and peiling.beslissers.count() == 2
    assert not Organisatie.objects.filter(pk=weg.pk).exists()


def test_the_old_name_address_and_history_stay_of_use(client, blijft, weg):
    weg.naam = "Humanitas Stad"
    weg.save()
    oud_pk = weg.pk
    blijft.neem_over(weg)
    blijft.refresh_from_db()
    assert blijft.ook_bekend_als == "Humanitas Stad, HUM" or blijft.afkorting == "HUM"
    assert "Humanitas Stad" in blijft.ook_bekend_als
    assert set(OudAdres.objects.values_list("slug", "doel")) == {
        ("humanitas", blijft.uuid),
        ("humanitas-stad", blijft.uuid),
    }
    for slug in ("humanitas", "humanitas-stad"):
        antwoord = client.get(f"/organisaties/{slug}/")
        assert (antwoord.status_code, antwoord.url) == (301, blijft.get_absolute_url())
    laatste = Organisatie.history.filter(id=oud_pk).latest()
    assert laatste.history_type == "-"
    assert laatste.history_change_reason == "opgegaan in Humanitas Groningen"
    assert blijft.history.latest().history_change_reason == "samengevoegd met Humanitas Stad"
    soort = Organisatie._meta.label_lower
    assert not Zoekingang.objects.filter(soort=soort, object_id=oud_pk).exists()


def test_double_inzet_becomes_one_with_what_both_say(blijft, weg):
    wijk, thema, bron = maak_wijk(), maak_thema(), maak_bron()
    eigen = maak_inzet(
        organisatie=blijft, wijk=wijk, thema=thema, vanaf=DAG(2021, 1, 1), vindplaats="s4:11 F029"
    )
    maak_inzet(
        organisatie=weg,
        wijk=wijk,
        thema=thema,
        vanaf=DAG(2019, 1, 1),
        vanaf_precisie="jaar",
        toelichting="Maatjes",
        vindplaats="s2:3 F001",
        bron=bron,
        bevestigd_op=DAG(2026, 11, 1),
    )
    assert wat_verhuist(blijft, weg) == [("inzet", 1, 1)]
    blijft.neem_over(weg)
    [inzet] = Inzet.objects.all()
    assert inzet == eigen
    assert (inzet.vanaf, inzet.vanaf_precisie) == (DAG(2019, 1, 1), "jaar")
    assert inzet.toelichting == "Maatjes"
    assert inzet.vindplaats == "s4:11 F029; s2:3 F001"
    assert (inzet.bron, inzet.bevestigd_op) == (bron, DAG(2026, 11, 1))


@pytest.mark.parametrize(
    ("een", "ander", "wordt"), [(12, 3, 3), (None, 12, 12), (None, None, None)]
)
def test_double_inzet_is_checked_as_often_as_either_asks(blijft, weg, een, ander, wordt):
    hier = {"wijk": maak_wijk(), "thema": maak_thema()}
    maak_inzet(organisatie=blijft, nagaan_elke=een, **hier)
    maak_inzet(organisatie=weg, nagaan_elke=ander, **hier)
    blijft.neem_over(weg)
    assert Inzet.objects.get().nagaan_elke == wordt


def test_other_periods_of_the_same_inzet_stay_apart(blijft, weg):
    zelfde = {"wijk": maak_wijk(), "thema": maak_thema()}
    maak_inzet(organisatie=blijft, vanaf=DAG(2022, 1, 1), **zelfde)
    maak_inzet(
        organisatie=weg,
        vanaf=DAG(2015, 1, 1),
        tot=DAG(2017, 12, 31),
        status=Status.GESTOPT,
        **zelfde,
    )
    blijft.neem_over(weg)
    assert Inzet.objects.filter(organisatie=blijft).count() == 2
    assert Inzet.objects.op(DAG(2016, 6, 1)).count() == 1
    assert Inzet.objects.op(DAG(2019, 6, 1)).count() == 0


def test_what_still_runs_is_merged_with_what_still_runs(blijft, weg):
    """An ended row that also overlaps may not become a second running one."""
    zelfde = {"wijk": maak_wijk(), "thema": maak_thema()}
    oud = {"tot": DAG(2019, 12, 31), "status": Status.GESTOPT}
    maak_inzet(organisatie=blijft, vanaf=DAG(2018, 1, 1), **oud, **zelfde)
    maak_inzet(organisatie=blijft, vanaf=DAG(2021, 1, 1), **zelfde)
    maak_inzet(organisatie=weg, vanaf=DAG(2019, 6, 1), **zelfde)
    blijft.neem_over(weg)
    assert Inzet.objects.get(tot__isnull=True).vanaf == DAG(2019, 6, 1)
    assert Inzet.objects.count() == 2


def test_a_plan_that_is_double_takes_the_state_of_what_runs(blijft, weg):
    netwerk = maak_netwerk()
    maak_deelname(organisatie=blijft, netwerk=netwerk, status=Status.GEPLAND)
    maak_deelname(organisatie=weg, netwerk=netwerk)
    blijft.neem_over(weg)
    assert Deelname.objects.get().status == Status.ACTIEF


@pytest.mark.parametrize("een", Status)
@pytest.mark.parametrize("ander", Status)
def test_any_two_states_can_be_merged(blijft, weg, een, ander):
    """With and without an end, of the organisations and of what hangs on them."""
    zelfde = {"wijk": maak_wijk(), "thema": maak_thema()}
    for organisatie, status in ((blijft, een), (weg, ander)):
        for tot in (DAG(2021, 12, 31), None):
            if tot or status not in VOORBIJ:
                maak_inzet(organisatie=organisatie, status=status, tot=tot, **zelfde)
        organisatie.status, organisatie.tot = status, DAG(2021, 12, 31)
        organisatie.save()
    blijft = blijft.neem_over(weg)
    blijft.full_clean()
    for inzet in blijft.inzetten.all():
        inzet.full_clean()
    # Nobody who works there now, or is to come, got lost.
    lopend = {status for status in (een, ander) if status not in VOORBIJ}
    assert {inzet.status for inzet in blijft.inzetten.filter(tot=None)} <= lopend
    assert blijft.inzetten.filter(tot=None).exists() == bool(lopend)


def test_a_plan_is_not_merged_with_what_is_over(blijft, weg):
    zelfde = {"wijk": maak_wijk(), "thema": maak_thema()}
    maak_inzet(organisatie=blijft, status=Status.GEPLAND, **zelfde)
    maak_inzet(organisatie=weg, status=Status.GESTOPT, tot=DAG(2021, 12, 31), **zelfde)
    blijft.neem_over(weg)
    assert set(Inzet.objects.values_list("status", "tot")) == {
        ("gepland", None),
        ("gestopt", DAG(2021, 12, 31)),
    }


def test_an_agreement_gets_its_other_party_in_one_change_with_the_reason(blijft, weg):
    afspraak = maak_afspraak(partijen=[weg, maak_organisatie()])
    voor, versie = afspraak.history.count(), afspraak.versie
    blijft.neem_over(weg)
    afspraak.refresh_from_db()
    assert afspraak.history.count() == voor + 1
    assert (afspraak.versie, afspraak.toezeggingen.count()) == (versie + 1, 2)
    laatste = afspraak.history.latest()
    assert laatste.history_change_reason == "samengevoegd met Humanitas"
    nieuw, oud = Geschiedenis(afspraak)[0:2]
    assert nieuw.verschillen == [("“Humanitas”: organisatie", "Humanitas", str(blijft))]
    assert len([een for een in oud.verschillen if een.label == "Toezegging toegevoegd"]) == 2


def test_a_version_from_before_the_merge_can_be_put_back(client, blijft, weg):
    """It then names the organisation that goes on."""
    inzet, sleutel = maak_inzet(organisatie=weg, toelichting="toen"), weg.pk
    blijft.neem_over(weg)
    inzet.refresh_from_db()
    client.force_login(maak_redacteur())
    toen = {"toen": inzet.history.get(versie=1).history_id, "versie": inzet.versie}
    client.post(adres(inzet, "geschiedenis"), toen)
    inzet.refresh_from_db()
    assert inzet.history.first().history_change_reason == "teruggezet"
    assert (inzet.organisatie, inzet.toelichting) == (blijft, "toen")
    assert wie_nu(Organisatie, sleutel) == blijft.pk


def test_two_parties_of_one_agreement_and_meeting_become_one(blijft, weg):
    afspraak, bijeenkomst = maak_afspraak(partijen=[blijft, weg]), maak_bijeenkomst()
    for organisatie in (blijft, weg):
        maak_aanwezigheid(bijeenkomst=bijeenkomst, organisatie=organisatie)
    blijft.neem_over(weg)
    assert afspraak.toezeggingen.get().organisatie == blijft
    assert bijeenkomst.aanwezigen.get().organisatie == blijft


def test_contactpunten_stay_apart_unless_they_are_the_same(blijft, weg):
    for organisatie in (blijft, weg):
        maak_contactpunt(organisatie=organisatie, functie="balie", telefoon="050 123 45 67")
    maak_contactpunt(organisatie=weg, functie="balie", telefoon="050 765 43 21")
    blijft.neem_over(weg)
    assert blijft.contactpunten.count() == 2


@pytest.mark.parametrize("diep", [0, 1])
def test_merging_with_what_it_is_part_of_makes_no_circle(diep):
    boven = maak_organisatie(naam="Boven")
    weg = maak_organisatie(naam="Weg", koepel=boven)
    tussen = maak_organisatie(naam="Tussen", koepel=weg)
    blijft = maak_organisatie(naam="Blijft", koepel=[weg, tussen][diep])
    blijft.neem_over(weg)
    blijft.refresh_from_db()
    tussen.refresh_from_db()
    assert (blijft.koepel, tussen.koepel) == (boven, blijft)
    assert tussen.pad == f"/{boven.pk}/{blijft.pk}/{tussen.pk}/"


def test_merging_with_a_part_of_itself_makes_no_circle(blijft):
    weg = maak_organisatie(naam="Weg", koepel=blijft)
    lid = maak_organisatie(naam="Lid", koepel=weg)
    blijft.neem_over(weg)
    blijft.refresh_from_db()
    lid.refresh_from_db()
    assert (blijft.koepel, lid.koepel) == (None, blijft)


def test_what_was_not_known_is_filled_in(blijft):
    weg = maak_organisatie(
        naam="Hum",
        soort="vrijwilligers",
        formeel="informeel",
        website="https://humanitas.voorbeeld/",
        omschrijving="Helpt.",
        vanaf=DAG(1945, 5, 31),
    )
    blijft.neem_over(weg)
    blijft.refresh_from_db()
    assert (blijft.soort, blijft.formeel) == ("vrijwilligers", "informeel")
    assert (blijft.website, blijft.omschrijving) == ("https://humanitas.voorbeeld/", "Helpt.")
    assert blijft.vanaf == DAG(1945, 5, 31)


def test_names_that_do_not_fit_move_to_the_description(blijft, weg):
    Organisatie.objects.filter(pk=blijft.pk).update(ook_bekend_als="x" * 190)
    blijft.neem_over(weg)
    blijft.refresh_from_db()
    blijft.full_clean()
    assert "Ook bekend als: Humanitas." in blijft.omschrijving


def test_all_or_nothing(blijft, weg):
    maak_inzet(organisatie=weg)

    def weiger(**_kwargs):
        raise ValidationError("nee")

    pre_delete.connect(weiger, sender=Organisatie)
    try:
        with pytest.raises(ValidationError):
            blijft.neem_over(weg)
    finally:
        pre_delete.disconnect(weiger, sender=Organisatie)
    assert Inzet.objects.get().organisatie == weg


def test_nothing_is_merged_with_itself(blijft):
    with pytest.raises(ValueError, match="itself"):
        blijft.neem_over(blijft)


# In the admin


def kies(client, *organisaties):
    velden = {
        "action": "kies_samenvoegen",
        "_selected_action": [organisatie.pk for organisatie in organisaties],
    }
    lijst = reverse("admin:netwerken_organisatie_changelist")
    return client.post(lijst, velden, follow=True)


def test_samenvoegen_from_the_list(staf, blijft, weg):
    maak_inzet(organisatie=weg)
    pagina = kies(staf, blijft, weg)
    tekst = pagina.content.decode()
    assert "Als “Humanitas Groningen” blijft, verhuist dit van “Humanitas”:" in tekst
    adres = pagina.redirect_chain[-1][0]
    assert "Dit veld is verplicht" in staf.post(adres, {}).content.decode()
    assert staf.post(adres, {"blijft": maak_organisatie().pk}).status_code == 200
    antwoord = staf.post(adres, {"blijft": blijft.pk})
    assert antwoord.url == reverse("admin:netwerken_organisatie_change", args=[blijft.pk])
    assert Inzet.objects.get().organisatie == blijft
    assert "Humanitas is opgegaan in Humanitas Groningen" in staf.get(antwoord.url).content.decode()
    opnieuw = staf.post(adres, {"blijft": blijft.pk}, follow=True)
    assert "bestaat niet" in opnieuw.content.decode()


def test_samenvoegen_warns_that_what_was_hidden_becomes_public(staf, blijft, weg):
    assert "is niet openbaar" not in kies(staf, blijft, weg).content.decode()
    Organisatie.objects.filter(pk=weg.pk).update(openbaar=False)
    assert kies(staf, blijft, weg).content.decode().count("“Humanitas” is niet openbaar") == 1


def test_samenvoegen_needs_two(staf, blijft, weg):
    for keuze in ([blijft], [blijft, weg, maak_organisatie()]):
        assert "precies twee" in kies(staf, *keuze).content.decode()
    assert Organisatie.objects.count() == 3


def test_samenvoegen_of_what_is_not_there(staf, blijft):
    for ander in (999, 10**30):
        adres = reverse("admin:netwerken_organisatie_samenvoegen", args=[blijft.pk, ander])
        assert "bestaat niet" in staf.get(adres, follow=True).content.decode()


def test_samenvoegen_is_for_staff(client, blijft, weg):
    adres = reverse("admin:netwerken_organisatie_samenvoegen", args=[blijft.pk, weg.pk])
    client.force_login(maak_gebruiker())
    assert client.post(adres, {"blijft": blijft.pk}).status_code == 403
    assert Netwerk.objects.count() == 0
    assert Organisatie.objects.count() == 2


def test_the_reason_that_rows_keep_names_nothing_that_was_hidden():
    blijft, weg = maak_organisatie(naam="Club"), maak_organisatie(naam="Stil", openbaar=False)
    inzet = maak_inzet(organisatie=weg)
    blijft.neem_over(weg)
    assert inzet.history.first().history_change_reason == "samengevoegd"


def test_a_name_of_any_length_fits_in_the_reasons():
    blijft, weg = maak_organisatie(naam="b" * 160), maak_organisatie(naam="w" * 160)
    maak_inzet(organisatie=weg)
    blijft.neem_over(weg)
    assert Organisatie.objects.get() == blijft

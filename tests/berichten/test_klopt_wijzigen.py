"""By the link of a mail somebody says what is different, or stopped: mostly a proposal."""

import pytest

from netwerken import voorstellen
from netwerken.models import Contactadres, Deelname, Inzet, Voorstel
from tests.hulp.bouwers import (
    VANDAAG,
    log_in,
    maak_contactpunt,
    maak_coordinator,
    maak_huisvesting,
    maak_netwerk,
)
from tests.hulp.meldproef import tekst_van
from tests.hulp.navraagproef import EMAIL, OUD, druk, link_uit, maak_partij, staat, stuur

pytestmark = pytest.mark.django_db


def naam(soort):
    return next(naam for naam in staat().rijen if naam.startswith(soort))


def test_two_of_five_are_corrected_and_the_coordinator_accepts_them_at_once(client, pad, netwerk):
    eerste, tweede = [naam for naam in staat().rijen if naam.startswith("inzet")][:2]
    assert client.get(f"{pad}{eerste}/anders/").context["form"]["toelichting"].value()
    druk(client, f"{pad}{eerste}/anders/", toelichting="Maatjes voor iedereen")
    druk(client, f"{pad}{tweede}/gestopt/", tot="mei 2026")
    assert "De andere 3 kloppen" in tekst_van(client.get(pad))
    druk(client, pad, alles="1")
    assert "Dank je wel" in tekst_van(client.get(pad))
    assert Inzet.objects.filter(bevestigd_op=VANDAAG).count() == 1
    log_in(client, maak_coordinator(netwerk))
    lijst = client.get("/werkplek/voorstellen/")
    assert "van het contact van Humanitas" in tekst_van(lijst)
    assert EMAIL not in lijst.content.decode()
    uitslag = voorstellen.pas_toe(Voorstel.objects.all(), maak_coordinator(netwerk))
    assert not uitslag.niet
    een, twee = (Inzet.objects.get(pk=een.split("-")[1]) for een in (eerste, tweede))
    assert een.toelichting == "Maatjes voor iedereen"
    # Who says what is different, went over the rest of it.
    assert een.bevestigd_op == VANDAAG
    assert (str(twee.tot), twee.status) == ("2026-05-31", "gestopt")
    reden = een.history.first().history_change_reason
    assert reden == "op voorstel van het contact van Humanitas"


def test_who_is_trusted_changes_at_once_and_the_coordinator_is_told(
    client, pad, humanitas, netwerk
):
    Contactadres.objects.update(vertrouwd=True)
    inzet = naam("inzet")
    druk(client, f"{pad}{inzet}/anders/", toelichting="Maatjes voor iedereen")
    rij = Inzet.objects.get(pk=inzet.split("-")[1])
    assert rij.toelichting == "Maatjes voor iedereen"
    assert Voorstel.objects.get().stand == "aanvaard"
    log_in(client, maak_coordinator(netwerk))
    assert "een contact, met de link uit een mail" in tekst_van(client.get("/werkplek/"))


def test_what_a_trusted_contact_can_not_do_waits_for_the_coordinator(client, pad, humanitas):
    Contactadres.objects.update(vertrouwd=True)
    druk(client, f"{pad}{naam('organisatie')}/anders/", naam="", omschrijving="Anders", website="")
    druk(client, f"{pad}{naam('inzet')}/anders/", toelichting="Anders", tekst="Bel me even.")
    humanitas.refresh_from_db()
    assert humanitas.naam == "Humanitas"
    assert Voorstel.objects.get().stand == "open"


def test_the_number_of_a_record_is_proposed_as_such(client, pad, humanitas, netwerk):
    punt = maak_contactpunt(
        organisatie=humanitas, telefoon="050 123 45 67", telefoon_zichtbaar="openbaar"
    )
    organisatie = f"{pad}{naam('organisatie')}/anders/"
    form = client.get(organisatie).context["form"]
    velden = {veld.name: veld.value() or "" for veld in form}
    assert velden["telefoon"] == "050 123 45 67"
    druk(client, organisatie, **velden | {"telefoon": "050 765 43 21"})
    assert Voorstel.objects.get().gegevens == {"telefoon": ["050 123 45 67", "050 765 43 21"]}
    voorstellen.pas_toe(Voorstel.objects.all(), maak_coordinator(netwerk))
    punt.refresh_from_db()
    assert punt.telefoon == "050 765 43 21"


def test_all_of_it_stopped_is_one_proposal_that_ends_everything_on_one_date(
    client, pad, humanitas, netwerk
):
    druk(client, f"{pad}gestopt/", tot="1-11-2026")
    assert "Dank je wel" in tekst_van(client.get(pad))
    voorstel = Voorstel.objects.get()
    assert (voorstel.soort, voorstel.record) == ("stop", humanitas)
    uitslag = voorstellen.pas_toe([voorstel], maak_coordinator(netwerk))
    if uitslag.niet:
        # What hangs on it may be somebody else's: then the redactie does it.
        assert "redactie" in uitslag.niet[0][1]
    humanitas.refresh_from_db()
    einden = {
        humanitas.tot,
        Deelname.objects.get().tot,
        *Inzet.objects.values_list("tot", flat=True),
    }
    assert len(einden) == 1


def test_where_somebody_is_housed_is_told_of_in_words(client, netwerk, wijk):
    humanitas = maak_partij(netwerk, wijk)
    maak_huisvesting(organisatie=humanitas, bevestigd_op=OUD)
    pad = link_uit(stuur()[0])
    druk(client, f"{pad}{naam('huisvesting')}/gestopt/", tot="vandaag", tekst="Verhuisd.")
    voorstel = Voorstel.objects.get()
    assert (voorstel.soort, voorstel.record) == ("melding", humanitas)
    assert "Verhuisd." in voorstel.tekst


def test_nothing_of_one_person_comes_in(client, pad):
    deelname = f"{pad}{naam('deelname')}/anders/"
    for fout in ("Bel Jan op 06-12345678", "Mail jan@voorbeeld.nl"):
        antwoord = druk(client, deelname, tekst=fout)
        assert "van één persoon" in tekst_van(antwoord)
    assert "nog niets anders" in tekst_van(druk(client, deelname))
    assert not Voorstel.objects.exists()


def test_who_sent_it_is_forgotten_with_the_rest(pad, client):
    druk(client, f"{pad}{naam('deelname')}/anders/", tekst="We doen nu meer.")
    voorstellen.weiger(Voorstel.objects.all(), maak_coordinator(maak_netwerk()), "Nee.")
    voorstel = Voorstel.objects.get()
    voorstel.stand, voorstel.behandeld_op = "geweigerd", f"{OUD}T12:00:00+01:00"
    voorstel.save()
    voorstellen.schoon_op(VANDAAG)
    voorstel.refresh_from_db()
    assert (voorstel.van, voorstel.tekst) == (None, "")
    assert not Voorstel.history.filter(van__isnull=False).exists()

"""Who looks after a record says where to mail whether it is still right; nobody else reads that."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Contactadres
from netwerken.models.contactadres import VAN
from tests.hulp.bouwers import (
    in_hoede_van,
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_contactadres,
    maak_coordinator,
    maak_geweigerdadres,
    maak_initiatief,
    maak_organisatie,
    maak_redacteur,
)

pytestmark = pytest.mark.django_db
EMAIL = "kanarie@humanitas.voorbeeld.nl"


@pytest.fixture
def humanitas(eigen):
    return in_hoede_van(eigen.netwerk, maak_organisatie(naam="Humanitas"))


def plek(record):
    return reverse(f"netwerken:{record._meta.model_name}_contactadres", args=[record.slug])


def vul_in(client, record, email=EMAIL, **velden):
    """Send the form as it stands on the page, with this address."""
    form = client.get(plek(record)).context["form"]
    return client.post(plek(record), {"versie": form["versie"].value(), "email": email} | velden)


@pytest.mark.parametrize("soort", [*VAN])
def test_each_kind_of_record_has_one_address_added_changed_and_taken_away(client, eigen, soort):
    maak = {
        "organisatie": maak_organisatie,
        "initiatief": maak_initiatief,
        "accommodatie": maak_accommodatie,
    }
    if soort == "activiteit":
        record = maak_activiteit(initiatief=in_hoede_van(eigen.netwerk, maak_initiatief()))
    else:
        record = in_hoede_van(eigen.netwerk, maak[soort]())
    assert plek(record) in client.get(record.get_absolute_url()).content.decode()
    assert vul_in(client, record).url == plek(record)
    adres = Contactadres.objects.get()
    assert (adres.record, adres.email, adres.vertrouwd) == (record, EMAIL, False)
    vul_in(client, record, "balie@voorbeeld.nl", vertrouwd="on")
    adres.refresh_from_db()
    assert (adres.email, adres.vertrouwd) == ("balie@voorbeeld.nl", True)
    client.post(plek(record), {"weg": "1"})
    assert not Contactadres.objects.exists()
    assert Handeling.objects.count() == 3


def test_another_coordinator_reads_and_changes_nothing(client, humanitas):
    maak_contactadres(organisatie=humanitas, email=EMAIL)
    log_in(client, maak_coordinator())
    assert client.get(plek(humanitas)).status_code == 403
    assert client.post(plek(humanitas), {"weg": "1"}).status_code == 403
    assert Contactadres.objects.exists()


def test_the_address_stands_on_no_page_file_feed_or_search(client, humanitas):
    maak_contactadres(organisatie=humanitas, email=EMAIL)
    lijst = reverse("netwerken:organisaties")
    log_in(client, maak_redacteur())
    paginas = [humanitas.get_absolute_url(), "/zoeken/?q=kanarie", reverse("netwerken:werkplek")]
    paginas += [f"{lijst}?formaat={vorm}" for vorm in ("csv", "xlsx", "json")]
    geschiedenis = reverse("netwerken:organisatie_geschiedenis", args=[humanitas.slug])
    for pagina in [*paginas, geschiedenis, reverse("gedaan")]:
        antwoord = client.get(pagina)
        assert antwoord.status_code == 200, pagina
        assert b"kanarie@" not in antwoord.getvalue(), pagina


def test_the_same_form_sent_twice_makes_one_address(client, humanitas):
    gegevens = {"versie": 0, "email": EMAIL}
    for _keer in range(2):
        assert client.post(plek(humanitas), gegevens).status_code == 302
    assert Contactadres.objects.count() == 1
    assert Contactadres.objects.get().versie == 1


def test_who_was_second_sees_what_it_became(client, humanitas):
    adres = maak_contactadres(organisatie=humanitas, email="eerst@voorbeeld.nl")
    oud = {"versie": adres.versie, "email": "tweede@voorbeeld.nl"}
    vul_in(client, humanitas, "ander@voorbeeld.nl")
    antwoord = client.post(plek(humanitas), oud)
    assert "Iemand anders wijzigde dit net" in antwoord.content.decode()
    adres.refresh_from_db()
    assert adres.email == "ander@voorbeeld.nl"


def test_whoever_objected_is_not_added_again(client, humanitas):
    bezwaar = maak_contactadres(email=EMAIL, bezwaar_op="2026-11-01")
    assert "om niet meer te mailen" in vul_in(client, humanitas, EMAIL.upper()).content.decode()
    # Also once the address itself is forgotten.
    bezwaar.email = ""
    bezwaar.save()
    assert "om niet meer te mailen" in vul_in(client, humanitas).content.decode()
    assert Contactadres.objects.count() == 1


def test_another_address_begins_anew(client, humanitas):
    adres = maak_contactadres(organisatie=humanitas, email=EMAIL, bezwaar_op="2026-11-01")
    vul_in(client, humanitas, "nieuw@voorbeeld.nl")
    adres.refresh_from_db()
    assert (adres.email, adres.bezwaar_op) == ("nieuw@voorbeeld.nl", None)


def test_it_is_said_that_mail_to_it_comes_back(client, humanitas):
    maak_contactadres(organisatie=humanitas, email=EMAIL)
    assert "komt terug" not in client.get(plek(humanitas)).content.decode()
    maak_geweigerdadres(adres=EMAIL)
    assert "komt terug" in client.get(plek(humanitas)).content.decode()


def test_an_address_is_of_one_record_and_not_empty_without_objection():
    velden = ({"email": ""}, {"initiatief": maak_initiatief(), "organisatie": maak_organisatie()})
    for fout in velden:
        with pytest.raises(IntegrityError), transaction.atomic():
            Contactadres.objects.create(
                **{"organisatie": maak_organisatie(), "email": EMAIL} | fout
            )


def test_a_merged_organisation_keeps_one_address():
    blijft, weg = maak_organisatie(), maak_organisatie()
    eigen = maak_contactadres(organisatie=blijft)
    maak_contactadres(organisatie=weg)
    blijft.neem_over(weg)
    assert [*Contactadres.objects.all()] == [eigen]
    ander = maak_organisatie()
    eigen.organisatie.refresh_from_db()
    ander.neem_over(eigen.organisatie)
    eigen.refresh_from_db()
    assert eigen.organisatie == ander

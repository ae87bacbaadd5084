"""A network that begins like another: what may be seen and fits elsewhere, in one go."""

import pytest
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Deelname, Netwerk
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_agenda,
    maak_agendapunt,
    maak_coordinator,
    maak_deelname,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from wijken.models import Agenda

pytestmark = pytest.mark.django_db
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"


@pytest.fixture
def beijum():
    wijk = maak_wijk(naam="Beijum")
    agenda = maak_agenda(naam="Sociale wijkagenda Beijum", stand="vastgesteld", wijken=[wijk])
    maak_agendapunt(agenda=agenda, tekst="samen", thema=maak_thema(naam="Ontmoeting"))
    netwerk = maak_netwerk(
        naam="Sterk Netwerk Beijum", soort="wijknetwerk", agenda=agenda, ritme="4 keer per jaar"
    )
    netwerk.budget, netwerk.doel = 1000, "Beijum sterk"
    netwerk.save()
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    maak_netwerk(naam="Werkgroep wonen", soort="werkgroep", bovenliggend=netwerk)
    maak_netwerk(naam="Beijum beweegt", soort="werkgroep", bovenliggend=netwerk)
    maak_deelname(netwerk=netwerk, organisatie=maak_organisatie(naam="Humanitas"))
    maak_deelname(netwerk=netwerk, organisatie=None, omschreven_rol="cultuurcoach")
    return netwerk


@pytest.fixture
def helpman():
    return maak_werkgebied(wijk=maak_wijk(naam="Helpman"))


@pytest.fixture
def cor(client, helpman):
    cor = maak_coordinator(helpman.netwerk)
    client.force_login(cor)
    return cor


def adres(netwerk):
    return f"{reverse('netwerken:netwerk_nieuw')}?zoals={netwerk.slug}"


def aangeboden(antwoord, veld):
    form = antwoord.context["form"]
    return [form.fields[veld].label_from_instance(rij) for rij in form.fields[veld].queryset]


def ingevuld(antwoord, plek, **velden):
    form = antwoord.context["form"]
    gekozen = {
        naam: [rij.pk for rij in form.fields[naam].queryset] for naam in ("onderdelen", "themas")
    }
    vast = {"soort": "wijknetwerk", "status": "actief", "openbaar": "on", "sleutel": SLEUTEL}
    return vast | gekozen | {"wijken": [plek.wijk.pk], "naam": "Sterk Netwerk Helpman"} | velden


def test_what_may_come_along_is_offered(client, cor, beijum):
    antwoord = client.get(adres(beijum))
    assert "Zoals Sterk Netwerk Beijum." in antwoord.content.decode()
    assert aangeboden(antwoord, "deelnemers") == ["cultuurcoach", "Humanitas"]
    assert aangeboden(antwoord, "onderdelen") == ["Werkgroep wonen", "Beijum beweegt"]
    assert aangeboden(antwoord, "themas") == ["Ontmoeting"]
    form = antwoord.context["form"]
    # Who takes part elsewhere does not do so here until somebody says it.
    assert not form["deelnemers"].value()
    assert (form["soort"].value(), form["ritme"].value()) == ("wijknetwerk", "4 keer per jaar")
    assert not form["doel"].value()


def test_it_is_made_in_one_go_and_undone_in_one(client, cor, beijum, helpman):
    antwoord = client.get(adres(beijum))
    [_coach, humanitas] = antwoord.context["form"].fields["deelnemers"].queryset
    gegevens = ingevuld(antwoord, helpman, deelnemers=[humanitas.pk])
    voor = Netwerk.objects.count()
    for _keer in range(2):
        assert client.post(adres(beijum), gegevens).status_code == 302
    netwerk = Netwerk.objects.get(naam="Sterk Netwerk Helpman")
    assert Netwerk.objects.count() == voor + 3
    assert {deel.naam for deel in netwerk.onderdelen.all()} == {
        "Werkgroep wonen Helpman",
        "Helpman beweegt",
    }
    assert [rij.wijk for rij in netwerk.werkgebieden.all()] == [helpman.wijk]
    assert [rij.organisatie.naam for rij in netwerk.deelnames.all()] == ["Humanitas"]
    assert (netwerk.budget, list(netwerk.coordinatoren.all())) == (None, [cor])
    assert (netwerk.agenda.stand, list(netwerk.agenda.wijken.all())) == ("concept", [helpman.wijk])
    assert [punt.tekst for punt in netwerk.agenda.punten.all()] == ["Ontmoeting"]
    assert all(deel.can_edit(cor) for deel in netwerk.onderdelen.all())
    gedaan = Handeling.objects.get(gebruiker=cor)
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert Netwerk.objects.count() == voor
    assert Agenda.objects.count() == 1
    assert Deelname.objects.count() == 2


def test_nothing_hidden_comes_along(client, cor, beijum):
    maak_netwerk(naam="Geheime groep", bovenliggend=beijum, openbaar=False)
    maak_deelname(netwerk=beijum, organisatie=maak_organisatie(naam="Geheim", openbaar=False))
    maak_deelname(netwerk=beijum, organisatie=None, accommodatie=maak_accommodatie())
    beijum.agenda.openbaar = False
    beijum.agenda.save()
    antwoord = client.get(adres(beijum))
    assert aangeboden(antwoord, "deelnemers") == ["cultuurcoach", "Humanitas"]
    assert "Geheim" not in antwoord.content.decode()
    assert "themas" not in antwoord.context["form"].fields
    beijum.openbaar = False
    beijum.save()
    assert client.get(adres(beijum)).status_code == 404
    client.force_login(maak_redacteur())
    assert "Geheime groep" in client.get(adres(beijum)).content.decode()


def test_where_it_works_has_to_be_said(client, cor, beijum, helpman):
    gegevens = ingevuld(client.get(adres(beijum)), helpman, wijken=[])
    assert "wijken" in client.post(adres(beijum), gegevens).context["form"].errors


def test_a_new_network_without_an_example_asks_none_of_it(client, cor):
    form = client.get(reverse("netwerken:netwerk_nieuw")).context["form"]
    assert not form.fields.keys() & {"deelnemers", "onderdelen", "themas"}


def test_the_page_of_a_network_leads_to_it(client, cor, beijum):
    assert adres(beijum) in client.get(beijum.get_absolute_url()).content.decode()
    client.logout()
    assert "zoals=" not in client.get(beijum.get_absolute_url()).content.decode()

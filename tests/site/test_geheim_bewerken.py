"""What a coordinator may not see is named to her nowhere, whatever of her own hangs on it."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.werkplek.naamwoorden import naamwoord_van
from tests.hulp.bouwers import maak_inzet, maak_redacteur, maak_thema
from tests.hulp.geheimproef import NOOIT, Eigen
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
# Not of this: accounts, other languages and forms of a page that is seen anyway.
NIET_VERDER = re.compile(r"/(en|accounts|static|media|admin)/|.*formaat=|.*[?&].*[?&]")
# Lists that are asked for more than they link to.
BEGIN = ["/", "/werkplek/", "/werkplek/?oud=2", "/zoeken/?q=open", "/zoeken/suggesties/?q=geh"]
TEKSTEN = ("toelichting", "omschrijving", "inleiding", "tekst", "uitkomst", "functie")
SUGGESTIES = "accommodaties initiatieven organisaties".split()


@pytest.fixture
def eigen(client):
    eigen = Eigen()
    client.force_login(eigen.gebruiker)
    return eigen


def gelekt(antwoord, pad=""):
    """What is named in an answer; not the address that was asked for, which it may repeat."""
    inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
    tekst = unescape(inhoud.decode())
    return NOOIT.findall(tekst.replace(pad, "") if len(pad) > 1 else tekst)[:4]


def alle_adressen(eigen):
    """Of all that is hers; what the address of is itself no secret."""
    formulieren = [
        adres(rij, verb)
        for rij in eigen.rijen
        for verb in naamwoord_van(rij).verben
        if verb != "bevestigen"
    ]
    verhuizen = [adres(rij, "verhuizen") for rij in eigen.huisvestingen]
    onbekend = [f"/{soort}/suggesties/?q=geheim" for soort in SUGGESTIES]
    nieuw = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    zonder = [pad for pad in [*formulieren, *verhuizen] if "geheim" not in pad]
    return [*BEGIN, *onbekend, *zonder, f"{nieuw}?thema={eigen.geheim.thema.slug}"]


def struin(client, begin):
    """{address: what is named there} of all that can be reached from `begin`; and all of it."""
    te_doen, gezien, gevonden = list(begin), set(), {}
    while te_doen:
        pad = te_doen.pop()
        if pad in gezien:
            continue
        gezien.add(pad)
        antwoord = client.get(pad)
        # What isn't there for her, or isn't hers, says nothing.
        assert antwoord.status_code in (200, 403, 404, 405), pad
        if woorden := gelekt(antwoord, pad):
            gevonden[pad] = woorden
        if antwoord["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="(/[^"#]*)', unescape(antwoord.content.decode()))
            te_doen += [link for link in links if not NIET_VERDER.match(link)]
    return gevonden, gezien


@pytest.mark.eenmaal
def test_a_coordinator_reads_the_name_of_nothing_hidden_on_any_page(client, eigen):
    gevonden, gezien = struin(client, alle_adressen(eigen))
    assert gevonden == {}
    assert len(gezien) > 90


# What is sent, and what comes back


def mijn(eigen):
    """Her rows that she may open and change, as saved."""
    wie = eigen.gebruiker
    return [
        mijne
        for rij in eigen.rijen
        for mijne in type(rij).objects.visible_to(wie).editable_by(wie).filter(pk=rij.pk)
    ]


def relaties(rij):
    """{field: keys} of all that a row is tied to."""
    rij = type(rij).objects.get(pk=rij.pk)
    waarden = {v.name: v.value_from_object(rij) for v in rij._meta.get_fields() if _is(v)}
    return {
        naam: sorted(een.pk for een in waarde) if isinstance(waarde, list) else waarde
        for naam, waarde in waarden.items()
    }


def _is(veld):
    naam = veld.name in ("bron", "bevestigd_door", "coordinatoren")
    return veld.is_relation and not veld.auto_created and veld.concrete and not naam


def stuur(client, pad, gegevens=None):
    """What is said once this was taken in; with where one goes, it may name nothing hidden."""
    antwoord = client.post(pad, gegevens)
    if antwoord.status_code == 200:
        assert gelekt(antwoord, pad) == [], pad
        return ""
    gezegd = " ".join(map(str, get_messages(antwoord.wsgi_request)))
    assert NOOIT.findall(f"{gezegd} {antwoord.url}") == [], pad
    return gezegd


def met_punten(client, agenda):
    """What the form of an agenda would send, its points included."""
    form = client.get(adres(agenda, "wijzigen")).context["form"]
    delen = [form.punten.management_form, *form.punten.forms]
    velden = {veld.html_name: veld.value() for deel in delen for veld in deel}
    velden = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
    return ingevuld(client, agenda) | velden | {"versie": form.instance.versie}


def test_a_form_with_something_hidden_in_it_keeps_that_when_it_is_not_touched(client, eigen):
    for rij in mijn(eigen):
        pad, voor, velden = adres(rij, "wijzigen"), relaties(rij), ingevuld(client, rij)
        assert "Er was niets veranderd" in stuur(client, pad, velden), rij
        veld = next(naam for naam in TEKSTEN if hasattr(rij, naam))
        assert "gewijzigd: " in stuur(client, pad, velden | {veld: "Nieuw."}), rij
        assert relaties(rij) == voor, rij


def test_a_point_keeps_its_hidden_theme_when_that_is_not_touched(client, eigen):
    pad = adres(eigen.agenda, "wijzigen")
    velden = met_punten(client, eigen.agenda) | {"omschrijving": "Nieuw."}
    assert velden["punten-0-thema"] == eigen.geheim.thema.pk
    assert "gewijzigd: " in stuur(client, pad, velden)
    eigen.punt.refresh_from_db()
    assert (eigen.punt.thema, eigen.punt.versie) == (eigen.geheim.thema, 1)
    velden = met_punten(client, eigen.agenda) | {"punten-0-thema": ""}
    assert "gewijzigd: " in stuur(client, pad, velden)
    eigen.punt.refresh_from_db()
    assert eigen.punt.thema is None


def test_confirming_ending_and_putting_back_name_nothing_hidden(client, eigen):
    for rij in mijn(eigen):
        adressen = {verb: adres(rij, verb) for verb in naamwoord_van(rij).verben}
        if "bevestigen" in adressen:
            stuur(client, adressen["bevestigen"])
        rij.refresh_from_db()
        if "beeindigen" in adressen and rij not in (eigen.netwerk, eigen.organisatie):
            einde = {"tot": "vandaag", "reden": "klaar", "versie": rij.versie}
            stuur(client, adressen["beeindigen"], einde)
            stuur(client, adressen["bevestigen"])
            rij.refresh_from_db()
        toen = {"toen": rij.history.last().history_id, "versie": rij.versie}
        stuur(client, adressen["geschiedenis"], toen)
    alle = [f"inzet:{inzet.pk}" for inzet in eigen.inzetten[:4]]
    stuur(client, reverse("netwerken:werkplek_bevestigen"), {"rij": alle})


def test_of_two_who_change_what_is_hidden_neither_reads_its_name(client, eigen):
    inzet, ander = eigen.inzetten[-1], maak_thema(naam="Geheim ander", openbaar=False)
    inzet.thema = eigen.geheim.thema
    inzet.save()
    velden = ingevuld(client, inzet) | {"thema": eigen.thema.pk, "versie": inzet.versie}
    inzet.thema, inzet._history_user = ander, eigen.collega
    inzet.save()
    antwoord = client.post(adres(inzet, "wijzigen"), velden)
    tekst = antwoord.content.decode()
    assert "Dit wijzigden jullie allebei" in tekst and "(niet openbaar)" in tekst
    assert gelekt(antwoord) == []
    inzet.refresh_from_db()
    assert inzet.thema == ander


@pytest.mark.parametrize("getypt", ["Geheime club", "geheime", "GEHEIM", "geheime-club"])
def test_typing_the_name_of_what_is_hidden_tells_nothing_about_it(client, eigen, getypt):
    """Not even where it is what stands there: it might as well not exist."""
    rij = eigen.deelnames[1]
    velden = ingevuld(client, rij) | {"organisatie": getypt}
    antwoord = client.post(adres(rij, "wijzigen"), velden)
    [fout] = antwoord.context["form"].errors["organisatie"]
    assert "kennen we hier niet" in fout
    assert not antwoord.context["form"].fields["organisatie"].widget.kandidaten


def test_a_hidden_theme_in_an_address_is_not_chosen(client, eigen):
    pad = reverse("netwerken:inzet_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    pad = f"{pad}?thema={eigen.geheim.thema.slug}"
    assert client.get(pad).context["form"]["thema"].value() is None
    gegevens = {"wijk": eigen.wijk.pk, "thema": eigen.geheim.thema.pk, "omschreven_rol": "hulp"}
    form = client.post(pad, gegevens | {"status": "actief"}).context["form"]
    assert "thema" in form.errors
    gegevens = {"wijk": eigen.geheim.wijk.pk, "thema": eigen.thema.pk, "omschreven_rol": "hulp"}
    assert "wijk" in client.post(pad, gegevens | {"status": "actief"}).context["form"].errors


@pytest.mark.eenmaal
def test_what_hidden_ends_cost_does_not_grow_with_the_rows(client, eigen):
    pad = reverse("netwerken:netwerk_inzet", args=[eigen.netwerk.slug])
    with CaptureQueriesContext(connection) as voor:
        client.get(pad)
    for _keer in range(12):
        thema = maak_thema(openbaar=False)
        maak_inzet(netwerk=eigen.netwerk, wijk=eigen.wijk, thema=thema)
    with CaptureQueriesContext(connection) as na:
        assert "(niet openbaar)" in client.get(pad).content.decode()
    assert len(na) == len(voor)


def test_the_redactie_reads_every_name(client, eigen):
    client.force_login(maak_redacteur())
    inzet = eigen.inzetten[1]
    for verb in ("wijzigen", "geschiedenis", "beeindigen"):
        assert "Geheim thema" in client.get(adres(inzet, verb)).content.decode()

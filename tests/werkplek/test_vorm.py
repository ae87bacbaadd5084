"""One form language: what a field means stands beside it, and what is asked seldom is folded."""

import pytest
from django.urls import reverse

from buurtnet.werkplek.naamwoorden import NAAMWOORDEN
from tests.hulp.bouwers import maak_coordinator, maak_organisatie, maak_thema, maak_werkgebied
from tests.hulp.browserproef import log_in
from tests.hulp.naamwoorden import BOUWERS, adres, soorten

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# Fields whose name says by itself what goes in.
SPREEKT_VOOR_ZICH = {"naam", "begint_om", "eindigt_om"}
FORMULIEREN = {
    form for woord in NAAMWOORDEN for form in (woord.formulier, woord.formulier_nieuw) if form
}
formulieren = pytest.mark.parametrize(
    "klasse", sorted(FORMULIEREN, key=lambda klasse: klasse.__name__), ids=lambda k: k.__name__
)


@formulieren
def test_what_a_field_means_stands_beside_it(klasse):
    coordinator = maak_coordinator(maak_werkgebied().netwerk)
    form = klasse(gebruiker=coordinator)
    zonder = {veld.name for veld in form.visible_fields() if not veld.help_text}
    assert zonder <= SPREEKT_VOOR_ZICH


@formulieren
def test_what_is_folded_is_a_field_that_one_may_leave(klasse):
    form = klasse(gebruiker=maak_coordinator(maak_werkgebied().netwerk))
    assert set(klasse.meer) <= klasse.base_fields.keys()
    context = form.get_context()
    assert not context["open"]
    leeg = [veld for veld in context["gevouwen"] if veld.field.required and veld.value() is None]
    assert leeg == []


@formulieren
def test_no_number_is_typed_in_a_box_that_drops_what_it_cannot_read(klasse):
    """A browser sends nothing of "12.500,50" that was typed in a field of type number."""
    form = klasse(gebruiker=maak_coordinator(maak_werkgebied().netwerk))
    assert 'type="number"' not in str(form)


@soorten
def test_one_begins_in_the_first_field_of_a_form(client, eigen, soort):
    rij = BOUWERS[soort](eigen)
    form = client.get(adres(rij, "wijzigen")).context["form"]
    eerste, *rest = form.get_context()["getoond"]
    assert "autofocus" in str(eerste)
    assert not any("autofocus" in str(veld) for veld in rest)


@pytest.fixture
def nieuw(eigen):
    return reverse("netwerken:organisatie_nieuw")


def _uitklap(antwoord):
    """The part of the page that is folded away, from its first letter on."""
    return antwoord.content.decode().partition('<details class="uitklap uitklap-kader"')[2]


def test_what_is_asked_seldom_is_folded_and_says_what_is_in_it(client, nieuw):
    kop, _einde, inhoud = _uitklap(client.get(nieuw)).partition("</summary>")
    assert " open>" not in kop
    assert "Meer invullen" in kop
    assert "tot en met, status" in " ".join(kop.split())
    assert 'name="tot"' in inhoud


@pytest.mark.parametrize(
    "veld", [{"tot": "onzin"}, {"afkorting": "GON"}, {"openbaar": ""}, {"status": "gepland"}]
)
def test_what_is_folded_opens_when_it_says_something(client, nieuw, veld):
    gegevens = {"status": "actief", "openbaar": "on"} | veld
    antwoord = client.post(nieuw, gegevens)
    assert " open>" in _uitklap(antwoord).partition("</summary>")[0]


def test_what_is_folded_is_closed_after_a_slip_elsewhere(client, nieuw):
    antwoord = client.post(nieuw, {"status": "actief", "openbaar": "on", "naam": ""})
    assert " open>" not in _uitklap(antwoord).partition("</summary>")[0]


def test_a_record_that_says_more_shows_it(client, eigen):
    rij = BOUWERS[maak_organisatie().__class__](eigen)
    vorm = adres(rij, "wijzigen")
    assert " open>" not in _uitklap(client.get(vorm)).partition("</summary>")[0]
    rij.ook_bekend_als = "WIJ-team"
    rij.save()
    assert " open>" in _uitklap(client.get(vorm)).partition("</summary>")[0]


def test_after_a_slip_one_begins_with_what_is_wrong(client, nieuw):
    html = client.post(nieuw, {"naam": "", "wijk": "", "thema": maak_thema().pk}).content.decode()
    assert html.count("autofocus") == 1
    assert '<div class="foutoverzicht" tabindex="-1" autofocus>' in html


def test_who_was_overtaken_begins_with_what_the_other_did(client, eigen):
    rij = BOUWERS[maak_organisatie().__class__](eigen)
    vorm = adres(rij, "wijzigen")
    form = client.get(vorm).context["form"]
    gegevens = {naam: form[naam].value() or "" for naam in form.fields} | {"versie": rij.versie}
    rij.afkorting = "GON"
    rij.save()
    html = client.post(vorm, gegevens | {"afkorting": "GN"}).content.decode()
    assert "Iemand anders was je voor" in html
    assert "autofocus" not in html


# Presses of Tab until the cursor stands in a field of the form.
TABS = 3
IN_VELD = "() => Boolean(document.activeElement.closest('main form .veld'))"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_first_field_is_near(browser, browser_context_args, site, javascript):
    context = browser.new_context(**browser_context_args, java_script_enabled=javascript)
    venster = context.new_page()
    log_in(venster, site, "coordinator_beijum")
    for adres_van_formulier in (
        "/organisaties/nieuw/",
        "/wijken/beijum/agendas/nieuw/",
        "/netwerken/sterk-netwerk-beijum/deelnames/nieuw/",
        "/verhalen/nieuw/",
    ):
        venster.goto(f"{site.url}{adres_van_formulier}")
        keren = 0
        while not venster.evaluate(IN_VELD):
            venster.keyboard.press("Tab")
            keren += 1
            assert keren <= TABS, adres_van_formulier
    context.close()

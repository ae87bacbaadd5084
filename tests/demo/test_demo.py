"""The demo data: complete, sourced, without persons, and loaded only once."""

import datetime
import hashlib
import json
import re
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from buurtnet.demo import gebruikers, gegevens
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.periode import Periode
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Contactpunt, Huisvesting, Inzet, Netwerk, Organisatie, Werkgebied
from wijken.models import Agenda, Agendapunt, Wijk

pytestmark = pytest.mark.django_db

FEITEN = settings.BASE_DIR.parent / "shared" / "domain" / "feiten.json"
VANDAAG = datetime.date(2026, 11, 22)

# What the sources only announce, by fact and by record.
AANGEKONDIGD = set("F201 F202 F218 F333 F344 F345 F351 F414 F428 F604 F605".split())
AANGEKONDIGDE_RECORDS = [
    (Accommodatie, "michi-noeki-wielewaalplein"),
    (Accommodatie, "drie-volgende-michi-noekis"),
    (Initiatief, "huiskamer-voor-ouderen"),
    (Initiatief, "michi-noeki"),
    (Initiatief, "dagbesteding-en-vrijwilligerswerk-op-de-sportparken"),
    (Activiteit, "spreekuren-in-de-dorpen"),
    (Netwerk, "netwerk-lewenborg-naar-beijums-voorbeeld"),
    (Netwerk, "werkgroep-dementievriendelijke-wijken"),
    (Netwerk, "wijkmakers"),
    (Netwerk, "leergang-wijkontwikkeling"),
    (Netwerk, "raad-van-inspiratie"),
    (Agenda, "concept-dorpsagenda-glimmen"),
    (Agenda, "uitvoeringsagenda-ten-boer"),
    (Agenda, "schets-accommodaties-oosterparkwijk"),
]

# Names of persons in the sources: the first 16 digits of SHA-256 over one to four words.
NAMEN = set(
    """
    49237bcb86cd75c9 98169a5afbfc5b80 2d51d3b42db94455 504ba7fb3b1f4061 634d42f65cc64fc2
    d7ad9be40a9c1ed1 6e10230307ee5ea8 20b1f891825d9a5a 0f91795aa0af06eb 75d7d37cef6aedc3
    10a9a7a2cadcd9b6 72a85281655f3d51 354868630635b948 734f18765003eb94 68670b4c79adb078
    915dd976643b8d87 5af72565f8312ec1 5030618661f6adda 61a259d387fd4480 a076dfd66df9aa1a
    """.split()
)


def modellen_met(basis):
    """Our models that inherit `basis`; their history models left out."""
    return [
        model
        for label in ("wijken", "initiatieven", "netwerken")
        for model in apps.get_app_config(label).get_models()
        if issubclass(model, basis) and not model.__name__.startswith("Historical")
    ]


def tellingen():
    """Per table of content how many rows there are, histories and links included."""
    return {
        model._meta.db_table: model._base_manager.count()
        for label in ("basis", "wijken", "initiatieven", "netwerken")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }


def draai(*opties):
    uit = StringIO()
    call_command("demo", *opties, stdout=uit)
    return uit.getvalue()


def test_every_fixture_row_is_loaded(demo):
    assert {naam: dubbel for naam, (_nieuw, dubbel) in demo.items() if dubbel} == {}
    assert {naam: len(gegevens.lees_rijen(naam)) for naam in demo} == {
        naam: nieuw for naam, (nieuw, _dubbel) in demo.items()
    }


def test_no_fixture_is_left_out():
    assert sorted(pad.stem for pad in gegevens.MAP.glob("*.json")) == sorted(gegevens.BESTANDEN)


def test_every_story_has_a_drawing_of_our_own_with_words(demo):
    tekeningen = {pad.name: pad for pad in (gegevens.MAP / "tekeningen").iterdir()}
    assert sorted(tekeningen) == sorted(f"{rij.slug}.webp" for rij in Verhaal.objects.all())
    assert max(pad.stat().st_size for pad in tekeningen.values()) < 26_000
    for verhaal in Verhaal.objects.all():
        assert verhaal.afbeelding.bestaat
        assert 40 < len(verhaal.afbeelding_alt) <= 250
        assert verhaal.afbeelding_maker == "Tekening: buurtnet"
    assert len({verhaal.afbeelding for verhaal in Verhaal.objects.all()}) == len(tekeningen)


def test_loading_twice_changes_nothing(demo):
    ervoor = tellingen()
    uit = draai()
    assert "Klaar: 0 rijen toegevoegd." in uit
    assert tellingen() == ervoor


def test_a_new_record_has_one_version_and_a_short_history(demo):
    for model in modellen_met(Herkomst):
        if issubclass(model, Agenda | Organisatie | Initiatief | Inzet):
            assert not model.objects.exclude(versie=1).exists()
    assert {rij.history.count() for rij in Initiatief.objects.all()} == {2}
    assert {rij.history.count() for rij in Inzet.objects.all()} == {1}


def test_what_people_changed_is_left_alone(demo):
    organisatie = Organisatie.objects.get(slug="gon")
    organisatie.naam = "Een nieuwe naam"
    organisatie.slug = ""
    organisatie.save()
    inzet = Inzet.objects.first()
    inzet.beeindig(VANDAAG)
    inzet.save()
    draai()
    assert not Organisatie.objects.filter(slug="gon").exists()
    assert Inzet.objects.get(pk=inzet.pk).tot == VANDAAG
    assert Inzet.objects.count() == len(gegevens.lees_rijen("inzet"))


def test_every_fact_of_the_sources_has_a_place(demo):
    if not FEITEN.exists():
        pytest.skip("the facts are not at hand: ../shared/domain/feiten.json")
    feiten = {feit["id"] for feit in json.loads(FEITEN.read_text())["feiten"]}
    assert sorted(feiten - gedekte_feiten()) == []


def gedekte_feiten():
    return {
        feit
        for model in modellen_met(Herkomst)
        for vindplaats in model._base_manager.values_list("vindplaats", flat=True)
        for feit in re.findall(r"\bF\d{3}\b", vindplaats)
    }


def test_every_row_says_where_it_comes_from(demo):
    for model in modellen_met(Herkomst):
        zonder = model._base_manager.filter(bron__isnull=True) | model._base_manager.filter(
            vindplaats=""
        )
        assert list(zonder) == []
        for rij in model._base_manager.select_related("bron"):
            vorm = r"(?:(?:s\d|geo|redactie):[^;:]+(?:; |$))+"
            assert re.fullmatch(vorm, rij.vindplaats), (rij, rij.vindplaats)
            assert f"{rij.bron.slug}:" in rij.vindplaats, (rij, rij.vindplaats)


def test_nothing_looks_fresher_than_its_source(demo):
    for model in modellen_met(Herkomst):
        for rij in model._base_manager.exclude(bevestigd_op=None):
            assert rij.bevestigd_op <= datetime.date(2024, 1, 1), rij
            assert rij.bevestigd_door is None


def test_no_person_is_named(demo):
    for pad in gegevens.MAP.glob("*.json"):
        woorden = re.findall(r"[^\W\d_]+", pad.read_text().lower())
        for lengte in range(1, 5):
            groepen = {" ".join(woorden[i : i + lengte]) for i in range(len(woorden) - lengte + 1)}
            gevonden = {
                groep
                for groep in groepen
                if hashlib.sha256(groep.encode()).hexdigest()[:16] in NAMEN
            }
            assert not gevonden, pad.name
    assert not Contactpunt.objects.exclude(naam="").exists()


def test_what_was_only_announced_is_not_active(demo):
    for model in (Werkgebied, Huisvesting, Inzet):
        for rij in model.objects.op(VANDAAG):
            feiten = set(re.findall(r"F\d{3}", rij.vindplaats))
            assert not feiten & AANGEKONDIGD, rij
    for model, slug in AANGEKONDIGDE_RECORDS:
        assert not model.objects.get(slug=slug).geldt_op(VANDAAG), slug


def test_the_general_vision_belongs_to_no_wijk(demo):
    visie = Agenda.objects.get(slug="samenwerken-in-de-wijk")
    assert not visie.wijken.exists()
    assert not visie.netwerken.exists()
    assert not visie.punten.exclude(thema=None).exists()
    for model in modellen_met(Periode):
        if model not in (Agenda, Agendapunt):
            assert not model.objects.filter(bron__slug="s2").exists()


def test_the_tree_holds_the_whole_city(demo):
    groningen = Wijk.objects.get(slug="groningen")
    assert groningen.delen.filter(soort="gebied").count() == 7
    assert Wijk.objects.in_tak(groningen).woonplaatsen().count() == 77
    assert not Wijk.objects.woonplaatsen().exclude(pad__startswith=groningen.pad).exists()
    zonder_omtrek = Wijk.objects.woonplaatsen().filter(omtrek__isnull=True)
    assert [wijk.slug for wijk in zonder_omtrek] == ["maarwold"]


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


def test_people_are_refused_on_a_real_site(demo):
    with pytest.raises(CommandError, match="--ook-in-productie"):
        draai("--gebruikers")
    assert not get_user_model().objects.exists()


def test_people_may_be_made_on_a_real_site_on_request(demo):
    draai("--gebruikers", "--ook-in-productie")
    assert get_user_model().objects.count() == len(gebruikers.ROLLEN)


def test_one_person_per_role_can_log_in(demo, debug):
    uit = draai("--gebruikers")
    for wie in gebruikers.ROLLEN.values():
        wachtwoord = re.search(rf"^{re.escape(wie['email'])} +(\S+)$", uit, re.M)[1]
        gebruiker = get_user_model().objects.get(email=wie["email"])
        assert gebruiker.check_password(wachtwoord)
        assert gebruiker.emailaddress_set.get().verified
    coordinator = get_user_model().objects.get(email="coordinator.beijum@voorbeeld.test")
    assert coordinator.is_coordinator
    assert not coordinator.is_staff
    assert get_user_model().objects.get(email="redacteur@voorbeeld.test").is_redacteur
    assert get_user_model().objects.get(email="beheerder@voorbeeld.test").is_staff


def test_people_who_exist_keep_their_passwords(demo, debug):
    draai("--gebruikers")
    ervoor = list(get_user_model().objects.values_list("email", "password"))
    assert draai("--gebruikers").count("bestaat al, niets veranderd") == len(ervoor)
    assert list(get_user_model().objects.values_list("email", "password")) == ervoor


def test_json_names_an_own_and_a_foreign_object_per_role(demo, debug):
    rollen = {rol["rol"]: rol for rol in json.loads(draai("--gebruikers", "--json"))["rollen"]}
    assert list(rollen) == ["bezoeker", *gebruikers.ROLLEN]
    assert rollen["bezoeker"]["gebruiker"] is None
    for rol, email in [(naam, wie["email"]) for naam, wie in gebruikers.ROLLEN.items()]:
        gebruiker = get_user_model().objects.get(email=email)
        assert rollen[rol]["gebruiker"]["pk"] == gebruiker.pk
        assert gebruiker.check_password(rollen[rol]["wachtwoord"])
    for rol in ("coordinator_beijum", "coordinator_zuid"):
        gebruiker = get_user_model().objects.get(pk=rollen[rol]["gebruiker"]["pk"])
        assert Netwerk.objects.get(pk=rollen[rol]["eigen"]["pk"]).can_edit(gebruiker)
        assert not Netwerk.objects.get(pk=rollen[rol]["vreemd"]["pk"]).can_edit(gebruiker)


def test_json_without_people_still_names_the_objects(demo):
    rollen = json.loads(draai("--json"))["rollen"]
    assert [rol["gebruiker"] for rol in rollen] == [None] * len(rollen)
    assert rollen[0]["vreemd"]["slug"]

"""Each kind of record says on its model what it is, and all that shows every kind shows it."""

import dataclasses

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken import wijzigingen
from buurtnet.bewerken.opslaan import adres
from buurtnet.kern import soorten
from buurtnet.kern.record import Record
from buurtnet.kern.soorten import Recordsoort, Rijsoort, plekrijen
from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.paginas import sitemaps
from buurtnet.paginas.zoeken import pagina as zoekpagina
from netwerken import nagelopen
from tests.hulp import bouwers

pytestmark = pytest.mark.django_db

KLAAR = {
    "kop": "Regelingen",
    "woord": "regeling",
    "icoon": "plek",
    "volgorde": 10,
    "pagina": "initiatieven:regeling",
    "lijst": "initiatieven:regelingen",
    "open_data": None,
    "plekken": "wijken",
    "gevolgd": True,
    "nagelopen": True,
}


def per_soort(modellen):
    return pytest.mark.parametrize("model", modellen, ids=lambda model: model._meta.model_name)


def subklassen(model):
    """All concrete models below `model`, wherever they stand."""
    for onder in model.__subclasses__():
        yield from subklassen(onder)
        if not onder._meta.abstract:
            yield onder


def maak(model, **velden):
    return getattr(bouwers, f"maak_{model._meta.model_name}")(**velden)


# What a Record class leaves out


def test_every_record_class_says_what_kind_it_is():
    assert {*subklassen(Record)} == {*soorten.alle()}
    assert [fout for model in soorten.alle() for fout in soorten.controleer(model)] == []


def regeling(ouder=Record, **attrs):
    """A kind of record that is nowhere but here, and in no database."""

    class Regeling(ouder):
        class Meta:
            abstract = True

    for naam, waarde in attrs.items():
        setattr(Regeling, naam, waarde)
    return Regeling


def test_a_record_class_that_does_not_say_its_kind_is_named():
    [fout] = soorten.controleer(regeling())
    assert fout.id == "buurtnet.E001" and "Regeling does not say" in fout.msg
    # As a row is not enough, and what another kind says counts for that kind alone.
    als_rij = Rijsoort(pagina="initiatieven:regeling", gevolgd=True, nagelopen=True)
    [fout] = soorten.controleer(regeling(rijsoort=als_rij))
    assert fout.id == "buurtnet.E001"
    ouder = regeling(rijsoort=Recordsoort(**KLAAR | {"plekken": None}))
    assert soorten.controleer(ouder) == []
    [fout] = soorten.controleer(regeling(ouder))
    assert fout.id == "buurtnet.E001"


def test_a_record_class_with_places_by_a_relation_it_lacks_is_named():
    [fout] = soorten.controleer(regeling(rijsoort=Recordsoort(**KLAAR)))
    assert fout.id == "buurtnet.E002" and "Regeling has no relation wijken" in fout.msg


def test_django_asks_it_of_every_record_class():
    """At each command of manage.py, so before anything is served."""
    model = soorten.alle()[0]
    with pytest.MonkeyPatch.context() as mp:
        assert model.check() == []
        mp.delattr(model, "rijsoort")
        assert [fout.id for fout in model.check()] == ["buurtnet.E001"]


@pytest.mark.parametrize("veld", KLAAR)
def test_a_kind_that_leaves_something_out_can_not_be_declared(veld):
    with pytest.raises(TypeError, match=f"missing 1 required .*'{veld}'"):
        Recordsoort(**{naam: waarde for naam, waarde in KLAAR.items() if naam != veld})


def test_only_what_nearly_all_kinds_share_has_a_default():
    velden = dataclasses.fields(Recordsoort)
    zonder = {veld.name for veld in velden if veld.default is dataclasses.MISSING}
    assert zonder == {*KLAAR}
    assert {veld.name for veld in velden} - zonder == {"relaties", "plekken_op"}


# What shows every kind


@per_soort(soorten.alle())
def test_a_kind_has_the_page_of_its_records_and_a_list(client, model):
    record = maak(model)
    assert record.get_absolute_url() == reverse(model.rijsoort.pagina, args=[record.slug])
    assert client.get(reverse(model.rijsoort.lijst)).status_code == 200


def test_search_has_every_kind_in_an_order_of_its_own(client):
    labels = {model._meta.label_lower for model in soorten.alle()}
    assert {*zoekpagina.SOORTEN} == labels
    volgorde = [soort.volgorde for soort in zoekpagina.SOORTEN.values()]
    assert volgorde == sorted({*volgorde})
    for model in soorten.alle():
        maak(model, naam="Slimotheek")
    groepen = client.get(reverse("zoeken"), {"q": "slimotheek"}).context["uitslag"].groepen
    assert [(groep.soort, groep.kop, groep.icoon) for groep in groepen] == [
        (label, soort.kop, soort.icoon) for label, soort in zoekpagina.SOORTEN.items()
    ]


@per_soort([model for model in soorten.alle() if model.rijsoort.plekken])
def test_search_knows_the_places_of_a_kind_that_has_them(model):
    waar, wanneer = bouwers.maak_wijk(naam="Beijum"), timezone.localdate()
    record = maak(model, naam="Slimotheek")
    if hasattr(model, "wijken"):
        record.wijken.set([waar])
    else:
        rijen = model._meta.get_field(model.rijsoort.plekken).related_model
        maak(rijen, wijk=waar, **{model._meta.model_name: record})
    eigenaar = f"{model._meta.model_name}_id"
    assert [*plekrijen(model, wanneer).values_list(eigenaar, "wijk")] == [(record.pk, waar.pk)]
    ingang = Zoekingang.objects.get(soort=model._meta.label_lower)
    zoekpagina.zet_plaatsen([ingang])
    assert ingang.waar == "Beijum"


def test_the_sitemap_has_every_kind_and_its_list(client):
    eigen = {model._meta.model_name for model in soorten.alle()}
    inhoud = client.get("/sitemap.xml").content.decode()
    assert all(f"/sitemap-{naam}.xml" in inhoud for naam in eigen)
    paginas = client.get("/sitemap-paginas.xml").content.decode()
    for model in soorten.alle():
        assert f"<loc>http://testserver{reverse(model.rijsoort.lijst)}</loc>" in paginas
        assert sitemaps.GAAT_OVER[model.rijsoort.lijst] == [model]


@pytest.mark.parametrize("naam", ["open_data", "api"])
def test_the_open_data_has_every_list_with_a_machine_form(client, naam):
    getoond = client.get(reverse(naam)).context["lijsten"]
    met_vorm = [model.rijsoort for model in soorten.alle() if model.rijsoort.open_data]
    assert [soort.open_data for soort in met_vorm] != []
    assert len({soort.open_data for soort in met_vorm}) == len(met_vorm)
    # Signals are no records, and have a list with machine forms as well.
    lijsten = {reverse(soort.lijst) for soort in met_vorm} | {reverse("netwerken:signalen")}
    assert {adres for _kop, adres in getoond} == lijsten
    for model in soorten.alle():
        antwoord = client.get(reverse(model.rijsoort.lijst), {"formaat": "json"})
        is_json = antwoord["Content-Type"].startswith("application/json")
        assert is_json == bool(model.rijsoort.open_data)


# The desk


def test_the_desk_follows_and_has_confirmed_what_says_so():
    gevolgd = {model for model in soorten.rijen() if model.rijsoort.gevolgd}
    na_te_gaan = {model for model in soorten.rijen() if model.rijsoort.nagelopen}
    assert {*wijzigingen.GEVOLGD.values()} == gevolgd
    assert {*nagelopen.NAGELOPEN.values()} == na_te_gaan
    # By its name alone a kind is known in forms and in the history.
    assert len({model._meta.model_name for model in soorten.rijen()}) == len(soorten.rijen())


@per_soort([model for model in soorten.rijen() if model.rijsoort.gevolgd])
def test_a_change_is_named_as_the_row_and_leads_to_its_page(model):
    rij, redacteur = maak(model), bouwers.maak_redacteur()
    rij._history_user = redacteur
    rij.save()
    [regel] = [r for r in wijzigingen.laatste_wijzigingen(redacteur) if r["wat"] == "gewijzigd"]
    assert (regel["naam"], regel["adres"]) == (str(rij), rij.get_absolute_url())
    assert regel["geschiedenis"] == adres(rij, "geschiedenis")


@per_soort([model for model in soorten.rijen() if model.rijsoort.relaties])
def test_naming_a_row_asks_for_no_more_than_was_said(django_assert_num_queries, model):
    maak(model)
    with django_assert_num_queries(1):
        [rij] = model.objects.select_related(*model.rijsoort.relaties)
        assert str(rij) and rij.padsleutel

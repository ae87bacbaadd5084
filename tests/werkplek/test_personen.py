"""Nothing of one person in what many read: every text that coordinators type is looked at."""

import importlib
import pkgutil

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError

from buurtnet import bewerken, werkplek
from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from netwerken.models import Inzet
from tests.hulp.bouwers import maak_deelname, maak_inzet, maak_organisatie
from tests.hulp.naamwoorden import adres, ingevuld

pytestmark = pytest.mark.django_db
NUMMER = "06-12345678"
MODELLEN = [model for model in apps.get_models() if issubclass(model, Bewerkbaar)]
TEKSTEN = [(model, naam) for model in MODELLEN for naam in sorted(model.openbare_teksten())]
# What refuses it by a rule of its own: it can only be an address of a website, a postcode, days.
EIGEN_REGEL = {"url", "website", "cbs_code", "postcode", "regel"}
# Why something ended or changed stands in the history, which coordinators read.
REDEN = "reden"
# What else not many read, by form and field, and why.
NIET_OPENBAAR = {
    "in a mail to whom the sender chooses": {("MailFormulier", "vooraf")},
    "an account: who it is": {
        ("UitnodigingFormulier", "naam"),
        ("Opvolging", "naam"),
    },
    "days, read as such": {("ActiviteitFormulier", "niet_op"), ("ActiviteitFormulier", "ook_op")},
}


def formulieren():
    """Every form of coordinators."""
    for kamer in (bewerken, werkplek):
        for module in pkgutil.walk_packages(kamer.__path__, f"{kamer.__name__}."):
            if "management" not in module.name:
                importlib.import_module(module.name)

    def onder(klasse):
        for kind in klasse.__subclasses__():
            yield kind
            yield from onder(kind)

    return {
        form
        for form in onder(forms.BaseForm)
        if form.__module__.startswith(("buurtnet.bewerken.", "buurtnet.werkplek."))
    }


def getypte_velden():
    """(form, name, field) of each field in which somebody types a text of their own."""
    for form in sorted(formulieren(), key=lambda form: form.__qualname__):
        for naam, veld in form.base_fields.items():
            vrij = isinstance(veld, forms.CharField) and not isinstance(veld, PeriodeDatumField)
            if vrij and isinstance(veld.widget, (forms.TextInput, forms.Textarea)):
                yield form, naam, veld


@pytest.mark.parametrize(
    ("model", "naam"), TEKSTEN, ids=[f"{model._meta.model_name}.{naam}" for model, naam in TEKSTEN]
)
def test_a_text_of_many_refuses_what_is_of_one_person(model, naam):
    rij = model(**{naam: NUMMER})
    with pytest.raises(ValidationError) as fout:
        rij.clean_fields()
    gezegd = [een.code for een in fout.value.error_dict[naam]]
    assert naam in EIGEN_REGEL or gezegd == ["mobiel"]


def test_every_text_that_a_coordinator_types_is_looked_at():
    """By the model that it is a field of, or else by the field of the form itself."""
    vergeten = set()
    for form, naam, veld in getypte_velden():
        model = getattr(getattr(form, "_meta", None), "model", None)
        eigen = model and naam in (model.openbare_teksten() | model.van_een_persoon)
        if not eigen and weiger_persoonsgegevens not in veld.validators and naam != REDEN:
            vergeten.add((form.__name__, naam))
    assert vergeten == set().union(*NIET_OPENBAAR.values())


def test_what_somebody_typed_earlier_does_not_keep_another_from_the_rest(client, eigen):
    """Of before it was looked at: only who changes that text hears of it."""
    inzet = maak_inzet(wijk=eigen.wijk)
    Inzet.objects.filter(pk=inzet.pk).update(toelichting=f"Bel {NUMMER}")
    gegevens = ingevuld(client, inzet)
    antwoord = client.post(adres(inzet, "wijzigen"), gegevens | {"vanaf": "2020"})
    assert antwoord.status_code == 302
    gegevens |= {"versie": 2, "toelichting": f"Bel Jan op {NUMMER}"}
    antwoord = client.post(adres(inzet, "wijzigen"), gegevens)
    assert "een mobiel nummer" in str(antwoord.context["form"].errors["toelichting"])


def test_a_form_says_it_once_and_beside_the_field(client, eigen):
    deelname = maak_deelname(netwerk=eigen.netwerk, organisatie=maak_organisatie())
    gegevens = ingevuld(client, deelname) | {"toelichting": "jan@voorbeeld.nl"}
    form = client.post(adres(deelname, "wijzigen"), gegevens).context["form"]
    assert len(form.errors["toelichting"]) == len(form.errors) == 1
    assert "contactpunten" in form.errors["toelichting"][0]

"""What somebody may change they may also read: of every model, whatever hangs on what is hidden."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.record import Record
from tests.hulp import bouwers

pytestmark = pytest.mark.django_db
# Which rows everybody may read follows from their whole, or they are for staff.
MODELLEN = [
    model
    for model in apps.get_models()
    if issubclass(model, Bewerkbaar) and hasattr(model.objects.all(), "visible_to")
]


def maak(model, **velden):
    return getattr(bouwers, f"maak_{model._meta.model_name}")(**velden)


def relaties(model):
    """The fields that point at a record, each with whether it holds many."""
    velden = [*model._meta.fields, *model._meta.many_to_many]
    wijzend = [veld for veld in velden if veld.is_relation and veld.editable]
    return [veld for veld in wijzend if issubclass(veld.related_model, Record)]


def waarde(veld, record):
    return [record] if veld.many_to_many else record


def maak_rijen(model, eigen):
    """Rows of `model` that are of `eigen` in each way there is, with each other end hidden.

    `eigen`: {model: record of their own}.
    """
    velden = relaties(model)
    manieren = [{v.name: waarde(v, eigen[v.related_model])} for v in velden]
    anders = [{}] + [{v.name: waarde(v, maak(v.related_model, openbaar=False))} for v in velden]
    if issubclass(model, Record):
        anders.append({"openbaar": False})
    for manier in manieren or [{}]:
        for ander in anders:
            try:
                with transaction.atomic():
                    rij = maak(model, **{**ander, **manier})
            except ValidationError:
                continue  # no such row can be
            if issubclass(model, tuple(IN_HOEDE)):
                bouwers.in_hoede_van(eigen[NETWERK], rij)


NETWERK = apps.get_model("netwerken", "Netwerk")
IN_HOEDE = apps.get_model("netwerken", "Hoede").SOORTEN.values()


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model._meta.model_name)
def test_what_somebody_may_change_they_may_also_read(model):
    werkgebied = bouwers.maak_werkgebied()
    eigen = {NETWERK: werkgebied.netwerk, type(werkgebied.wijk): werkgebied.wijk}
    coordinator = bouwers.maak_coordinator(werkgebied.netwerk)
    for ander in {veld.related_model for veld in relaties(model)} - eigen.keys():
        eigen[ander] = maak(ander)
        if ander in IN_HOEDE:
            bouwers.in_hoede_van(werkgebied.netwerk, eigen[ander])
    maak_rijen(model, eigen)
    mensen = [coordinator, bouwers.maak_coordinator(), bouwers.maak_redacteur(), AnonymousUser()]
    for wie in mensen:
        wijzigen = set(model.objects.editable_by(wie))
        assert wijzigen <= set(model.objects.visible_to(wie))
        assert wie not in mensen[2:3] or wijzigen == set(model.objects.all())

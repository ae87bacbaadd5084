"""Rules for fields that several models have, kept by the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HELE_POSITIE = models.CheckConstraint(
    name="%(app_label)s_%(class)s_hele_positie",
    condition=models.Q(lat__isnull=True, lon__isnull=True)
    | models.Q(lat__isnull=False, lon__isnull=False),
    violation_error_message=_("Vul de breedtegraad én de lengtegraad in, of geen van beide."),
)


def bekende_keuzes(*velden):
    """Decorate a model: the database refuses what is not among the choices of these fields.

    Beside the model and not in its Meta, which can't see the choices that the model names.
    """

    def bewaak(model):
        meta = model._meta
        keuzes = {
            f"{naam}__in": [waarde for waarde, _label in meta.get_field(naam).flatchoices]
            for naam in velden
        }
        regel = models.CheckConstraint(
            name=f"{meta.app_label}_{meta.model_name}_keuzes_bekend",
            condition=models.Q(**keuzes),
            violation_error_message=_("Kies iets uit de lijst."),
        )
        meta.constraints = [*meta.constraints, regel]
        # Where migrations look for what a model says of itself.
        meta.original_attrs["constraints"] = meta.constraints
        return model

    return bewaak

"""Rules for fields that several models have, kept by the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HELE_POSITIE = models.CheckConstraint(
    name="%(app_label)s_%(class)s_hele_positie",
    condition=models.Q(lat__isnull=True, lon__isnull=True)
    | models.Q(lat__isnull=False, lon__isnull=False),
    violation_error_message=_("Vul de breedtegraad én de lengtegraad in, of geen van beide."),
)


def bekende_keuzes(**keuzes):
    """Decorate the Meta of a model: the database refuses what is not among these choices.

    `keuzes` gives the choices (TextChoices) by the name of the field. A decorator, because it sees
    the choices that the model names; what stands inside the Meta doesn't.
    """
    regel = models.CheckConstraint(
        name="%(app_label)s_%(class)s_keuzes_bekend",
        condition=models.Q(**{f"{naam}__in": soort.values for naam, soort in keuzes.items()}),
        violation_error_message=_("Kies iets uit de lijst."),
    )

    def bewaak(meta):
        meta.constraints = [*getattr(meta, "constraints", ()), regel]
        return meta

    return bewaak

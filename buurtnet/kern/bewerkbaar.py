"""What people edit: each save raises its number and leaves a version in its history."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from . import rechten, regels


class Versies(HistoricalRecords):
    """As its parent; the history of a model is kept by the app that keeps the model."""

    def get_meta_options(self, model):
        return super().get_meta_options(model) | {"app_label": model._meta.app_label}


class Bewerkbaar(models.Model):
    """What people edit: with a history and a number that each save raises by one."""

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(_("gewijzigd op"), default=timezone.now, editable=False)
    history = Versies(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            self.versie += 1
        self.gewijzigd_op = timezone.now()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "versie", "gewijzigd_op"}
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude=None):
        """As Django's, in fewer queries: see `regels.keur`."""
        regels.keur(self, uitgezonderd=exclude or ())

    def can_edit(self, gebruiker):
        return rechten.mag_wijzigen(self, gebruiker)

    # Reverse accessor of the parts whose history is told with that of the whole.
    deelveld = ""

    @property
    def padsleutel(self):
        """What names this row in the addresses of its forms."""
        return {"pk": self.pk}

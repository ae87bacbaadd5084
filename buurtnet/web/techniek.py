"""The table of the data version: no content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dataversie(models.Model):
    """One row with a random token that the database renews at every change of content."""

    is_inhoud = False

    token = models.CharField(max_length=36)

    class Meta:
        app_label = "basis"
        verbose_name = _("dataversie")
        verbose_name_plural = _("dataversies")

    def __str__(self):
        return self.token

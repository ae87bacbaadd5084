"""Marks of forms that were handed in: the same form makes no second record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Inzending(models.Model):
    """A form that was handed in: the same form handed in again makes no second record."""

    is_inhoud = False

    sleutel = models.UUIDField(unique=True)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inzendingen"
    )
    doel = models.CharField(max_length=300, help_text=_("Adres van wat het formulier maakte."))
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "basis"
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        ordering = ["-op", "pk"]

    def __str__(self):
        return str(self.sleutel)

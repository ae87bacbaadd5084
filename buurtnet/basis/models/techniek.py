"""Tables that keep the site itself right: no content."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Dataversie(models.Model):
    """One row with a random token that the database renews at every change of content."""

    token = models.CharField(max_length=36)

    class Meta:
        verbose_name = _("dataversie")
        verbose_name_plural = _("dataversies")

    def __str__(self):
        return self.token


class Inzending(models.Model):
    """A form that was handed in: the same form handed in again makes no second record."""

    sleutel = models.UUIDField(unique=True)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inzendingen"
    )
    doel = models.CharField(max_length=300, help_text=_("Adres van wat het formulier maakte."))
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        ordering = ["-op", "pk"]

    def __str__(self):
        return str(self.sleutel)

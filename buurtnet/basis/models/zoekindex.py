"""The search index: derived from the records, rebuilt by `manage.py zoekindex`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zoekingang(models.Model):
    """One record as search shows it."""

    soort = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    naam = models.CharField(max_length=160)
    adres = models.CharField(max_length=200)
    toelichting = models.CharField(max_length=200, blank=True)
    openbaar = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("zoekingang")
        verbose_name_plural = _("zoekingangen")
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "object_id"], name="basis_zoekingang_uniek")
        ]

    def __str__(self):
        return self.naam


class Zoekwoord(models.Model):
    """A distinct word of the index: without accents or capitals, stemmed."""

    woord = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        ordering = ["woord", "pk"]

    def __str__(self):
        return self.woord


class Zoekvermelding(models.Model):
    """That a word stands in a record; the weight is higher where it tells more."""

    woord = models.ForeignKey(Zoekwoord, on_delete=models.CASCADE, related_name="vermeldingen")
    ingang = models.ForeignKey(Zoekingang, on_delete=models.CASCADE, related_name="vermeldingen")
    gewicht = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("zoekvermelding")
        verbose_name_plural = _("zoekvermeldingen")
        ordering = ["-gewicht", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["woord", "ingang"], name="basis_zoekvermelding_uniek")
        ]

    def __str__(self):
        return f"{self.woord_id} in {self.ingang_id}"

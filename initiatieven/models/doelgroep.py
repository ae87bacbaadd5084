"""Whom something is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.letters import slug_van
from buurtnet.kern.tekst import TekstQuerySet

# The address of what is for everybody.
VOOR_IEDEREEN = "alle-bewoners"


class DoelgroepManager(models.Manager.from_queryset(TekstQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Doelgroep(Bewerkbaar):
    """Whom something is for: older people, children, newcomers."""

    naam = models.CharField(_("naam"), max_length=60, unique=True)
    slug = models.SlugField(_("adres"), unique=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    zonder_personen = ("naam",)
    objects = DoelgroepManager()

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["volgorde", "naam", "pk"]

    def __str__(self):
        return self.naam

    def save(self, *args, **kwargs):
        self.slug = self.slug or slug_van(self.naam)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)

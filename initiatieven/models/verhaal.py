"""Stories from a wijk, with whom they are about."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.fotos.veld import MetAfbeelding
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.record import Record, RecordManager
from buurtnet.kern.soorten import Recordsoort
from buurtnet.web.taal import recordadres
from wijken.models import Wijk

from .accommodatie import Accommodatie
from .in_wijken import InWijkenQuerySet
from .initiatief import Initiatief


class VerhaalQuerySet(InWijkenQuerySet):
    def verschenen(self, datum):
        return self.filter(datum__lte=datum)

    def visible_to(self, gebruiker):
        """A story whose day has yet to come is read by who may change it, not by others."""
        zichtbaar = super().visible_to(gebruiker)
        toekomst = models.Q(datum__gt=timezone.localdate())
        if not gebruiker.is_authenticated:
            return zichtbaar.exclude(toekomst)
        return zichtbaar.filter(~toekomst | models.Q(pk__in=Verhaal.objects.editable_by(gebruiker)))


class Verhaal(MetAfbeelding, Record):
    """A story about what happens in a wijk; the text is Markdown."""

    zoekvelden = ("naam", "inleiding", "tekst")
    rijsoort = Recordsoort(
        kop=_("Verhalen"),
        woord=_("verhaal"),
        icoon="verhaal",
        volgorde=9,
        pagina="initiatieven:verhaal",
        lijst="initiatieven:verhalen",
        open_data=6,
        plekken="wijken",
        gevolgd=True,
        nagelopen=False,
    )

    inleiding = models.TextField(_("inleiding"), blank=True)
    tekst = models.TextField(
        _("tekst"),
        help_text=_(
            "Een lege regel begint een nieuwe alinea, ## een tussenkop, een streepje een opsomming."
            " Zo maak je **vet**, *schuin* en een link: [wat je leest](https://adres.nl)."
        ),
    )
    datum = models.DateField(_("datum"), default=timezone.localdate)
    datum_precisie = models.CharField(
        _("precisie van de datum"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), related_name="verhalen", blank=True
    )
    initiatieven = models.ManyToManyField(
        Initiatief, verbose_name=_("initiatieven"), related_name="verhalen", blank=True
    )
    accommodaties = models.ManyToManyField(
        Accommodatie, verbose_name=_("plekken"), related_name="verhalen", blank=True
    )

    _history_m2m_fields = ("wijken", "initiatieven", "accommodaties")
    zonder_personen = ("inleiding", "tekst")
    objects = RecordManager.from_queryset(VerhaalQuerySet)()

    class Meta(MetAfbeelding.Meta):
        verbose_name = _("verhaal")
        verbose_name_plural = _("verhalen")
        ordering = ["-datum", "naam", "pk"]

    def get_absolute_url(self):
        return recordadres("initiatieven:verhaal", self.slug)

    @property
    def verschijnt_op(self):
        return self.datum

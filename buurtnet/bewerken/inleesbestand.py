"""A table that somebody sent to be read in, kept between the steps; and what columns mean to them.

Both are one person's own: nobody else gets to see them, and `opruimen` clears them away.
"""

import datetime
import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# A table that nobody took over: it may name people.
TABEL_BEWAARD = datetime.timedelta(days=7)
TABEL = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Een tabel die je inleest, en wat je ervan zei"),
    waarvoor=_("Om de rijen stap voor stap over te nemen."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Alleen jij."),
    hoe_lang=format_lazy(_("{duur}."), duur=duur(TABEL_BEWAARD)),
)
KOLOMMEN = TABEL._replace(
    wat=_("Wat de kolommen van je tabellen betekenen"),
    waarvoor=_("Om je dat de volgende keer niet opnieuw te vragen."),
    hoe_lang=_("Tot je account weg is."),
)


class Inleesbestand(models.Model):
    """A file of which the rows are not all on the site yet."""

    is_inhoud = False

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inleesbestanden"
    )
    op = models.DateTimeField(auto_now_add=True)
    naam = models.CharField(_("naam van het bestand"), max_length=120)
    # [[name of the sheet, [[number of the row, [text of each cell]], ...]], ...]
    bladen = models.JSONField(default=list)
    # Which sheet and row, what each column is, which wijk and network: see `werkplek.inlezen`.
    keuze = models.JSONField(default=dict)
    # {kind: {key of a spelling: [how surely, [keys of the records that it may be]]}}
    gevonden = models.JSONField(default=dict)
    # {kind: {key of a spelling: what the user said that it is}}
    beslissingen = models.JSONField(default=dict)
    # Where to go once the rows are on the site; empty until then.
    doel = models.TextField(blank=True)
    persoonsgegevens = dict.fromkeys(
        ("gebruiker", "naam", "bladen", "keuze", "gevonden", "beslissingen"), TABEL
    )
    zonder_personen = ("doel",)

    class Meta:
        app_label = "basis"
        verbose_name = _("inleesbestand")
        verbose_name_plural = _("inleesbestanden")
        ordering = ["-op", "pk"]

    def __str__(self):
        return self.naam


class KolomkoppelingQuerySet(models.QuerySet):
    def onthoud(self, gebruiker, koppen, keuze):
        """Keep what `gebruiker` says that a table with these headings is."""
        self.update_or_create(
            gebruiker=gebruiker, afdruk=afdruk_van(koppen), defaults={"keuze": keuze}
        )

    def van(self, gebruiker, koppen):
        """What they said of a table with these headings the last time; None when never."""
        eerder = self.filter(gebruiker=gebruiker, afdruk=afdruk_van(koppen)).first()
        return eerder and eerder.keuze


class Kolomkoppeling(models.Model):
    """What the columns of a table with certain headings are, as one person said it."""

    is_inhoud = False

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kolomkoppelingen"
    )
    afdruk = models.CharField(max_length=64)
    keuze = models.JSONField(default=dict)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    persoonsgegevens = dict.fromkeys(("gebruiker", "keuze"), KOLOMMEN)
    zonder_personen = ("afdruk",)
    objects = KolomkoppelingQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("kolomkoppeling")
        verbose_name_plural = _("kolomkoppelingen")
        ordering = ["-gewijzigd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "afdruk"], name="basis_kolomkoppeling_uniek"
            )
        ]

    def __str__(self):
        return self.afdruk


def afdruk_van(koppen):
    """What tells one row of headings from another, whatever their case."""
    return hashlib.sha256(json.dumps([kop.casefold() for kop in koppen]).encode()).hexdigest()

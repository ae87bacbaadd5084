"""What somebody did in one go, kept so that it can be undone in one go.

All that is saved within `handeling` belongs to it (`kern.spoor`): each row with its number before
and after. To undo is to write the rows once more as they were (`ongedaan`), which is a handeling
too. Nothing is taken out of the history.
"""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern import spoor
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# How long something can be undone.
TERMIJN = datetime.timedelta(days=14)
# How long is told what was done.
BEWAARTIJD = datetime.timedelta(days=365)
_LOPEND = ContextVar("handeling", default=None)
GEDAAN = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Wat je in één keer deed"),
    waarvoor=_("Om het in één keer ongedaan te maken."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Jij en de redactie."),
    hoe_lang=format_lazy(_("{duur}."), duur=duur(BEWAARTIJD)),
)


class HandelingQuerySet(models.QuerySet):
    def visible_to(self, gebruiker):
        """One's own; a redacteur reads those of all."""
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        return self if gebruiker.is_redacteur else self.filter(gebruiker=gebruiker)


class Handeling(models.Model):
    """What somebody did in one go: rows that were written together."""

    is_inhoud = False

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handelingen"
    )
    op = models.DateTimeField(default=timezone.now)
    wat = models.TextField(help_text=_("Wat er gebeurde, in de woorden van de melding."))
    # Where one goes once it is undone: "" is the desk.
    terug = models.TextField(blank=True)
    # Old addresses that came to lead elsewhere, as [kind, slug, uuid before, uuid after].
    adressen = models.JSONField(default=list, blank=True)
    # The handeling that undid this one.
    ongedaan_door = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="maakte_ongedaan"
    )

    persoonsgegevens = dict.fromkeys(("gebruiker", "wat"), GEDAAN)
    zonder_personen = ("terug", "adressen")
    objects = HandelingQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        ordering = ["-op", "-pk"]

    def __str__(self):
        return self.wat

    @property
    def is_op_tijd(self):
        """Whether it was so short ago that it can be undone."""
        return timezone.now() - self.op < TERMIJN

    @property
    def kan_ongedaan(self):
        """Whether nothing of its own is in the way of undoing it; what was built on it may be."""
        return self.ongedaan_door_id is None and self.is_op_tijd

    @property
    def merk(self):
        """What tells the template of a message which handeling it is of; "" of one without rows."""
        return str(self.pk or "")

    def stappen(self):
        """The rows that it wrote, as `spoor.Stap`, in the order of `spoor.bondig`."""
        rijen = self.handelingrijen.order_by("pk").values_list("soort", "sleutel", "voor", "na")
        return [spoor.Stap(apps.get_model(soort), *rest) for soort, *rest in rijen]

    def schrijf(self, stappen):
        """Keep it with these rows."""
        self.save()
        Handelingrij.objects.bulk_create(
            Handelingrij(
                handeling=self,
                soort=stap.model._meta.label_lower,
                sleutel=stap.sleutel,
                voor=stap.voor,
                na=stap.na,
            )
            for stap in stappen
        )


class Handelingrij(models.Model):
    """One row that a handeling wrote, by its numbers before and after; 0 where it was not there."""

    is_inhoud = False

    handeling = models.ForeignKey(
        Handeling, on_delete=models.CASCADE, related_name="handelingrijen"
    )
    soort = models.CharField(max_length=60)
    sleutel = models.BigIntegerField()
    voor = models.PositiveIntegerField()
    na = models.PositiveIntegerField()
    zonder_personen = ("soort",)

    class Meta:
        app_label = "basis"
        verbose_name = _("rij van een handeling")
        verbose_name_plural = _("rijen van handelingen")
        ordering = ["handeling", "pk"]
        indexes = [models.Index(fields=["soort", "sleutel", "na"], name="basis_handelingrij_van")]

    def __str__(self):
        return f"{self.soort} {self.sleutel}: {self.voor} → {self.na}"


@contextmanager
def handeling(gebruiker, wat="", terug=""):
    """All that is saved in the block is one thing that `gebruiker` did; gives the Handeling.

    Within a transaction. `wat` says what, and `terug` where one goes once it is undone; both may be
    set in the block. It is kept when something was saved (until then it has no key). Within another
    it is part of that one.
    """
    buitenste = _LOPEND.get()
    if buitenste is not None:
        yield buitenste
        return
    gedaan = Handeling(gebruiker=gebruiker, wat=wat, terug=terug)
    merk = _LOPEND.set(gedaan)
    try:
        with spoor.leg_vast() as stappen:
            yield gedaan
    finally:
        _LOPEND.reset(merk)
    gedaan.adressen = [[*waar, *doelen] for waar, doelen in stappen.adressen.items()]
    stappen = spoor.bondig(stappen)
    if stappen and not transaction.get_connection().needs_rollback:
        gedaan.schrijf(stappen)


def meld_gedaan(request, tekst, gedaan):
    """Say that something was done, with a button to undo it when anything was saved."""
    messages.success(request, tekst, extra_tags=gedaan.merk)

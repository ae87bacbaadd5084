"""What nobody confirmed for two years leaves the public lists; decided here, and nowhere else.

A row that may leave them is a Vermeld. It is announced first: `vermeld_tot` is the last day on
which lists show it (inclusive), a month after the day on which it was announced. Whatever asks for
rows of a day (`op`, `te_tonen`, `vermeld_op` of the querysets) leaves it out from the day after
that; on a day before it is shown as it was, and its own page and its history stay. Confirming it,
by whatever door, brings it back.

The two years count from its last confirmation; of what was never confirmed, or only before it came
here, from the day on which it came on this site.
"""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .versheid import grens

# So many months without a confirmation.
MAANDEN = 24
# So long before it leaves the lists, whoever looks after it is told.
AANKONDIGING = datetime.timedelta(days=31)


def vermeld_q(model, datum):
    """Q for the rows of `model` that lists show on `datum`; of what never leaves them that is all.

    The same rule as `Vermeld.is_vermeld`.
    """
    if not issubclass(model, Vermeld):
        return Q()
    return Q(vermeld_tot__isnull=True) | Q(vermeld_tot__gte=datum)


def te_oud_q(model, datum):
    """Q for the rows of `model`, a Vermeld, that nobody confirmed for two years on `datum`.

    The same rule as `Vermeld.is_te_oud`.
    """
    uiterst = grens(datum, MAANDEN)
    morgen = datetime.datetime.combine(uiterst + datetime.timedelta(days=1), datetime.time())
    moment = timezone.make_aware(morgen)
    eerder = model.history.filter(id=OuterRef("pk"), history_date__lt=moment)
    lang_niet = Q(bevestigd_op__isnull=True) | Q(bevestigd_op__lte=uiterst)
    return lang_niet & (Q(gewijzigd_op__lt=moment) | Q(Exists(eerder.order_by())))


class Vermeld(models.Model):
    """A row that leaves the public lists when nobody confirms it; stands before all else it is."""

    vermeld_tot = models.DateField(
        _("in de lijsten tot en met"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Laatste dag in de openbare lijsten. Leeg: het staat erin."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """As always; what was confirmed since it was announced, stays in the lists."""
        velden = kwargs.get("update_fields")
        if self.vermeld_tot and (velden is None or "bevestigd_op" in velden):
            eerder = (self._gelezen or {}).get("bevestigd_op")
            if self.bevestigd_op and (eerder is None or self.bevestigd_op > eerder):
                self.vermeld_tot = None
                if velden is not None:
                    kwargs["update_fields"] = {*velden, "vermeld_tot"}
        super().save(*args, **kwargs)

    def is_vermeld(self, datum):
        """Whether lists show this on `datum`, as far as it holds then."""
        return self.vermeld_tot is None or self.vermeld_tot >= datum

    @property
    def uit_lijst_op(self):
        """The first day on which no list shows this, or None."""
        return self.vermeld_tot and self.vermeld_tot + datetime.timedelta(days=1)

    @property
    def op_site_sinds(self):
        """The day on which this came on the site, as far as is known: its first version."""
        eerste = self.history.order_by("history_date").values_list("history_date", flat=True)
        return timezone.localdate(min(filter(None, (eerste.first(), self.gewijzigd_op))))

    def is_te_oud(self, datum):
        """Whether nobody confirmed this for two years on `datum`."""
        uiterst = grens(datum, MAANDEN)
        if self.bevestigd_op and self.bevestigd_op > uiterst:
            return False
        return self.op_site_sinds <= uiterst

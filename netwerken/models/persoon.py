"""The person behind a contact: known as long as somebody says that it is right, and no longer."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# What is of the person; each is read by whom its field "<veld>_zichtbaar" says.
VELDEN = ("naam", "telefoon", "email")
LEEG = {
    **dict.fromkeys((*VELDEN, "toestemming_grond", "toestemming_tekst"), ""),
    "toestemming_op": None,
}
# Who keeps the record is asked whether the person is still right, asked once more after this long,
# and after as long again the person is hidden.
HERINNEREN_NA = datetime.timedelta(days=28)
# Half a year after that the person is erased.
WISSEN_NA = datetime.timedelta(days=183)
PERSOON = Verwerking(
    van=Wie.CONTACT,
    wat=_("Je functie, naam, telefoon en e-mailadres bij een organisatie, netwerk of plek"),
    waarvoor=_("Om te laten weten wie je kunt bellen of mailen."),
    grond=Rechtsgrond.BEKEND,
    wie_ziet=_("Per gegeven gekozen: alleen de redactie, coördinatoren of iedereen."),
    hoe_lang=format_lazy(
        _(
            "Zolang iemand nagaat dat het klopt. Doet niemand dat, dan vragen we er twee keer naar"
            " en verbergen we het. {duur} later wissen we naam, telefoon en e-mailadres."
        ),
        duur=duur(WISSEN_NA),
    ),
)
AFGESPROKEN = PERSOON._replace(
    wat=_("Waarom je naam daar mag staan: de dag en de woorden"),
    waarvoor=_("Om te kunnen laten zien dat je het goed vond."),
    wie_ziet=_("Wie de gegevens bijhoudt."),
)
# Rows of a person whom nobody confirmed in time, as `MetPersoon.is_verborgen`.
VERBORGEN = (
    ~Q(naam="")
    & Q(verborgen_op__isnull=False)
    & (Q(bevestigd_op__isnull=True) | Q(bevestigd_op__lt=F("verborgen_op")))
    & (Q(toestemming_op__isnull=True) | Q(toestemming_op__lt=F("verborgen_op")))
)


class MetPersoon(models.Model):
    """Somebody, whom one is asked about when nobody confirmed them for too long.

    The days count until somebody confirms the person: a later confirmation begins anew.
    """

    gevraagd_op = models.DateField(_("gevraagd op"), null=True, blank=True, editable=False)
    herinnerd_op = models.DateField(_("herinnerd op"), null=True, blank=True, editable=False)
    verborgen_op = models.DateField(_("verborgen op"), null=True, blank=True, editable=False)

    persoonsgegevens = {
        **dict.fromkeys(("functie", *VELDEN), PERSOON),
        "toestemming_tekst": AFGESPROKEN,
    }

    class Meta:
        abstract = True

    @property
    def persoon_nagegaan_op(self):
        """The last day on which somebody said that this person is right; None when never."""
        dagen = (self.bevestigd_op, self.toestemming_op)
        return max((dag for dag in dagen if dag), default=None)

    def loopt_sinds(self, veld):
        """The day in `veld`, one of those above, if nobody confirmed the person since; or None."""
        dag, nagegaan = getattr(self, veld), self.persoon_nagegaan_op
        return dag if self.naam and dag and (nagegaan is None or nagegaan < dag) else None

    @property
    def is_verborgen(self):
        """Whether only who keeps it still sees it, as nobody confirmed the person."""
        return self.loopt_sinds("verborgen_op") is not None

    @property
    def verbergen_op(self):
        """When the person will be hidden: of whom was asked once more, or else None."""
        dag = self.loopt_sinds("herinnerd_op")
        return dag and dag + HERINNEREN_NA

    @property
    def wissen_op(self):
        """When the person will be erased: of whom is hidden, or else None."""
        dag = self.loopt_sinds("verborgen_op")
        return dag and dag + WISSEN_NA

    def wis_persoon(self, reden):
        """Erase who it is, here and in every version; the function stays. Of a locked row."""
        for veld, leeg in LEEG.items():
            setattr(self, veld, leeg)
        self._change_reason = reden
        self.save()
        self.history.update(**LEEG)

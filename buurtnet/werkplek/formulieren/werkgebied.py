"""The form of coordinators for where a network works."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.kern.periode import PERIODEVELDEN
from netwerken.models import Werkgebied
from wijken.models import Wijk

from .velden import PERIODE, wijk_veld


class WerkgebiedFormulier(Bewerkformulier):
    """Rights hang on a werkgebied: who has these doesn't widen them, in place or in time."""

    rechtveld = "wijk"

    meer = (*PERIODE, "toelichting", "nagaan_elke")

    wijk = wijk_veld(
        help_text=_("Waar het netwerk werkt. Een gebied telt voor alle wijken daarin.")
    )

    class Meta:
        model = Werkgebied
        fields = ["wijk", *PERIODE, "toelichting", "nagaan_elke"]

    def keuzes(self):
        return {"wijk": Wijk.objects.te_kiezen_door(self.gebruiker)}

    def keur_regels(self, uitgezonderd=()):
        super().keur_regels(uitgezonderd)
        if "wijk" not in uitgezonderd and self._komt_erbij():
            raise ValidationError(
                _(
                    "Deze wijk ligt buiten het gebied waar je nu werkt. Vraag de redactie om hem"
                    " (weer) toe te voegen."
                )
            )

    def _komt_erbij(self):
        """Whether a wijk where the user doesn't work today would count, today or later."""
        rij, vandaag = self.instance, timezone.localdate()
        if not self.gewijzigd & {"wijk", *PERIODEVELDEN} or rij.ging_niet_door(vandaag):
            return False
        if rij.tot and rij.tot < vandaag:
            return False
        return not rij.wijk.can_add(self.gebruiker)

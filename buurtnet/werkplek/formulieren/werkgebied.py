"""The form of coordinators for where a network works."""

from buurtnet.bewerken.formulier import Bewerkformulier
from netwerken.models import Werkgebied
from wijken.models import Wijk

from .velden import PERIODE, wijk_veld


class WerkgebiedFormulier(Bewerkformulier):
    rechtveld = "wijk"

    wijk = wijk_veld()

    class Meta:
        model = Werkgebied
        fields = ["wijk", *PERIODE, "toelichting"]

    def keuzes(self):
        return {"wijk": Wijk.objects.te_kiezen_door(self.gebruiker)}

"""The form of coordinators for who is housed in a place."""

from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from initiatieven.models import Initiatief
from netwerken.models import Huisvesting, Organisatie

from .velden import PERIODE, initiatief_veld, organisatie_veld


class HuisvestingFormulier(Bewerkformulier):
    een_van = ("organisatie", "initiatief")
    een_van_leeg = _("Vul in wie er zit: een organisatie of een initiatief.")

    organisatie = organisatie_veld()
    initiatief = initiatief_veld(label=_("Of een initiatief"))

    class Meta:
        model = Huisvesting
        fields = ["organisatie", "initiatief", *PERIODE, "toelichting"]

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }

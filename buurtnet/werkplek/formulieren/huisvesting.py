"""The form of coordinators for who is housed in a place."""

from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from initiatieven.models import Initiatief
from netwerken.models import Huisvesting, Organisatie

from .velden import PERIODE, initiatief_veld, organisatie_veld


class HuisvestingFormulier(Bewerkformulier):
    een_van = ("organisatie", "initiatief")
    een_van_leeg = _("Vul in wie er zit: een organisatie of een initiatief.")

    meer = (*PERIODE, "toelichting", "nagaan_elke")

    organisatie = organisatie_veld(
        help_text=_("Wie hier een vaste ruimte heeft. Typ de naam en kies uit de lijst.")
    )
    initiatief = initiatief_veld(
        label=_("Of een initiatief"), help_text=_("Als er geen organisatie zit maar een groep.")
    )

    class Meta:
        model = Huisvesting
        fields = ["organisatie", "initiatief", *PERIODE, "toelichting", "nagaan_elke"]

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }

"""The form of coordinators for who takes part in a network."""

from django.utils.translation import gettext_lazy as _

from initiatieven.models import Accommodatie
from netwerken.models import Deelname, Organisatie

from .dubbel import met_link
from .hoede import HoedeFormulier
from .velden import PERIODE, accommodatie_veld, organisatie_veld


class DeelnameFormulier(HoedeFormulier):
    een_van = ("organisatie", "accommodatie", "omschreven_rol")
    een_van_leeg = _("Vul in wie er meedoet: een organisatie, een plek of een omschreven rol.")

    meer = (*PERIODE, "toelichting", "nagaan_elke")

    organisatie = organisatie_veld(
        mag_nieuw=True, help_text=_("Wie er meedoet. Typ de naam en kies uit de lijst.")
    )
    accommodatie = accommodatie_veld(
        label=_("Of een plek"), help_text=_("Als niet een organisatie meedoet maar een buurthuis.")
    )

    class Meta:
        model = Deelname
        fields = [
            *("organisatie", "rol", *PERIODE, "toelichting", "nagaan_elke"),
            *("accommodatie", "omschreven_rol"),
        ]
        labels = {"omschreven_rol": _("Of een omschreven rol")}
        help_texts = {
            "rol": _(
                "Doet mee: is erbij. Trekt en coördineert: houdt het netwerk bij elkaar. In"
                " gesprek: nog niet zeker."
            )
        }

    field_order = [*een_van, "rol", *PERIODE, "toelichting", "nagaan_elke"]

    def clean(self):
        gegevens = super().clean()
        wie, rol = gegevens.get("organisatie"), gegevens.get("rol")
        anders = self.instance._state.adding or {"organisatie", "rol", "tot"} & {*self.changed_data}
        if anders and wie and wie.pk and not gegevens.get("tot"):
            lopend = Deelname.objects.filter(tot=None, netwerk=self.instance.netwerk)
            rij = lopend.filter(organisatie=wie, rol=rol).exclude(pk=self.instance.pk).first()
            if rij:
                self.add_error("organisatie", met_link(_("Deze organisatie doet al zo mee."), rij))
        return gegevens

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
        }

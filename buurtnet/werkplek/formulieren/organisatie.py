"""The forms of coordinators for an organisation; a new one says at once where it works."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.eerste_rij import begin_zoals
from netwerken.hoede import netwerk_daar
from netwerken.models import Inzet, Organisatie
from wijken.models import Thema, Wijk

from .hoede import InHoedeFormulier
from .velden import PERIODE, organisatie_veld, wijk_veld


class OrganisatieFormulier(InHoedeFormulier):
    naamsuggesties = reverse_lazy("netwerken:organisatie_suggesties")

    meer = ("afkorting", *PERIODE, "koepel", "ook_bekend_als", "nagaan_elke", "openbaar")

    koepel = organisatie_veld(
        label=_("Onderdeel van"), help_text=_("De grotere organisatie waar dit bij hoort.")
    )

    class Meta:
        model = Organisatie
        fields = [
            "naam",
            "soort",
            "formeel",
            "omschrijving",
            "website",
            "afkorting",
            *PERIODE,
            "koepel",
            "ook_bekend_als",
            "nagaan_elke",
            "openbaar",
        ]
        help_texts = {"afkorting": _("Zoals GON. Alleen als mensen die gebruiken.")}

    def keuzes(self):
        return {"koepel": Organisatie.objects.visible_to(self.gebruiker)}


class OrganisatieNieuwFormulier(OrganisatieFormulier):
    """A new organisation with its first Inzet."""

    rechtveld = "wijk"

    wijk = wijk_veld(required=False, help_text=_("Waar de organisatie werkt."))
    thema = forms.ModelChoiceField(
        Thema.objects.none(),
        label=_("Thema"),
        required=False,
        help_text=_("Waar de organisatie daar aan werkt. Meer kun je later toevoegen."),
    )

    field_order = ["naam", "soort", "hoeder_veld", "wijk", "thema"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        enige = list(self.fields["wijk"].queryset[:2])
        if self.fields["wijk"].required and len(enige) == 1:
            self.initial.setdefault("wijk", enige[0].pk)

    def verplicht(self):
        return () if self.gebruiker.is_redacteur else ("wijk", "thema")

    def keuzes(self):
        return super().keuzes() | {
            "wijk": Wijk.objects.te_kiezen_door(self.gebruiker),
            "thema": Thema.objects.visible_to(self.gebruiker),
        }

    def clean(self):
        gegevens = super().clean()
        if bool(gegevens.get("wijk")) != bool(gegevens.get("thema")) and not self.errors:
            leeg = "thema" if gegevens.get("wijk") else "wijk"
            self.add_error(leeg, _("Kies een wijk én een thema, of laat beide leeg."))
        return gegevens

    def bewaar(self):
        organisatie = super().bewaar()
        wijk, thema = self.cleaned_data["wijk"], self.cleaned_data["thema"]
        if wijk and thema:
            gekozen = self.cleaned_data.get("hoeder_veld")
            netwerk = netwerk_daar(self.gebruiker, wijk, gekozen)
            wat = {"organisatie": organisatie, "wijk": wijk, "thema": thema, "netwerk": netwerk}
            Inzet(**wat, **begin_zoals(organisatie)).leg_vast()
        return organisatie

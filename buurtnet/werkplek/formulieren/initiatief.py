"""Forms of coordinators for initiatives and places."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier, RijenField
from buurtnet.bewerken.velden.naam import NaamField
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Thema, Wijk

from .agenda import wijken_veld

PERIODE = ["vanaf", "tot", "status"]
VINKJES = {"themas": RijenField, "doelgroepen": RijenField}


def initiatief_veld(**kwargs):
    adres = reverse_lazy("initiatieven:initiatief_suggesties")
    return NaamField(Initiatief.objects.none(), suggesties=adres, required=False, **kwargs)


def accommodatie_veld(**kwargs):
    adres = reverse_lazy("initiatieven:accommodatie_suggesties")
    kwargs.setdefault("required", False)
    return NaamField(Accommodatie.objects.none(), suggesties=adres, **kwargs)


class InWijkenFormulier(Bewerkformulier):
    """Something that is in one or more wijken."""

    rechtveld = "wijken"

    wijken = wijken_veld()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.initial.get("wijken"):
            enige = list(self.fields["wijken"].queryset[:2])
            if len(enige) == 1:
                self.initial["wijken"] = enige

    def keuzes(self):
        gebruiker = self.gebruiker
        return {
            "wijken": Wijk.objects.te_kiezen_door(gebruiker),
            "themas": Thema.objects.visible_to(gebruiker),
            "initiatief": Initiatief.objects.visible_to(gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(gebruiker),
            "onderdeel_van": self._meta.model.objects.visible_to(gebruiker),
        }


class InitiatiefFormulier(InWijkenFormulier):
    naamsuggesties = reverse_lazy("initiatieven:initiatief_suggesties")

    onderdeel_van = initiatief_veld(label=_("Onderdeel van"))

    class Meta:
        model = Initiatief
        fields = [
            "naam",
            "soort",
            "wijken",
            "themas",
            "doelgroepen",
            "omschrijving",
            "doel",
            "door_bewoners",
            *PERIODE,
            "onderdeel_van",
            "ook_bekend_als",
            "website",
            "openbaar",
        ]
        field_classes = VINKJES


class AccommodatieFormulier(InWijkenFormulier):
    naamsuggesties = reverse_lazy("initiatieven:accommodatie_suggesties")

    onderdeel_van = accommodatie_veld(label=_("Onderdeel van"))

    class Meta:
        model = Accommodatie
        fields = [
            "naam",
            "soort",
            "wijken",
            "adres",
            "postcode",
            "functies",
            "openingstijden",
            "rol",
            "gesubsidieerd",
            "omschrijving",
            *PERIODE,
            "onderdeel_van",
            "ook_bekend_als",
            "voorheen",
            "website",
            "openbaar",
        ]

"""The form of coordinators for a place where people meet."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Accommodatie

from .in_wijken import InHoedeInWijkenFormulier
from .velden import PERIODE, accommodatie_veld


class AccommodatieFormulier(InHoedeInWijkenFormulier):
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

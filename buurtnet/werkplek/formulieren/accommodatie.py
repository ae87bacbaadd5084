"""The form of coordinators for a place where people meet."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Accommodatie

from .in_wijken import InHoedeInWijkenFormulier
from .velden import PERIODE, accommodatie_veld


class AccommodatieFormulier(InHoedeInWijkenFormulier):
    naamsuggesties = reverse_lazy("initiatieven:accommodatie_suggesties")

    meer = (
        *PERIODE,
        "gesubsidieerd",
        "onderdeel_van",
        "ook_bekend_als",
        "voorheen",
        "nagaan_elke",
        "openbaar",
    )

    onderdeel_van = accommodatie_veld(
        label=_("Onderdeel van"), help_text=_("Als het een deel is van een groter gebouw.")
    )

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
            "omschrijving",
            "website",
            *PERIODE,
            "gesubsidieerd",
            "onderdeel_van",
            "ook_bekend_als",
            "voorheen",
            "nagaan_elke",
            "openbaar",
        ]
        help_texts = {
            "adres": _("Zoals Ypemaheerd 42."),
            "postcode": _("Zoals 9737 JL."),
            "openingstijden": _("Zoals “ma t/m vr 9-17 uur, za 10-13 uur”."),
            "rol": _("Wat de plek voor de wijk is."),
            "gesubsidieerd": _("Of de gemeente of een fonds meebetaalt."),
        }

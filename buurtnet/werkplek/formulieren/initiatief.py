"""The form of coordinators for an initiative."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Initiatief

from .in_wijken import InHoedeInWijkenFormulier
from .velden import PERIODE, VINKJES, initiatief_veld


class InitiatiefFormulier(InHoedeInWijkenFormulier):
    naamsuggesties = reverse_lazy("initiatieven:initiatief_suggesties")

    meer = (
        *("door_bewoners", *PERIODE, "onderdeel_van", "ook_bekend_als", "nagaan_elke", "openbaar"),
    )

    onderdeel_van = initiatief_veld(
        label=_("Onderdeel van"), help_text=_("Het grotere initiatief waar dit bij hoort.")
    )

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
            "website",
            "door_bewoners",
            *PERIODE,
            "onderdeel_van",
            "ook_bekend_als",
            "nagaan_elke",
            "openbaar",
        ]
        help_texts = {
            "door_bewoners": _("Of bewoners het zelf bedachten of trekken. Leeg: onbekend.")
        }
        field_classes = VINKJES

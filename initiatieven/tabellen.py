"""Initiatives and places as tables, in and out."""

from buurtnet.bewerken.tabellen import HERKOMST, PERIODE, Uitwisseling

from .models import Accommodatie, Initiatief


class InitiatiefResource(Uitwisseling):
    class Meta(Uitwisseling.Meta):
        model = Initiatief
        fields = import_order = export_order = [
            "slug",
            "naam",
            "soort",
            "door_bewoners",
            "wijken",
            "themas",
            "doelgroepen",
            "onderdeel_van",
            "ook_bekend_als",
            "omschrijving",
            "doel",
            "website",
            *PERIODE,
            "openbaar",
            "nagaan_elke",
            *HERKOMST,
        ]


class AccommodatieResource(Uitwisseling):
    class Meta(Uitwisseling.Meta):
        model = Accommodatie
        fields = import_order = export_order = [
            "slug",
            "naam",
            "soort",
            "rol",
            "gesubsidieerd",
            "wijken",
            "onderdeel_van",
            "ook_bekend_als",
            "voorheen",
            "omschrijving",
            "functies",
            "adres",
            "postcode",
            "lat",
            "lon",
            "openingstijden",
            "website",
            *PERIODE,
            "openbaar",
            "nagaan_elke",
            *HERKOMST,
        ]

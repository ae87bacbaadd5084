"""Organisations and inzet as tables, in and out."""

from buurtnet.bewerken.tabellen import HERKOMST, PERIODE, Uitwisseling

from .models import Inzet, Organisatie

SLEUTEL = ["organisatie", "omschreven_rol", "wijk", "thema", "netwerk", "initiatief"]


class OrganisatieResource(Uitwisseling):
    class Meta(Uitwisseling.Meta):
        model = Organisatie
        fields = import_order = export_order = [
            "slug",
            "naam",
            "afkorting",
            "soort",
            "formeel",
            "koepel",
            "is_verzameling",
            "ook_bekend_als",
            "omschrijving",
            "website",
            *PERIODE,
            "openbaar",
            "nagaan_elke",
            *HERKOMST,
        ]


class InzetResource(Uitwisseling):
    verplicht = ["wijk", "thema"]

    class Meta(Uitwisseling.Meta):
        model = Inzet
        fields = import_order = export_order = [
            *SLEUTEL,
            "toelichting",
            *PERIODE,
            "nagaan_elke",
            *HERKOMST,
        ]

    def get_instance(self, instance_loader, row):
        """The inzet of the same party, place, theme and way: that period, or else what runs.

        It is kept from others.
        """
        try:
            sleutel = {naam: self._lees(naam, row) for naam in SLEUTEL}
            vanaf, tot = self._lees("vanaf", row), self._lees("tot", row)
        except ValueError:
            # The columns are read again below, where what is wrong is told per column.
            return None
        rijen = Inzet.objects.filter(**sleutel).select_for_update(of=("self",))
        zelfde = rijen.filter(vanaf=vanaf, tot=tot).first()
        if zelfde or tot:
            return zelfde or rijen.filter(vanaf=vanaf).first()
        return rijen.filter(tot__isnull=True).first()

    def after_save_instance(self, instance, row, **kwargs):
        instance.laat_meedoen()

    def _lees(self, naam, row):
        veld = self.fields[naam]
        if veld.column_name not in row:
            return "" if naam == "omschreven_rol" else None
        return veld.clean(row)

"""The form of coordinators for who works where on what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Initiatief
from netwerken.models import Inzet, Netwerk, Organisatie
from wijken.models import Thema, Wijk

from .dubbel import met_link
from .hoede import HoedeFormulier
from .velden import PERIODE, initiatief_veld, organisatie_veld, wijk_veld


class InzetFormulier(HoedeFormulier):
    """Exactly one of who; not the same as another row that runs."""

    rechtveld = "wijk"
    een_van = ("organisatie", "omschreven_rol", "zelf")
    meer = ("tot", "status", "netwerk", "initiatief")
    # All that tells one running row from another.
    UNIEK = frozenset({*een_van, "wijk", "thema", "netwerk", "initiatief", "tot"})
    een_van_leeg = _(
        "Vul in wie dit doet: een organisatie of een omschreven rol. Of kruis aan dat het netwerk"
        " het zelf doet."
    )

    organisatie = organisatie_veld(
        mag_nieuw=True,
        help_text=_("Typ de naam. Is het geen organisatie? Beschrijf dan hieronder een rol."),
    )
    zelf = forms.BooleanField(
        label=_("Of: het netwerk doet dit zelf"),
        required=False,
        help_text=_("Niet één organisatie, maar het netwerk als geheel."),
    )
    wijk = wijk_veld(help_text=_("Waar dit is. Een gebied telt voor alle wijken daarin."))
    initiatief = initiatief_veld(
        label=_("Via initiatief"),
        help_text=_("Als het via een project of groep gebeurt die al op deze site staat."),
    )

    class Meta:
        model = Inzet
        fields = [
            "organisatie",
            "omschreven_rol",
            "wijk",
            "thema",
            "toelichting",
            *PERIODE,
            "netwerk",
            "initiatief",
        ]
        labels = {"omschreven_rol": _("Of een omschreven rol")}
        help_texts = {
            "thema": _("Waar het over gaat. Kies wat er het meest op lijkt."),
            "toelichting": _("Wat ze er doen, in één zin. Zoals “maatjes voor ouderen”."),
            "netwerk": _("Het netwerk dat dit heeft afgesproken."),
        }

    field_order = [*een_van]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            rij = self.instance
            self.initial["zelf"] = not (rij.organisatie_id or rij.omschreven_rol)

    def waarde_toen(self, naam, toen):
        if naam == "zelf":
            return not (toen.organisatie_id or toen.omschreven_rol)
        return super().waarde_toen(naam, toen)

    def clean(self):
        gegevens = super().clean()
        netwerk = gegevens.get("netwerk") if "netwerk" in self.fields else self.instance.netwerk
        if gegevens.get("zelf") and not netwerk and "netwerk" not in self.errors:
            self.add_error("netwerk", _("Kies welk netwerk dit doet."))
        # What stays the same but for its text is still the only one of its kind.
        anders = self.instance._state.adding or self.UNIEK.intersection(self.changed_data)
        if anders and not self.errors and not gegevens.get("tot"):
            self._weiger_dubbel(gegevens, netwerk)
        return gegevens

    def _weiger_dubbel(self, gegevens, netwerk):
        """Lead to the row that says this already, or says it without a network."""
        wie = gegevens.get("organisatie")
        if wie and not wie.pk:
            return
        wijk = gegevens.get("wijk") if "wijk" in self.fields else self.instance.wijk
        rijen = Inzet.objects.filter(
            organisatie=wie,
            omschreven_rol=gegevens.get("omschreven_rol", ""),
            wijk=wijk,
            thema=gegevens.get("thema"),
            initiatief=gegevens.get("initiatief"),
            tot=None,
        ).exclude(pk=self.instance.pk)
        veld = next(naam for naam in self.een_van if gegevens.get(naam))
        rij = rijen.filter(netwerk=netwerk).first()
        if rij:
            self.add_error(veld, met_link(_("Deze inzet staat er al."), rij))
        elif netwerk and veld != "zelf" and self.instance._state.adding:
            rij = rijen.filter(netwerk=None).editable_by(self.gebruiker).first()
            if rij:
                zin = _("Deze inzet staat er al, zonder netwerk. Kies bij die regel “%(netwerk)s”.")
                self.add_error(veld, met_link(zin, rij, netwerk=netwerk))

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "wijk": Wijk.objects.te_kiezen_door(self.gebruiker),
            "thema": Thema.objects.visible_to(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }

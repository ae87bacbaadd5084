"""The form of coordinators for who works where on what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Initiatief
from netwerken.hoede import netwerken_daar
from netwerken.models import Inzet, Netwerk, Organisatie
from wijken.models import Thema, Wijk

from .dubbel import met_link
from .hoede import HoedeFormulier
from .velden import GEEN, PERIODE, NetwerkField, initiatief_veld, organisatie_veld, wijk_veld


class InzetFormulier(HoedeFormulier):
    """Exactly one of who; not the same as another row that runs."""

    rechtveld = "wijk"
    een_van = ("organisatie", "omschreven_rol", "zelf")
    meer = ("tot", "status", "netwerk", "initiatief", "nagaan_elke")
    # What the organisation now takes part in besides, once this is saved.
    deelname = None
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
    netwerk = NetwerkField(
        Netwerk.objects.none(),
        label=_("Via netwerk"),
        required=False,
        help_text=_("Het netwerk dat dit heeft afgesproken. Wie dit doet, doet daar dan ook mee."),
    )
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
            "nagaan_elke",
        ]
        labels = {"omschreven_rol": _("Of een omschreven rol")}
        help_texts = {
            "thema": _("Waar het over gaat. Kies wat er het meest op lijkt."),
            "toelichting": _("Wat ze er doen, in één zin. Zoals “maatjes voor ouderen”."),
        }

    field_order = [*een_van]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rij = self.instance
        if not rij._state.adding:
            self.initial["zelf"] = not (rij.organisatie_id or rij.omschreven_rol)
        elif "netwerk" in self.fields and not self.gebruiker.is_redacteur:
            self.fields["netwerk"].kies_vanzelf(_("Jouw netwerk in deze wijk"))
        if "organisatie" not in self.fields:
            # The address says who does it.
            del self.fields["omschreven_rol"], self.fields["zelf"]

    def waarde_toen(self, naam, toen):
        if naam == "zelf":
            return not (toen.organisatie_id or toen.omschreven_rol)
        return super().waarde_toen(naam, toen)

    def clean(self):
        gegevens = super().clean()
        self._kies_netwerk(gegevens)
        netwerk = self._waarde("netwerk")
        if gegevens.get("zelf") and not netwerk and "netwerk" not in self.errors:
            self.add_error("netwerk", _("Kies welk netwerk dit doet."))
        # What stays the same but for its text is still the only one of its kind.
        anders = self.instance._state.adding or self.UNIEK.intersection(self.changed_data)
        if anders and not self.errors and not gegevens.get("tot"):
            self._weiger_dubbel(gegevens, netwerk)
        return gegevens

    def _waarde(self, naam):
        """What was filled in, or else what the address says."""
        if naam in self.fields:
            return self.cleaned_data.get(naam)
        return getattr(self.instance, naam)

    def _kies_netwerk(self, gegevens):
        """What a coordinator adds is via her network that works there; of several she says which.

        So the same fact gives the same row, whether she comes from the network or from the wijk.
        """
        vanzelf = self.instance._state.adding and "netwerk" in self.fields and not self.errors
        if not vanzelf or gegevens.get("netwerk") or self["netwerk"].data == GEEN:
            return
        daar = netwerken_daar(self.gebruiker, self._waarde("wijk"))
        if len(daar) > 1:
            self.add_error("netwerk", _("Kies welk van jouw netwerken dit heeft afgesproken."))
        elif daar:
            gegevens["netwerk"] = daar[0]

    def _weiger_dubbel(self, gegevens, netwerk):
        """Lead to the row that says this already, or says it without a network."""
        wie = self._waarde("organisatie")
        if wie and not wie.pk:
            return
        rijen = Inzet.objects.filter(
            organisatie=wie,
            omschreven_rol=gegevens.get("omschreven_rol", ""),
            wijk=self._waarde("wijk"),
            thema=gegevens.get("thema"),
            initiatief=gegevens.get("initiatief"),
            tot=None,
        ).exclude(pk=self.instance.pk)
        # The address may say who: then at the wijk. Said of a field, it is not said once more.
        veld = next((naam for naam in (*self.een_van, "wijk") if gegevens.get(naam)), None)
        rij = rijen.filter(netwerk=netwerk).first()
        if rij:
            self.add_error(veld, met_link(_("Deze inzet staat er al."), rij))
        elif netwerk and veld != "zelf" and self.instance._state.adding:
            rij = rijen.filter(netwerk=None).editable_by(self.gebruiker).first()
            if rij:
                zin = _("Deze inzet staat er al, zonder netwerk. Kies bij die regel “%(netwerk)s”.")
                self.add_error(veld, met_link(zin, rij, netwerk=netwerk))

    def bewaar(self):
        rij = self.instance
        anders = rij._state.adding or {"organisatie", "omschreven_rol", "netwerk"} & self.gewijzigd
        super().bewaar()
        self.deelname = rij.laat_meedoen() if anders else None
        return rij

    @property
    def gevolgen(self):
        """Also that somebody takes part in a network from now on."""
        if not self.deelname:
            return super().gevolgen
        zin = _("%(wie)s staat nu ook als deelnemer bij %(netwerk)s.")
        namen = {"wie": self.deelname.wie, "netwerk": self.deelname.netwerk}
        return [*super().gevolgen, zin % namen]

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "wijk": Wijk.objects.te_kiezen_door(self.gebruiker),
            "thema": Thema.objects.visible_to(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }

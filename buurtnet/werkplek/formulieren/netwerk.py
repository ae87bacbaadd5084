"""Forms of coordinators for networks and for who works where on what."""

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.opslaan import adres
from buurtnet.bewerken.velden.naam import NaamField
from buurtnet.kern.periode import PERIODEVELDEN
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Deelname, Huisvesting, Inzet, Netwerk, Organisatie, Werkgebied
from wijken.models import Agenda, Thema, Wijk

from .agenda import wijk_veld, wijken_veld
from .initiatief import accommodatie_veld, initiatief_veld

PERIODE = ["vanaf", "tot", "status"]
MEE = (*PERIODEVELDEN, "bron", "bevestigd_op", "bevestigd_door")


def _mee_met(record):
    """What a first row says as the `record` does that it is made with."""
    return {veld: getattr(record, veld) for veld in MEE}


def organisatie_veld(**kwargs):
    kwargs = {"label": _("Organisatie"), "required": False} | kwargs
    suggesties = reverse_lazy("netwerken:organisatie_suggesties")
    return NaamField(Organisatie.objects.none(), suggesties=suggesties, **kwargs)


class NetwerkFormulier(Bewerkformulier):
    rechtveld = "bovenliggend"

    class Meta:
        model = Netwerk
        fields = [
            "naam",
            "soort",
            "bovenliggend",
            "doel",
            "omschrijving",
            "agenda",
            "ritme",
            *PERIODE,
            "ook_bekend_als",
            "budget",
            "budget_toelichting",
            "website",
            "openbaar",
        ]

    def clean_budget(self):
        budget = self.cleaned_data["budget"]
        if budget is not None and budget < 0:
            raise forms.ValidationError(_("Een budget is niet minder dan nul."))
        return budget

    def keuzes(self):
        eigen = Netwerk.objects.editable_by(self.gebruiker)
        return {
            "bovenliggend": eigen.exclude(pk=self.instance.pk),
            "agenda": Agenda.objects.editable_by(self.gebruiker),
        }

    def bewaar(self):
        is_nieuw = self.instance._state.adding
        netwerk = super().bewaar()
        if is_nieuw and not netwerk.bovenliggend and not self.gebruiker.is_redacteur:
            netwerk.coordinatoren.add(self.gebruiker)
        return netwerk


class NetwerkNieuwFormulier(NetwerkFormulier):
    """A new network with the places where it works, from the same day on."""

    wijken = wijken_veld(
        label=_("In welke wijken?"),
        help_text=_("Waar het netwerk werkt. Een gebied telt voor alle wijken daarin."),
    )

    field_order = ["naam", "soort", "wijken"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        enige = list(self.fields["wijken"].queryset[:2])
        if len(enige) == 1:
            self.initial.setdefault("wijken", enige)

    def keuzes(self):
        return super().keuzes() | {"wijken": Wijk.objects.te_kiezen_door(self.gebruiker)}

    def bewaar(self):
        netwerk = super().bewaar()
        for wijk in self.cleaned_data["wijken"]:
            Werkgebied.objects.create(netwerk=netwerk, wijk=wijk, **_mee_met(netwerk))
        return netwerk


class WerkgebiedFormulier(Bewerkformulier):
    rechtveld = "wijk"

    wijk = wijk_veld()

    class Meta:
        model = Werkgebied
        fields = ["wijk", *PERIODE, "toelichting"]

    def keuzes(self):
        return {"wijk": Wijk.objects.te_kiezen_door(self.gebruiker)}


def _met_link(zin, rij, **namen):
    """An error that leads to the row that is in the way."""
    link = format_html('<a href="{}">{}</a>', adres(rij, "wijzigen"), _("Bekijk of wijzig die."))
    return format_html("{} {}", zin % namen, link)


class DeelnameFormulier(Bewerkformulier):
    een_van = ("organisatie", "accommodatie", "omschreven_rol")
    een_van_leeg = _("Vul in wie er meedoet: een organisatie, een plek of een omschreven rol.")

    organisatie = organisatie_veld(mag_nieuw=True)
    accommodatie = accommodatie_veld(
        label=_("Of een plek"), help_text=_("Als niet een organisatie meedoet maar een buurthuis.")
    )

    class Meta:
        model = Deelname
        fields = ["organisatie", "rol", *PERIODE, "toelichting", "accommodatie", "omschreven_rol"]
        labels = {"omschreven_rol": _("Of een omschreven rol")}

    field_order = [*een_van, "rol", *PERIODE, "toelichting"]

    def clean(self):
        gegevens = super().clean()
        wie, rol = gegevens.get("organisatie"), gegevens.get("rol")
        if wie and wie.pk and not gegevens.get("tot"):
            lopend = Deelname.objects.filter(tot=None, netwerk=self.instance.netwerk)
            rij = lopend.filter(organisatie=wie, rol=rol).exclude(pk=self.instance.pk).first()
            if rij:
                self.add_error("organisatie", _met_link(_("Deze organisatie doet al zo mee."), rij))
        return gegevens

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
        }


class InzetFormulier(Bewerkformulier):
    rechtveld = "wijk"
    een_van = ("organisatie", "omschreven_rol", "zelf")
    een_van_leeg = _(
        "Vul in wie dit doet: een organisatie of een omschreven rol. Of kruis aan dat het netwerk"
        " het zelf doet."
    )

    organisatie = organisatie_veld(
        mag_nieuw=True,
        help_text=_("Typ de naam. Is het geen organisatie? Beschrijf dan hieronder een rol."),
    )
    zelf = forms.BooleanField(label=_("Of: het netwerk doet dit zelf"), required=False)
    wijk = wijk_veld()
    initiatief = initiatief_veld(label=_("Via initiatief"))

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

    field_order = [*een_van]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["zelf"] = self.instance.wie == self.instance.netwerk

    def clean(self):
        gegevens = super().clean()
        netwerk = gegevens.get("netwerk") if "netwerk" in self.fields else self.instance.netwerk
        if gegevens.get("zelf") and not netwerk and "netwerk" not in self.errors:
            self.add_error("netwerk", _("Kies welk netwerk dit doet."))
        if not self.errors and not gegevens.get("tot"):
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
            self.add_error(veld, _met_link(_("Deze inzet staat er al."), rij))
        elif netwerk and veld != "zelf" and self.instance._state.adding:
            rij = rijen.filter(netwerk=None).editable_by(self.gebruiker).first()
            if rij:
                zin = _("Deze inzet staat er al, zonder netwerk. Kies bij die regel “%(netwerk)s”.")
                self.add_error(veld, _met_link(zin, rij, netwerk=netwerk))

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "wijk": Wijk.objects.te_kiezen_door(self.gebruiker),
            "thema": Thema.objects.visible_to(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }


class OrganisatieFormulier(Bewerkformulier):
    naamsuggesties = reverse_lazy("netwerken:organisatie_suggesties")

    koepel = organisatie_veld(label=_("Onderdeel van"))

    class Meta:
        model = Organisatie
        fields = [
            "naam",
            "soort",
            "formeel",
            "afkorting",
            "omschrijving",
            "website",
            *PERIODE,
            "koepel",
            "ook_bekend_als",
            "openbaar",
        ]

    def keuzes(self):
        return {"koepel": Organisatie.objects.visible_to(self.gebruiker)}


class OrganisatieNieuwFormulier(OrganisatieFormulier):
    """A new organisation with its first Inzet, which makes it the coordinator's to edit."""

    rechtveld = "wijk"

    wijk = wijk_veld(required=False, help_text=_("Waar de organisatie werkt."))
    thema = forms.ModelChoiceField(
        Thema.objects.none(),
        label=_("Thema"),
        required=False,
        help_text=_("Waar de organisatie daar aan werkt. Meer kun je later toevoegen."),
    )

    field_order = ["naam", "soort", "wijk", "thema"]

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
            wat = {"organisatie": organisatie, "wijk": wijk, "thema": thema}
            Inzet.objects.create(**wat, **_mee_met(organisatie))
        return organisatie


class HuisvestingFormulier(Bewerkformulier):
    een_van = ("organisatie", "initiatief")
    een_van_leeg = _("Vul in wie er zit: een organisatie of een initiatief.")

    organisatie = organisatie_veld()
    initiatief = initiatief_veld(label=_("Of een initiatief"))

    class Meta:
        model = Huisvesting
        fields = ["organisatie", "initiatief", *PERIODE, "toelichting"]

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }

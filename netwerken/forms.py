"""Forms of coordinators for networks and for who works where on what."""

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.basis.formulieren import Beheerformulier, NaamField, PeriodeDatumField, Tijdstip
from buurtnet.basis.models import Bron, Precisie
from initiatieven.forms import accommodatie_veld, initiatief_veld
from initiatieven.models import Accommodatie, Initiatief
from wijken.forms import wijk_veld
from wijken.models import Agenda, Thema, Wijk

from .models import Deelname, Huisvesting, Inzet, Netwerk, Organisatie, Werkgebied

PERIODE = ["vanaf", "tot", "status"]


def organisatie_veld(**kwargs):
    kwargs = {"label": _("Organisatie"), "required": False} | kwargs
    adres = reverse_lazy("netwerken:organisatie_suggesties")
    return NaamField(Organisatie.objects.none(), suggesties=adres, **kwargs)


class NetwerkFormulier(Beheerformulier):
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


class WerkgebiedFormulier(Beheerformulier):
    rechtveld = "wijk"

    wijk = wijk_veld()

    class Meta:
        model = Werkgebied
        fields = ["wijk", *PERIODE, "toelichting"]

    def keuzes(self):
        return {"wijk": Wijk.objects.te_kiezen_door(self.gebruiker)}


class DeelnameFormulier(Beheerformulier):
    organisatie = organisatie_veld()
    accommodatie = accommodatie_veld(
        label=_("Of een plek"), help_text=_("Als niet een organisatie meedoet maar een buurthuis.")
    )

    class Meta:
        model = Deelname
        fields = ["organisatie", "rol", *PERIODE, "toelichting", "accommodatie", "omschreven_rol"]
        labels = {"omschreven_rol": _("Of een omschreven rol")}

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
        }


class InzetFormulier(Beheerformulier):
    rechtveld = "wijk"

    organisatie = organisatie_veld(
        help_text=_("Typ de naam. Is het geen organisatie? Beschrijf dan onderaan een rol.")
    )
    wijk = wijk_veld()
    initiatief = initiatief_veld(label=_("Via initiatief"))

    class Meta:
        model = Inzet
        fields = [
            "organisatie",
            "wijk",
            "thema",
            "toelichting",
            *PERIODE,
            "netwerk",
            "initiatief",
            "omschreven_rol",
        ]
        labels = {"omschreven_rol": _("Of een omschreven rol")}

    def keuzes(self):
        return {
            "organisatie": Organisatie.objects.visible_to(self.gebruiker),
            "wijk": Wijk.objects.te_kiezen_door(self.gebruiker),
            "thema": Thema.objects.visible_to(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
        }


class OrganisatieFormulier(Beheerformulier):
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
        for naam in ("wijk", "thema"):
            self.fields[naam].required = not self.gebruiker.is_redacteur

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
            Inzet.objects.create(
                organisatie=organisatie,
                wijk=wijk,
                thema=thema,
                bron=organisatie.bron,
                bevestigd_op=organisatie.bevestigd_op,
                bevestigd_door=organisatie.bevestigd_door,
            )
        return organisatie


class HuisvestingFormulier(Beheerformulier):
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


class Verhuizing(forms.Form):
    """Where somebody moves to, and what the last day at the old place is."""

    naar = accommodatie_veld(label=_("Nieuwe plek"), required=True)
    laatste_dag = PeriodeDatumField(
        label=_("Laatste dag op de oude plek"),
        einde=True,
        help_text=_("Zoals vandaag, 12-5-2021 of mei 2021. De dag erna begint de nieuwe plek."),
    )
    toelichting = forms.CharField(label=_("Toelichting"), max_length=250, required=False)

    def __init__(self, *args, gebruiker, huisvesting, **kwargs):
        self.huisvesting = huisvesting
        vandaag = Tijdstip(timezone.localdate(), Precisie.DAG)
        super().__init__(*args, initial={"laatste_dag": vandaag}, **kwargs)
        self.fields["naar"].queryset = Accommodatie.objects.editable_by(gebruiker).exclude(
            pk=huisvesting.accommodatie_id
        )

    def clean_laatste_dag(self):
        dag = self.cleaned_data["laatste_dag"].datum
        vanaf, tot = self.huisvesting.vanaf, self.huisvesting.tot
        if vanaf and dag < vanaf:
            raise forms.ValidationError(_("Dat is voor het begin van deze huisvesting."))
        if tot and dag > tot:
            raise forms.ValidationError(_("Deze huisvesting was toen al afgelopen."))
        return dag

    def clean(self):
        gegevens = super().clean()
        wie = {veld: getattr(self.huisvesting, veld) for veld in ("organisatie", "initiatief")}
        naar = gegevens.get("naar")
        if naar and naar.huisvestingen.filter(tot=None, **wie).exists():
            self.add_error("naar", _("%(wie)s zit daar al.") % {"wie": self.huisvesting.wie})
        return gegevens

    def verhuis(self, huisvesting, gebruiker):
        """End the stay and open the next. Returns the new row."""
        huisvesting._change_reason = str(_("verhuisd"))
        return huisvesting.verhuis(
            self.cleaned_data["naar"],
            self.cleaned_data["laatste_dag"],
            toelichting=self.cleaned_data["toelichting"],
            bron=Bron.objects.handinvoer(),
            bevestigd_op=timezone.localdate(),
            bevestigd_door_id=gebruiker.pk,
        )

"""The lines of an agreement: who takes part, and what each promises."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.naam import Getypt, NaamField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import Precisie
from initiatieven.models import Accommodatie
from netwerken.models import Organisatie, Toezegging

LEGE_REGELS = 3
MEESTE_REGELS = 40
WIE = ("organisatie", "accommodatie", "omschreven_rol")
VELDEN = (*WIE, "wat", "uiterlijk", "stand", "uitkomst")
RECORDS = {"organisatie": Organisatie, "accommodatie": Accommodatie}
# Asked once a line is there: of what is new, nothing came yet.
LATER = ("stand", "uitkomst", "weg")


class PartijField(NaamField):
    """A party by its name; as many queries for thirty lines as for one."""

    def _toon_naamgenoten(self, rij):
        """Whoever means another of the same name types it anew, and chooses."""


class Toezeggingformulier(forms.ModelForm):
    """One line of an agreement. `sleutel` names one that is there already."""

    # Whom a line that is there already is of.
    kop = ""

    sleutel = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organisatie = PartijField(
        Organisatie.objects.none(),
        suggesties=reverse_lazy("netwerken:organisatie_suggesties"),
        label=_("Wie (organisatie)"),
        required=False,
    )
    accommodatie = PartijField(
        Accommodatie.objects.none(),
        suggesties=reverse_lazy("initiatieven:accommodatie_suggesties"),
        label=_("Of een plek"),
        required=False,
    )
    uiterlijk = PeriodeDatumField(label=_("Uiterlijk"), required=False, einde=True)
    weg = forms.BooleanField(
        label=_("Haal deze regel weg: die stond er per ongeluk"), required=False
    )

    class Meta:
        model = Toezegging
        fields = VELDEN
        labels = {"omschreven_rol": _("Of een omschreven rol")}

    field_order = ["sleutel", *VELDEN]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        # What they ask is said once, above all lines.
        for veld in self.fields.values():
            veld.help_text = ""
            veld.een_van = True
        for naam in ("omschreven_rol", "wat", "uitkomst"):
            self.fields[naam].widget.attrs["lang"] = "nl"
        if self.is_nieuw:
            for naam in LATER:
                del self.fields[naam]

    @property
    def is_nieuw(self):
        return not self.initial.get("sleutel")

    @property
    def naam(self):
        """What this line is called among the fields of the agreement."""
        return f"nieuw-{self.prefix}" if self.is_nieuw else f"toezegging-{self.initial['sleutel']}"

    @property
    def is_leeg(self):
        """Whether nobody filled in anything of this line."""
        ruw = (self[naam].value() for naam in (*WIE, "wat", "uiterlijk"))
        teksten = (een.tekst if isinstance(een, Getypt) else een for een in ruw)
        return not any(str(tekst or "").strip() for tekst in teksten)

    def has_changed(self):
        return super().has_changed() and not (self.is_nieuw and self.is_leeg)

    def clean(self):
        gegevens = super().clean()
        if "uiterlijk" in gegevens:
            datum, precisie = gegevens["uiterlijk"] or (None, Precisie.DAG)
            gegevens |= {"uiterlijk": datum, "uiterlijk_precisie": precisie}
        if not gegevens.get("weg") and not self.errors.keys() & {*WIE}:
            self._eis_een(gegevens)
        return gegevens

    def _eis_een(self, gegevens):
        eerste, *rest = [naam for naam in WIE if gegevens.get(naam)] or [None]
        if eerste is None:
            zin = _("Vul in wie dit doet: een organisatie, een plek of een rol.")
            self.add_error("organisatie", zin)
        for naam in rest:
            zin = _("Kies één van de twee: “%(een)s” is ook ingevuld. Maak er een leeg.")
            self.add_error(naam, zin % {"een": self.fields[eerste].label})

    def validate_unique(self):
        """Asked by `Toezeggingenformulier`, of all lines together."""


class Toezeggingenformulier(forms.BaseFormSet):
    """All lines of an agreement; who promises two things has two lines."""

    # What the lines ask about names: whose form it is, and {key: row} of what is saved.
    gebruiker = None
    bekend = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        rij = self.bekend.get(form.initial.get("sleutel"))
        for naam, model in RECORDS.items():
            veld, huidig = form.fields[naam], getattr(rij, naam, None)
            veld.gebruiker = self.gebruiker
            veld.queryset = model.objects.visible_to(self.gebruiker)
            veld.huidige = [huidig] if huidig else []
        form.kop = noem(rij.wie, self.gebruiker) if rij else ""

    def clean(self):
        gezien = set()
        for form in self.forms:
            gegevens = getattr(form, "cleaned_data", {})
            wie = next((gegevens[naam] for naam in WIE if gegevens.get(naam)), None)
            if not wie or gegevens.get("weg"):
                continue
            regel = (wie, gegevens.get("wat", ""))
            if regel in gezien:
                form.add_error("wat", _("Dit staat er al: dezelfde partij en dezelfde woorden."))
                raise ValidationError(_("Er staat twee keer dezelfde regel."))
            gezien.add(regel)


Toezeggingen = forms.formset_factory(
    Toezeggingformulier,
    formset=Toezeggingenformulier,
    extra=LEGE_REGELS,
    max_num=MEESTE_REGELS,
    absolute_max=MEESTE_REGELS + LEGE_REGELS,
    validate_max=True,
)


def waarden_van(rij):
    """What the form of a line starts with."""
    waarden = {naam: getattr(rij, naam) for naam in ("omschreven_rol", "wat", "stand", "uitkomst")}
    uiterlijk = Tijdstip(rij.uiterlijk, rij.uiterlijk_precisie)
    return waarden | {
        "sleutel": rij.pk,
        "organisatie": rij.organisatie_id,
        "accommodatie": rij.accommodatie_id,
        "uiterlijk": uiterlijk,
    }


def in_woorden(gebruiker, rij):
    """A line in words: all that its form asks."""
    delen = [noem(rij, gebruiker)]
    if rij.uiterlijk:
        delen.append(_t("uiterlijk %(dag)s") % {"dag": rij.uiterlijk_in_woorden})
    if rij.wat:
        delen.append(str(rij.get_stand_display()))
    return ", ".join([*delen, *filter(None, [rij.uitkomst])])

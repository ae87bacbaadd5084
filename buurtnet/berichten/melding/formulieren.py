"""The forms of who reports something, or knows something new."""

import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulierboek import formulier_van
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.periode import Periode
from buurtnet.kern.persoonsgegevens import Soort, vind_persoonsgegevens
from netwerken.models.voorstel import LANGSTE_TEKST
from netwerken.voorstellen.velden import TELEFOON, VRAAGBAAR, geplaatst, label_van, zelfde
from wijken.models import Wijk

VAN_EEN_MENS = _(
    "Hier staat %(wat)s: %(gevonden)s. Dat is van één persoon, en dat bewaren we niet. Haal het weg"
    " en verstuur het dan opnieuw."
)
MOBIEL = _(
    "Dit is een mobiel nummer. Dat is vaak van één persoon, en dat bewaren we niet. Schrijf in"
    " plaats daarvan dat er een nieuw nummer is. Dan vragen we het na."
)
# What is said on one line.
EEN_REGEL = (TELEFOON, "naam", "website", "adres", "postcode", "ritme", "kosten", "aanmelden")
LANG = forms.Textarea({"rows": 4, "lang": "nl"})


def weiger_persoonlijks(tekst):
    """A validator, in words for a visitor. Raises ValidationError."""
    for soort, gevonden in vind_persoonsgegevens(tekst):
        woorden = {"wat": soort.label, "gevonden": gevonden}
        raise ValidationError(VAN_EEN_MENS, code=soort.value, params=woorden)


class Bezoekersformulier(forms.Form):
    """A form that anybody sends; what is filled in unseen was not typed by a person."""

    template_name = "berichten/_formulier.html"
    # Of the answer, when the form is given back.
    status = 200

    laat_leeg = forms.CharField(
        label=_("Laat dit vak leeg"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        lees_zuiver(self)
        for veld in self.fields.values():
            if isinstance(veld, forms.CharField):
                veld.validators.append(weiger_persoonlijks)

    def clean_laat_leeg(self):
        if self.cleaned_data["laat_leeg"]:
            raise ValidationError(_("Maak dit vak leeg, en verstuur het dan opnieuw."))
        return ""

    def get_context(self):
        """The trap is for people to see once somebody stepped into it."""
        velden = self.visible_fields()
        getrapt = bool(self.errors.get("laat_leeg")) if self.is_bound else False
        return super().get_context() | {
            "getoond": [veld for veld in velden if getrapt or veld.name != "laat_leeg"],
            "val": None if getrapt else self["laat_leeg"],
        }


class Melding(Bezoekersformulier):
    """What isn't right, in words or as what a field is to say."""

    tekst = forms.CharField(
        label=_("Wat klopt er niet?"),
        required=False,
        max_length=LANGSTE_TEKST,
        widget=LANG,
        help_text=_("Schrijf ook op hoe je dat weet. Zet hier geen namen van mensen."),
    )
    veld = forms.ChoiceField(label=_("Weet je hoe het wel moet? Kies wat"), required=False)
    waarde = forms.CharField(
        label=_("Dit moet er staan"),
        required=False,
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea({"rows": 2, "lang": "nl"}),
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        keuzes = self._keuzes()
        if keuzes:
            self.fields["veld"].choices = [("", _("Iets anders")), *keuzes]
        else:
            del self.fields["veld"], self.fields["waarde"]
            self.fields["tekst"].required = True
        # One of both will do.
        for naam in {"tekst", "waarde"} & self.fields.keys():
            self.fields[naam].een_van = naam == "tekst"
        gekozen = self.initial.get("veld")
        if gekozen in dict(keuzes):
            self._vraag(gekozen)

    def _keuzes(self):
        model = type(self.record)
        if isinstance(self.record, Periode) and self.record.is_voorbij(timezone.localdate()):
            # What has ended stays as it was.
            return []
        namen = VRAAGBAAR.get(self.record._meta.model_name, ()) if self.record else ()
        return [(naam, label_van(model, naam)) for naam in namen]

    def _vraag(self, naam):
        """Ask for one field first, that somebody came to fill in."""
        waarde, tekst = self.fields["waarde"], self.fields["tekst"]
        waarde.label, waarde.een_van = label_van(type(self.record), naam), True
        if nu := geplaatst(self.record, naam):
            waarde.help_text = _("Nu staat er: %(nu)s") % {"nu": nu}
        if naam in EEN_REGEL:
            waarde.widget = forms.TextInput({"lang": "nl"})
        tekst.label, tekst.een_van = _("Wil je er iets bij zeggen?"), False
        self.fields["veld"].widget = forms.HiddenInput()
        self.order_fields(["waarde", "tekst"])

    def clean(self):
        gegevens = super().clean()
        if self.errors:
            return gegevens
        veld, waarde = gegevens.get("veld"), gegevens.get("waarde")
        if waarde and not veld:
            self.add_error("veld", _("Kies waar dit bij hoort."))
        elif waarde:
            self._keur(veld, waarde)
        elif not gegevens.get("tekst"):
            waar = "waarde" if veld else "tekst"
            self.add_error(waar, _("Schrijf op wat er niet klopt, of wat er moet staan."))
        return gegevens

    def _keur(self, naam, waarde):
        """What the form of the record would say of it, where that depends on nothing else."""
        if zelfde(geplaatst(self.record, naam), waarde):
            self.add_error("waarde", _("Dat staat er al zo."))
            return
        if naam == TELEFOON:
            if len(waarde) > 20 or not any(teken.isdigit() for teken in waarde):
                self.add_error("waarde", _("Vul een telefoonnummer in, zoals 050 123 45 67."))
            return
        veld = copy.deepcopy(formulier_van(type(self.record)).base_fields[naam])
        try:
            self.record._meta.get_field(naam).clean(veld.clean(waarde), self.record)
        except ValidationError as fout:
            self.add_error("waarde", fout)

    def add_error(self, field, error):
        """As Django's; a mobile number where a number is asked gets an answer of its own."""
        mobiel = getattr(error, "code", "") == Soort.MOBIEL.value
        codes = {een.code for een in getattr(error, "error_list", ())}
        if field == "waarde" and (mobiel or Soort.MOBIEL.value in codes):
            error = ValidationError(MOBIEL)
        super().add_error(field, error)

    @property
    def gegevens(self):
        """{field: value to be} of what was filled in; {} when there are words alone."""
        naam = self.cleaned_data.get("veld")
        return {naam: self.cleaned_data["waarde"]} if self.cleaned_data.get("waarde") else {}


class Nieuw(Bezoekersformulier):
    """Something that isn't on the site yet, in words."""

    WAT = (
        ("activiteit", _("Iets om naartoe te gaan")),
        ("initiatief", _("Een groep of project waar je aan mee kunt doen")),
        ("accommodatie", _("Een plek waar mensen elkaar treffen")),
    )
    wat = forms.ChoiceField(label=_("Wat is het?"), choices=WAT, widget=forms.RadioSelect)
    naam = forms.CharField(
        label=_("Hoe heet het?"), max_length=160, widget=forms.TextInput({"lang": "nl"})
    )
    omschrijving = forms.CharField(
        label=_("Wat gebeurt er?"),
        max_length=1000,
        widget=LANG,
        help_text=_("Een of twee zinnen."),
    )
    wijk = forms.ModelChoiceField(
        Wijk.objects.none(), label=_("In welke wijk of welk dorp?"), empty_label=_("Kies")
    )
    waar = forms.CharField(
        label=_("Waar precies?"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"lang": "nl"}),
        help_text=_("De straat, of de naam van het gebouw."),
    )
    wanneer = forms.CharField(
        label=_("Wanneer?"),
        required=False,
        max_length=160,
        widget=forms.TextInput({"lang": "nl"}),
        help_text=_("Zoals “elke dinsdag om 10.00 uur”, of “ma t/m vr 9-17 uur”."),
    )
    voor_wie = forms.CharField(
        label=_("Voor wie is het?"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"lang": "nl"}),
        help_text=_("Zoals “iedereen” of “kinderen tot 12 jaar”."),
    )
    contact = forms.CharField(
        label=_("Bij wie kun je meer vragen?"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"lang": "nl"}),
        help_text=_("Zoals “de balie van het buurthuis”. Geen namen van mensen."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        soorten = (Wijk.Soort.STAD, Wijk.Soort.GEBIED)
        open_ = Wijk.objects.filter(openbaar=True).exclude(soort__in=soorten)
        self.fields["wijk"].queryset = open_.only("naam").order_by("naam", "pk")

    # Under which name the form of each kind asks when it is.
    WANNEER = {"activiteit": "ritme", "accommodatie": "openingstijden"}

    @property
    def gegevens(self):
        """{field of the form of that kind: value}."""
        ingevuld = self.cleaned_data
        gegevens = {naam: ingevuld[naam] for naam in ("naam", "omschrijving")}
        if veld := self.WANNEER.get(ingevuld["wat"]):
            gegevens[veld] = ingevuld["wanneer"]
        return gegevens | {"wijken": [str(ingevuld["wijk"].pk)]}

    @property
    def tekst(self):
        """What else was said, a line each."""
        namen = ["waar", "voor_wie", "contact"]
        if self.cleaned_data["wat"] not in self.WANNEER:
            namen.insert(1, "wanneer")
        paren = [(self.fields[naam].label, self.cleaned_data[naam]) for naam in namen]
        return "\n".join(f"{label} {tekst}" for label, tekst in paren if tekst)

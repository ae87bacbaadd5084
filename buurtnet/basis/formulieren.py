"""What the forms of coordinators share: dates in words, names instead of long lists, rights."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .afbeeldingen import verwerk_uploads
from .afbeeldingveld import AfbeeldingFormField
from .datumtekst import Tijdstip, lees_tijdstip
from .models import Bron, Precisie, Record
from .models.periode import VOORBIJ


class PeriodeDatumField(forms.CharField):
    """A date in words; gives a Tijdstip (date and precision) or None.

    `einde`: read the last day of what is said instead of the first.
    """

    def __init__(self, *, einde=False, **kwargs):
        self.einde = einde
        kwargs.setdefault("help_text", _("Zoals 2019, mei 2021, 12-5-2021 of begin 2022."))
        super().__init__(max_length=40, **kwargs)

    def widget_attrs(self, widget):
        return {"autocomplete": "off"}

    def prepare_value(self, value):
        if not isinstance(value, Tijdstip):
            return value
        return str(value) if value.datum else ""

    def clean(self, value):
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            return lees_tijdstip(tekst, einde=self.einde)
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None

    def has_changed(self, initial, data):
        try:
            nieuw = self.clean(data)
        except ValidationError:
            return True
        # Words, not days: "rond mei 2021" is kept as one of its days.
        return str(nieuw or "") != str(initial if initial and initial.datum else "")


class Getypt(NamedTuple):
    """What came in for a NaamField: the text, the candidate chosen, and for which text that was."""

    tekst: str
    keuze: str = ""
    bij: str = ""


class NaamWidget(forms.TextInput):
    """A text box with suggestions, and with candidates to choose from after a near miss."""

    template_name = "django/forms/widgets/naamkeuze.html"
    kandidaten = ()

    def __init__(self, suggesties):
        self.suggesties = suggesties
        super().__init__({"autocomplete": "off"})

    def value_from_datadict(self, data, files, name):
        namen = (name, f"{name}_keuze", f"{name}_bij")
        return Getypt(*(data.get(naam, "") for naam in namen))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def format_value(self, value):
        return value.tekst if isinstance(value, Getypt) else value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"kandidaten": self.kandidaten, "suggesties": self.suggesties}
        return context


class NaamField(forms.Field):
    """A record out of thousands, by its name: exact, or chosen from the candidates."""

    default_error_messages = {
        "onbekend": _("“%(naam)s” kennen we hier niet. Kijk de naam na, of voeg die eerst toe."),
        "bijna": _("“%(naam)s” kennen we niet precies zo. Kies hieronder welke je bedoelt."),
        "meer": _("Er is meer dan één “%(naam)s”. Kies hieronder welke je bedoelt."),
        "te_lang": _("Deze naam is te lang."),
    }

    def __init__(self, queryset, *, suggesties="", **kwargs):
        self.queryset = queryset
        super().__init__(widget=NaamWidget(suggesties), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, Getypt | str) or value is None:
            return value
        return self.queryset.model.objects.filter(pk=value).values_list("naam", flat=True).first()

    def clean(self, value):
        tekst = " ".join(value.tekst.split())
        if not tekst:
            return super().clean(None)
        if len(tekst) > 160:
            raise ValidationError(self.error_messages["te_lang"], code="te_lang")
        if "\x00" in tekst:
            raise self._fout("onbekend", tekst.replace("\x00", ""))
        return self._gekozen(value, tekst) or self._gevonden(tekst)

    def has_changed(self, initial, data):
        try:
            gekozen = self.clean(data)
        except ValidationError:
            return True
        return (gekozen.pk if gekozen else None) != initial

    def _gekozen(self, value, tekst):
        keuze = value.keuze
        if not (keuze.isascii() and keuze.isdigit() and len(keuze) < 18):
            return None
        if " ".join(value.bij.split()) != tekst:
            return None
        return self.queryset.filter(pk=keuze).first()

    def _gevonden(self, tekst):
        q = Q(naam__iexact=tekst)
        if hasattr(self.queryset.model, "afkorting"):
            q |= Q(afkorting__iexact=tekst)
        gelijk = list(self.queryset.filter(q)[:8])
        if len(gelijk) == 1:
            return gelijk[0]
        kandidaten = gelijk or self.queryset.lijkt_op(tekst)
        self.widget.kandidaten = [(rij.pk, omschrijf(rij)) for rij in kandidaten]
        raise self._fout("meer" if gelijk else "bijna" if kandidaten else "onbekend", tekst)

    def _fout(self, code, naam):
        return ValidationError(self.error_messages[code], code=code, params={"naam": naam})


class RijenField(forms.ModelMultipleChoiceField):
    """Several rows to tick."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        # The database refuses to compare with a number that no key can be.
        for sleutel in value or ():
            if len(str(sleutel)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(sleutel)[:18]},
                )
        return super().clean(value)


def omschrijf(rij):
    """A record with its kind, to tell it from others of the same name."""
    return f"{rij} ({rij.get_soort_display()})" if hasattr(rij, "get_soort_display") else str(rij)


def _kleed_aan(veld):
    """What a field needs on the page; texts and names are Dutch in every language of a form."""
    widget = veld.widget
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = 4
    if getattr(veld, "empty_label", None):
        veld.empty_label = _("Kies uit de lijst") if veld.required else _("Geen")
    is_tekst = type(widget) in (forms.TextInput, forms.Textarea)
    if isinstance(veld, forms.ModelChoiceField) or (
        is_tekst and not isinstance(veld, PeriodeDatumField)
    ):
        widget.attrs["lang"] = "nl"


class Beheerformulier(forms.ModelForm):
    """A form of a coordinator or redacteur.

    `vast` holds fields that the address decides: they are set and not asked.
    """

    # The field to point at when the result would not be the user's own to edit.
    rechtveld = None
    # Where names that are there already come from, while one types a new one.
    naamsuggesties = None
    # A set of small forms for the parts of a whole.
    punten = None
    # What the form leads to beyond its fields, to tell once it is saved.
    gevolg = ""

    vanaf = PeriodeDatumField(label=_("Vanaf"), required=False)
    tot = PeriodeDatumField(
        label=_("Tot en met"),
        required=False,
        einde=True,
        help_text=_("Laat leeg als het nog loopt."),
    )

    def __init__(self, *args, gebruiker, instance=None, vast=None, **kwargs):
        self.gebruiker = gebruiker
        instance = instance or self._meta.model()
        for naam, waarde in (vast or {}).items():
            setattr(instance, naam, waarde)
        super().__init__(*args, instance=instance, **kwargs)
        for naam in vast or {}:
            self.fields.pop(naam, None)
        if self.naamsuggesties and instance._state.adding:
            self.fields["naam"].widget.attrs["data-suggesties"] = self.naamsuggesties
        for naam in {"vanaf", "tot"} & self.fields.keys():
            precisie = getattr(instance, f"{naam}_precisie")
            self.initial[naam] = Tijdstip(getattr(instance, naam), precisie)
        for naam, keuzes in self.keuzes().items():
            if naam in self.fields:
                self.fields[naam].queryset = self._met_huidige(naam, keuzes)
        for veld in self.fields.values():
            _kleed_aan(veld)

    @classmethod
    def uploads(cls, request):
        """The files that came with this form, or None: see `verwerk_uploads`."""
        velden = cls.base_fields.items()
        beelden = {naam: veld for naam, veld in velden if isinstance(veld, AfbeeldingFormField)}
        namen = [veld.widget.bestandsnaam(naam) for naam, veld in beelden.items()]
        verwerk_uploads(request.FILES, namen)
        return request.FILES or None

    def keuzes(self):
        """The choices of each field that points at something, within the user's rights."""
        return {}

    def _met_huidige(self, naam, keuzes):
        """What is there already may stay, even where the user could not choose it."""
        huidig = self.initial.get(naam)
        if not huidig:
            return keuzes
        sleutels = [rij.pk for rij in huidig] if isinstance(huidig, list) else [huidig]
        alle = keuzes.model.objects
        return alle.filter(Q(pk__in=keuzes.values("pk")) | Q(pk__in=sleutels))

    def clean(self):
        gegevens = super().clean()
        for naam in ("vanaf", "tot"):
            if naam in gegevens:
                tijdstip = gegevens[naam] if naam in self.changed_data else self.initial[naam]
                datum, precisie = tijdstip or (None, Precisie.DAG)
                gegevens[naam] = datum
                setattr(self.instance, f"{naam}_precisie", precisie)
        vanaf, tot = gegevens.get("vanaf"), gegevens.get("tot")
        if vanaf and tot and tot < vanaf:
            self.add_error("tot", _("Het einde ligt voor het begin."))
        if gegevens.get("status") in VOORBIJ and not tot and "tot" not in self.errors:
            self.add_error("tot", _("Wat gestopt of afgerond is, heeft een einddatum nodig."))
        return gegevens

    def validate_unique(self):
        """Check the rules of the database on all fields, also those that the form does not ask."""
        super().validate_unique()
        try:
            self.instance.validate_constraints(exclude=set(self.errors))
        except ValidationError as fout:
            bekend = self.non_field_errors()
            self.add_error(None, [tekst for tekst in fout.messages if tekst not in bekend])

    @cached_property
    def gelijkende(self):
        """Records with nearly this name that are there already, when adding one."""
        model = self._meta.model
        if not issubclass(model, Record) or not self.instance._state.adding:
            return []
        return model.objects.visible_to(self.gebruiker).lijkt_op(self.cleaned_data["naam"])

    def bewaar(self):
        """Save; who adds something by hand is its source and confirms it today."""
        rij = self.instance
        if rij._state.adding:
            rij.bron = Bron.objects.handinvoer()
            rij.bevestig(self.gebruiker, timezone.localdate())
        return self.save()

    def label_van(self, naam):
        return self.fields[naam].label

    def mijn_extra(self):
        """What this form says beyond its own fields, in words."""
        return {}

    def bewaarde_extra(self, rij):
        """The same of `rij` as it is saved."""
        return {}


class Einde(forms.Form):
    """When and why something ends."""

    tot = PeriodeDatumField(
        label=_("Laatste dag"),
        einde=True,
        help_text=_("Tot en met deze dag. Zoals vandaag, gisteren, 12-5-2021 of mei 2021."),
    )
    reden = forms.CharField(
        label=_("Waarom stopt het?"),
        max_length=100,
        help_text=_("Eén zin, voor de geschiedenis. Zoals “de subsidie is gestopt”."),
    )

    def __init__(self, *args, rij, vandaag, **kwargs):
        self.rij = rij
        self.vandaag = vandaag
        super().__init__(*args, initial={"tot": Tijdstip(vandaag, Precisie.DAG)}, **kwargs)

    def clean_tot(self):
        einde = self.cleaned_data["tot"]
        begin = self.rij.vanaf
        if begin and begin <= self.vandaag and einde.datum < begin:
            raise ValidationError(
                _("Dat is voor het begin: dit loopt %(periode)s."),
                params={"periode": self.rij.periode_in_woorden},
            )
        return einde

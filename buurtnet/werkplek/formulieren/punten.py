"""The points of an agenda as lines of its form: filled in, taken off, moved up and down."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.getal import lees_nummer
from wijken.models import Agendapunt

LEGE_PUNTEN = 3
MEESTE_PUNTEN = 60
PUNTVELDEN = ("tekst", "thema", "soort", "volgorde")
STAP = 10
# The value of the button VERPLAATS is one of these and the prefix of a line.
STAPPEN = {"omhoog": -1, "omlaag": 1}


class Puntformulier(forms.ModelForm):
    """One point of an agenda. `sleutel` names a point that is there already, `overgenomen` one of
    another agenda that is offered to take along."""

    sleutel = forms.IntegerField(required=False, widget=forms.HiddenInput)
    overgenomen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weg = forms.BooleanField(label=_("Haal dit punt van de agenda"), required=False)

    class Meta:
        model = Agendapunt
        fields = ["tekst", "thema", "soort", "volgorde"]
        widgets = {"volgorde": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        self.fields["volgorde"].required = False
        # What they ask is said once, above all lines.
        for veld in self.fields.values():
            veld.help_text = ""
        if not self.is_nieuw:
            return
        if "volgorde" not in (kwargs.get("initial") or {}):
            self.initial["volgorde"] = None
        self.fields["tekst"].error_messages["required"] = _(
            "Schrijf in eigen woorden wat de wijk wil. Geen punt? Haal dan het thema weg."
        )
        if self["overgenomen"].value():
            self.fields["weg"].label = _("Neem dit punt niet over")
        else:
            del self.fields["weg"]

    @property
    def is_nieuw(self):
        return not self.initial.get("sleutel")

    @property
    def kop(self):
        """What the line says as it is opened; "" of a new one."""
        return self.initial.get("tekst") or ""

    @property
    def is_leeg(self):
        """A line that nobody filled in; with only a theme it is a point without its words."""
        ruw = (str(self[naam].value() or "") for naam in ("tekst", "thema"))
        return self.is_nieuw and not any(tekst.strip() for tekst in ruw)

    @property
    def heeft_soort(self):
        """Whether it is of another kind than most, or there is something wrong about that."""
        return self["soort"].value() != Agendapunt.Soort.THEMA or bool(self["soort"].errors)

    @property
    def naam(self):
        """What this point is called among the fields of the agenda."""
        return f"nieuw-{self.prefix}" if self.is_nieuw else f"punt-{self.initial['sleutel']}"

    def has_changed(self):
        return super().has_changed() and not self.is_leeg


class Puntenformulier(forms.BaseFormSet):
    """All points of an agenda: the same text may stand there once per kind."""

    # What is filled in of the field `thema` of each line: (queryset, choices), by its key.
    themas_van = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        veld = form.fields["thema"]
        veld.queryset, veld.choices = self.themas_van(form.initial.get("sleutel"))

    @property
    def op_volgorde(self):
        """The lines as they stand below each other, those without a place of their own last."""
        return op_volgorde(self.forms, lambda form: form["volgorde"].value())

    def clean(self):
        gezien = set()
        for form in self.forms:
            gegevens = getattr(form, "cleaned_data", {})
            wat = (gegevens.get("tekst"), gegevens.get("soort"))
            if not wat[0] or gegevens.get("weg"):
                continue
            if wat in gezien:
                form.add_error("tekst", _("Dit punt staat al op de agenda."))
                raise ValidationError(_("Er staat twee keer hetzelfde punt."))
            gezien.add(wat)


Punten = forms.formset_factory(
    Puntformulier,
    formset=Puntenformulier,
    extra=LEGE_PUNTEN,
    max_num=MEESTE_PUNTEN,
    absolute_max=MEESTE_PUNTEN + LEGE_PUNTEN,
    validate_max=True,
)


def waarden_van(punt):
    """What the form of a point starts with."""
    waarden = {naam: getattr(punt, naam) for naam in ("tekst", "soort", "volgorde")}
    return waarden | {"sleutel": punt.pk, "thema": punt.thema_id}


def op_volgorde(rijen, plaats_van):
    """These rows by the number of their place, typed or not; those without one last."""

    def plaats(rij):
        getal = _getal(plaats_van(rij))
        return (getal is None, getal or 0)

    return sorted(rijen, key=plaats)


def _getal(waarde):
    return lees_nummer(str(waarde), cijfers=5)


def verplaats(rijen, welke, waarheen):
    """Move one of these rows, dicts in order, and give each the number of its place.

    `welke` is its index, `waarheen` one of STAPPEN; past either end nothing moves. `static/js/
    punten.js` does the same.
    """
    plek = welke + STAPPEN[waarheen]
    if 0 <= plek < len(rijen):
        rijen.insert(plek, rijen.pop(welke))
    plaatsen = [_getal(rij["volgorde"]) for rij in rijen]
    heel = None not in plaatsen and len(set(plaatsen)) == len(plaatsen)
    plaatsen = sorted(plaatsen) if heel else range(STAP, STAP * (len(rijen) + 1), STAP)
    for rij, plaats in zip(rijen, plaatsen, strict=True):
        rij["volgorde"] = plaats
    return rijen

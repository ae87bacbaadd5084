"""The field of a form for a record out of thousands, by its name."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.noemen import mag_noemen, noem
from buurtnet.kern.tekst import een_regel
from buurtnet.zoeken.gelijkenis import gelijkende, met_naam

from .eenmalig import EenmaligVeld

# What is chosen when it is none of the candidates but something to add.
NIEUW = "nieuw"
# How many of one name there are to choose from.
MEESTE = 8


class Getypt(NamedTuple):
    """What came in for a NaamField: the text, what was chosen, for which text, and which soort."""

    tekst: str
    keuze: str = ""
    gezocht: str = ""
    soort: str = ""


class NaamWidget(forms.TextInput):
    """A text box with suggestions, and with candidates to choose from after a near miss."""

    template_name = "django/forms/widgets/naamkeuze.html"
    kandidaten = ()
    # The key of the candidate that is saved.
    gekozen = None
    # The kinds that a new record can be of, once it may be added here.
    soorten = ()

    def __init__(self, suggesties):
        self.suggesties = suggesties
        super().__init__({"autocomplete": "off"})

    def value_from_datadict(self, data, files, name):
        namen = (name, f"{name}_keuze", f"{name}_bij", f"{name}_soort")
        return Getypt(*(data.get(naam, "") for naam in namen))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def format_value(self, value):
        return value.tekst if isinstance(value, Getypt) else value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "kandidaten": self.kandidaten,
            "gekozen": self.gekozen,
            "suggesties": self.suggesties,
            "soorten": self.soorten,
            "nieuw": isinstance(value, Getypt) and value.keuze == NIEUW,
            "soort": value.soort if isinstance(value, Getypt) else "",
        }
        return context


class NaamField(EenmaligVeld):
    """A record out of thousands, by its name: exact, or chosen from the candidates.

    `mag_nieuw`: who says that it is none of those, adds it; the field then gives an unsaved
    record, with that name and soort.
    """

    default_error_messages = {
        "onbekend": _("“%(naam)s” kennen we hier niet. Kijk de naam na, of voeg die eerst toe."),
        "bijna": _("“%(naam)s” kennen we niet precies zo. Kies hieronder welke je bedoelt."),
        "meer": _("Er is meer dan één “%(naam)s”. Kies hieronder welke je bedoelt."),
        "te_lang": _("Deze naam is te lang."),
        "toe_te_voegen": _(
            "“%(naam)s” kennen we hier niet. Kijk de naam na, of voeg die hieronder toe."
        ),
        "soort": _("Kies wat voor soort “%(naam)s” is."),
    }

    def __init__(self, queryset, *, suggesties="", mag_nieuw=False, **kwargs):
        self.queryset = queryset
        self.mag_nieuw = mag_nieuw
        super().__init__(widget=NaamWidget(suggesties), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, Getypt):
            self._toon_keuze(value)
        if isinstance(value, Getypt | str) or value is None:
            return value
        for rij in self.huidige:
            if rij.pk == value:
                self._toon_naamgenoten(rij)
                return self._genoemd(rij)
        return self.queryset.filter(pk=value).values_list("naam", flat=True).first()

    def _toon_keuze(self, value):
        """Let what was chosen stand there again when the form comes back for something else."""
        tekst = een_regel(value.tekst)
        if self.mag_nieuw and value.keuze == NIEUW and self._is_bij(value, tekst):
            self._bied_aan(tekst)
        elif gekozen := self._gekozen(value, tekst):
            rijen = {rij.pk: rij for rij in [gekozen, *met_naam(self.queryset, tekst)[:MEESTE]]}
            self.widget.kandidaten = [(pk, omschrijf(rij)) for pk, rij in rijen.items()]
            self.widget.gekozen = gekozen.pk

    def _toon_naamgenoten(self, rij):
        """Who is called the same as what is saved can be chosen instead."""
        if mag_noemen(rij, self.gebruiker):
            gelijk = list(met_naam(self.queryset, rij.naam)[:MEESTE])
            if len(gelijk) > 1:
                self.widget.kandidaten = [(een.pk, omschrijf(een)) for een in gelijk]
                self.widget.gekozen = rij.pk

    def _genoemd(self, rij):
        return " ".join(noem(rij, self.gebruiker).split())

    def lees_waarde(self, value):
        tekst = een_regel(value.tekst)
        if not tekst and "\x00" not in value.tekst:
            return super().lees_waarde(None)
        if len(tekst) > 160:
            raise ValidationError(self.error_messages["te_lang"], code="te_lang")
        if "\x00" in value.tekst:
            raise self._fout("onbekend", tekst)
        if self.mag_nieuw and value.keuze == NIEUW and self._is_bij(value, tekst):
            return self._nieuw(tekst, value.soort)
        return self._gekozen(value, tekst) or self._gebleven(tekst) or self._gevonden(tekst)

    def has_changed(self, initial, data):
        try:
            gekozen = self.clean(data)
        except ValidationError:
            return True
        if gekozen and gekozen._state.adding:
            return True
        return (gekozen.pk if gekozen else None) != initial

    def _is_bij(self, value, tekst):
        return een_regel(value.gezocht) == tekst

    def _nieuw(self, naam, soort):
        """A record to be added; that of somebody who was first with this very name, if any."""
        neem_beurt(self.queryset.model)
        if gelijk := self._zo_genoemd(naam):
            return gelijk
        rij = self.queryset.model(naam=naam, soort=soort)
        try:
            rij.full_clean(exclude={"slug"}, validate_unique=False, validate_constraints=False)
        except ValidationError as fout:
            self._bied_aan(naam)
            if "soort" in fout.error_dict:
                raise self._fout("soort", naam) from None
            raise ValidationError(fout.messages) from None
        return rij

    def _gekozen(self, value, tekst):
        keuze = value.keuze
        if not (keuze.isascii() and keuze.isdigit() and len(keuze) < 18):
            return None
        if not self._is_bij(value, tekst):
            return None
        return self.queryset.filter(pk=keuze).first()

    def _gebleven(self, tekst):
        """What is saved, when the text still says that; whoever else is called so."""
        return next((rij for rij in self.huidige if self._genoemd(rij) == tekst), None)

    def _gevonden(self, tekst):
        if gelijk := self._zo_genoemd(tekst):
            return gelijk
        onbekend = "toe_te_voegen" if self.mag_nieuw else "onbekend"
        kandidaten = self._bied_aan(tekst)
        raise self._fout("bijna" if kandidaten else onbekend, tekst)

    def _zo_genoemd(self, tekst):
        """The one that is called exactly so, or None. Raises ValidationError when more are."""
        gelijk = list(met_naam(self.queryset, tekst)[:MEESTE])
        if len(gelijk) > 1:
            self.widget.kandidaten = [(rij.pk, omschrijf(rij)) for rij in gelijk]
            raise self._fout("meer", tekst)
        return gelijk[0] if gelijk else None

    def _bied_aan(self, naam):
        """Show on the page what could be meant, and where that is possible to add it."""
        kandidaten = gelijkende(self.queryset, naam)
        self.widget.kandidaten = [(rij.pk, omschrijf(rij)) for rij in kandidaten]
        if self.mag_nieuw:
            self.widget.soorten = self.queryset.model.Soort.choices
        return kandidaten

    def _fout(self, code, naam):
        return ValidationError(self.error_messages[code], code=code, params={"naam": naam})


def omschrijf(rij):
    """A record with its kind, to tell it from others of the same name."""
    return f"{rij} ({rij.get_soort_display()})" if hasattr(rij, "get_soort_display") else str(rij)

"""Texts and numbers in a form, read the way that they are kept."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from buurtnet.kern.getal import lees_geheel, lees_getal, rond_af
from buurtnet.kern.tekst import een_regel, meer_regels


def lees_zuiver(form):
    """Let `form` read each text as it is kept, so that it compares what it would save.

    And each number as people write it: "1.000" is no 1, and decimals are rounded to what is kept.
    It is typed in a box for text: of "12.500,50" in a box for numbers a browser sends nothing.
    A field of a form only strips, and a browser sends a line end as two characters. What holds a
    NUL is left to the field, which refuses it: nobody types one.
    """
    for veld in form.fields.values():
        if isinstance(veld, forms.CharField) and not isinstance(veld.widget, forms.PasswordInput):
            maak = meer_regels if isinstance(veld.widget, forms.Textarea) else een_regel
            veld.to_python = _lezer(veld.to_python, maak)
        elif isinstance(veld, forms.DecimalField):
            _geef_tekstvak(veld, "decimal")
            veld.to_python = _getallezer(veld, _decimaal(veld))
        elif type(veld) is forms.IntegerField:
            _geef_tekstvak(veld, "numeric")
            veld.to_python = _getallezer(veld, lees_geheel)


def _geef_tekstvak(veld, toetsen):
    """Let the number of `veld` be typed as text, on a phone with these keys (an inputmode)."""
    if isinstance(veld.widget, forms.NumberInput):
        attrs = {n: w for n, w in veld.widget.attrs.items() if n not in ("step", "min", "max")}
        vak = forms.TextInput(attrs | {"inputmode": toetsen, "autocomplete": "off"})
        # With a comma where one writes so.
        vak.is_localized, vak.is_required = True, veld.widget.is_required
        veld.widget = vak


def _decimaal(veld):
    """What reads a text for this DecimalField."""
    grens = Decimal(10) ** (veld.max_digits - veld.decimal_places)
    decimalen = veld.decimal_places
    return lambda tekst: rond_af(lees_getal(tekst, grens, decimalen), decimalen)


def _getallezer(veld, lees_tekst):
    def lees_of_weiger(waarde):
        if waarde in veld.empty_values:
            return None
        try:
            return lees_tekst(str(waarde))
        except ValueError as fout:
            raise ValidationError(str(fout), code="invalid") from None

    return lees_of_weiger


def _lezer(lees_veld, maak):
    def lees_en_maak(waarde):
        tekst = lees_veld(waarde)
        return maak(tekst) if isinstance(tekst, str) and "\x00" not in tekst else tekst

    return lees_en_maak

"""Texts in a form, read the way that they are kept."""

from django import forms

from buurtnet.kern.tekst import een_regel, meer_regels


def lees_zuiver(form):
    """Let `form` read each text as it is kept, so that it compares what it would save.

    A field of a form only strips, and a browser sends a line end as two characters. What holds a
    NUL is left to the field, which refuses it: nobody types one.
    """
    for veld in form.fields.values():
        if isinstance(veld, forms.CharField) and not isinstance(veld.widget, forms.PasswordInput):
            maak = meer_regels if isinstance(veld.widget, forms.Textarea) else een_regel
            veld.to_python = _lezer(veld.to_python, maak)


def _lezer(lees_veld, maak):
    def lees_en_maak(waarde):
        tekst = lees_veld(waarde)
        return maak(tekst) if isinstance(tekst, str) and "\x00" not in tekst else tekst

    return lees_en_maak

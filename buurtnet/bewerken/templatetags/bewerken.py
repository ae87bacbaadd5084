"""Links to the forms of coordinators."""

from django import template

from ..intrekken import mag_intrekken
from ..opslaan import adres

register = template.Library()


@register.simple_tag
def bewerkadres(rij, verb):
    """The address of the form for `rij`: `verb` is "wijzigen", "beeindigen" and so on."""
    return adres(rij, verb)


@register.inclusion_tag("bewerken/_intrekhint.html", takes_context=True)
def intrekhint(context, rij):
    """Where one takes back what was never so, when the user may and it can be."""
    kan = mag_intrekken(rij, context["request"].user)
    return {"adres": adres(rij, "intrekken") if kan else ""}

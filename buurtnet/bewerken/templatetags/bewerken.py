"""Links to the forms of coordinators."""

from django import template

from ..opslaan import adres

register = template.Library()


@register.simple_tag
def bewerkadres(rij, verb):
    """The address of the form for `rij`: `verb` is "wijzigen", "beeindigen" and so on."""
    return adres(rij, verb)

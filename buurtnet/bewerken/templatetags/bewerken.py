"""Links and buttons to the forms of coordinators."""

from django import template
from django.urls import reverse
from django.utils import timezone

from ..opslaan import adres, is_voorbij

register = template.Library()


@register.simple_tag
def bewerkadres(rij, verb):
    return adres(rij, verb)


@register.inclusion_tag("components/_bewerkknoppen.html", takes_context=True)
def bewerkknoppen(context, rij):
    """What the user may do with `rij`; only to be shown to who may."""
    voorbij = is_voorbij(rij)
    return {
        "csrf_token": context.get("csrf_token"),
        "naam": rij,
        "voorbij": voorbij,
        **{verb: adres(rij, verb) for verb in ("wijzigen", "geschiedenis")},
        "bevestigen": "" if voorbij else adres(rij, "bevestigen"),
        "beeindigen": _beeindigen(rij, voorbij),
        "paginas": [(reverse(naam, args=[rij.slug]), tekst) for naam, tekst in rij.beheerpaginas],
        "verhuizen": _verhuizen(rij),
    }


def _beeindigen(rij, voorbij):
    """The address of the form that ends `rij`; "" for what can't end, or has."""
    return adres(rij, "beeindigen") if hasattr(rij, "beeindig_alles") and not voorbij else ""


def _verhuizen(rij):
    """The address of the form for a move; "" for what can't move, or isn't there today."""
    kan = hasattr(rij, "verhuis") and rij.kan_verhuizen(timezone.localdate())
    return adres(rij, "verhuizen") if kan else ""

"""Links and buttons to the forms of coordinators."""

from django import template
from django.urls import reverse

from buurtnet.basis.beheer import adres

register = template.Library()


@register.simple_tag
def beheeradres(rij, verb):
    return adres(rij, verb)


@register.inclusion_tag("components/_beheerknoppen.html", takes_context=True)
def beheerknoppen(context, rij):
    """What the user may do with `rij`; only to be shown to who may."""
    return {
        "csrf_token": context.get("csrf_token"),
        "naam": rij,
        **{verb: adres(rij, verb) for verb in ("wijzigen", "bevestigen")},
        "beeindigen": adres(rij, "beeindigen") if hasattr(rij, "beeindig_alles") else "",
        "geschiedenis": adres(rij, "geschiedenis"),
        "paginas": [(reverse(naam, args=[rij.slug]), tekst) for naam, tekst in rij.beheerpaginas],
        "verhuizen": adres(rij, "verhuizen") if hasattr(rij, "verhuis") else "",
    }

"""Links and buttons to the forms of coordinators."""

from django import template
from django.urls import reverse

from buurtnet.basis.beheer import adres, is_voorbij

register = template.Library()


@register.simple_tag
def beheeradres(rij, verb):
    return adres(rij, verb)


@register.inclusion_tag("components/_beheerknoppen.html", takes_context=True)
def beheerknoppen(context, rij):
    """What the user may do with `rij`; only to be shown to who may."""
    voorbij = is_voorbij(rij)
    return {
        "csrf_token": context.get("csrf_token"),
        "naam": rij,
        "voorbij": voorbij,
        **{verb: adres(rij, verb) for verb in ("wijzigen", "geschiedenis")},
        "bevestigen": "" if voorbij else adres(rij, "bevestigen"),
        "beeindigen": _einde(rij, "beeindigen", "beeindig_alles"),
        "paginas": [(reverse(naam, args=[rij.slug]), tekst) for naam, tekst in rij.beheerpaginas],
        "verhuizen": _einde(rij, "verhuizen", "verhuis"),
    }


def _einde(rij, verb, methode):
    """The address of a form that ends `rij`; "" for what can't end, or has."""
    return adres(rij, verb) if hasattr(rij, methode) and not is_voorbij(rij) else ""

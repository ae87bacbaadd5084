"""The forms of an inzet: their addresses, what one posts, what they refuse."""

from django.urls import reverse

SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f11"


def velden(wijk, thema, **meer):
    """What the form of a new inzet posts."""
    return {"wijk": wijk.pk, "thema": thema.pk, "status": "actief", "sleutel": SLEUTEL} | meer


def nieuw(netwerk):
    """The address where a network adds an inzet."""
    return reverse("netwerken:inzet_nieuw", kwargs={"netwerk": netwerk.slug})


def adres(verb, inzet):
    """The address of a verb, such as `wijzigen`."""
    return reverse(f"netwerken:inzet_{verb}", kwargs=inzet.padsleutel)


def fouten(antwoord):
    """{field: what is wrong with it}, on the form that came back."""
    assert antwoord.status_code == 200
    return antwoord.context["form"].errors

"""The pages of the rooster: of a network, in one of its wijken, and of a wijk."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ..bestanden import bestand_van_tabel
from ..ouders import mijn_netwerk, wijk_om_te_kiezen
from .bewaren import bewaar_rooster
from .blad import Rooster
from .keuze import lees_keuze
from .plaats import wijken_van


@require_http_methods(["GET", "HEAD", "POST"])
def netwerk_inzet(request, slug):
    """Who works on what in a wijk of the network; the first, unless "wijk" in the address says
    another. Without any, where to say which.
    """
    netwerk = mijn_netwerk(request, slug)
    wijken = wijken_van(netwerk, request.user, timezone.localdate())
    if not wijken:
        return render(request, "werkplek/rooster/zonder_wijk.html", {"ouder": netwerk})
    gevraagd = request.GET.get("wijk")
    wijk = next((wijk for wijk in wijken if wijk.slug == gevraagd), wijken[0])
    adressen = {
        "nieuw": reverse("netwerken:inzet_nieuw", kwargs={"netwerk": slug}),
        "regels": reverse("netwerken:netwerk_inzet_regels", args=[slug]),
    }
    return _rooster(request, wijk, {"ouder": netwerk, "wijken": wijken} | adressen, netwerk)


@require_http_methods(["GET", "HEAD", "POST"])
def wijk_inzet(request, slug):
    """Who works on what in a wijk."""
    wijk = wijk_om_te_kiezen(request, slug)
    adressen = {
        "nieuw": reverse("netwerken:inzet_nieuw", kwargs={"wijk": slug}),
        "regels": reverse("netwerken:wijk_inzet_regels", args=[slug]),
    }
    return _rooster(request, wijk, {"ouder": wijk} | adressen)


def _rooster(request, wijk, context, netwerk=None):
    waar = {"wijk": wijk, "netwerk": netwerk, "dag": timezone.localdate()}
    waar["keuze"] = lees_keuze(request.GET)
    if request.method != "POST":
        rooster = Rooster(request.user, **waar)
        if bestand := bestand_van_tabel(request, f"rooster {wijk}", rooster.als_tabel()):
            return bestand
        return render(request, "werkplek/rooster/rooster.html", context | {"rooster": rooster})
    uitkomst = bewaar_rooster(request, **waar)
    if uitkomst.doel:
        return redirect(uitkomst.doel)
    return render(request, "werkplek/rooster/rooster.html", context | {"rooster": uitkomst.rooster})

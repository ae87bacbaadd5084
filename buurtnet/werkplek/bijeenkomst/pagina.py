"""The page of one meeting, for who keeps its network: made to be typed in on the spot."""

from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.concepten.tonen import gooi_weg, haal_terug
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.inzending import Inzending, kenmerk_van, sleutel_van
from buurtnet.bewerken.weigering import vraag_verwijzingen_meteen, zin_bij
from netwerken.models import Bijeenkomst

from ..rooster.blad import Rooster
from ..rooster.plaats import wijken_van
from .tafel import Tafel, vergrendel

# So many wijken of a network are a press away.
MEESTE_WIJKEN = 12


def mijn_bijeenkomst(request, netwerk, pk):
    """A meeting of a network of the user: 404 when unseen, 403 when it isn't theirs."""
    rijen = Bijeenkomst.objects.select_related("netwerk__agenda", "accommodatie", "reeks")
    return opslaan.mijn(request, rijen, netwerk__slug=netwerk, pk=pk)


def bijeenkomst(request, netwerk, pk):
    rij = mijn_bijeenkomst(request, netwerk, pk)
    concept = haal_terug(request, rij)
    if request.method == "POST":
        tafel, klaar = _neem_aan(request, rij)
        if klaar:
            return redirect(klaar)
    elif concept.concept:
        tafel = Tafel.van_concept(rij, request.user, concept.gestuurd)
    else:
        tafel = Tafel(rij, request.user)
    context = {
        "concept": concept,
        "bijeenkomst": tafel.bijeenkomst,
        "tafel": tafel,
        "sleutel": sleutel_van(request),
        "kop": tafel.naam,
        **_wijken(request, rij.netwerk),
    }
    return render(request, "werkplek/bijeenkomst/bijeenkomst.html", context)


def _wijken(request, netwerk):
    """The wijken of which the rooster can be opened here, and that rooster when one is."""
    wijken = _te_kiezen(request, netwerk)
    wijk = _gekozen(wijken, request.GET)
    rooster = wijk and Rooster(request.user, wijk, netwerk=netwerk, dag=timezone.localdate())
    return {"wijken": wijken, "rooster": rooster}


def _te_kiezen(request, netwerk):
    return wijken_van(netwerk, request.user, timezone.localdate())[:MEESTE_WIJKEN]


def _gekozen(wijken, gestuurd):
    """The one of these that the request names; None without."""
    return next((wijk for wijk in wijken if wijk.slug == gestuurd.get("wijk")), None)


def _neem_aan(request, rij):
    """(the sheet as it was sent, the address to go to once it is saved, or "")."""
    kenmerk = kenmerk_van(request, rij, sleutel_van(request))
    tafel = None
    try:
        with transaction.atomic(), handeling(request.user) as gedaan:
            inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
            if not eerste:
                return None, inzending.doel
            tafel = Tafel(vergrendel(rij), request.user, request.POST)
            if tafel.is_valid() and not tafel.zoek_botsingen():
                vraag_verwijzingen_meteen()
                gedaan.wat, inzending.doel = _bewaar(request, tafel)
                gedaan.terug = inzending.doel
                inzending.save()
                gooi_weg(request, rij)
            else:
                transaction.set_rollback(True)
                return tafel, ""
    except IntegrityError as fout:
        tafel.fouten.append(zin_bij(fout))
    except opslaan.NietBewaard as fout:
        tafel.fouten.append(fout.zin)
    else:
        meld_gedaan(request, gedaan.wat, gedaan)
        return tafel, inzending.doel
    return tafel, ""


def _bewaar(request, tafel):
    """Save the sheet; gives what was saved, in a sentence, and the address to go to."""
    gestuurd, netwerk = request.POST, tafel.bijeenkomst.netwerk
    adres = reverse("netwerken:bijeenkomst", kwargs=tafel.bijeenkomst.padsleutel)
    woorden = tafel.bewaar()
    if "rond_af" in gestuurd and not tafel.bijeenkomst.gehouden_op:
        tafel.rond_af(timezone.localdate())
        woorden.append(_("verslag afgerond"))
    if "wijk" in gestuurd and (wijk := _gekozen(_te_kiezen(request, netwerk), gestuurd)):
        adres = f"{adres}?{urlencode({'wijk': wijk.slug})}#wijk"
    if "omhoog" in gestuurd and tafel.schuif_omhoog(omhoog := gestuurd["omhoog"]):
        adres = f"{adres}#punt-{omhoog}"
    zin = _("Bewaard: %(wat)s.") % {"wat": ", ".join(woorden)} if woorden else _("Bewaard.")
    return zin, adres

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

from ..rooster.bewaren import POGINGEN
from ..rooster.schrijven import NietBewaard as RoosterNietBewaard
from .tafel import Tafel, vergrendel
from .wijkblad import Wijkblad


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
    else:
        tafel = _leg_klaar(request, rij, concept)
    context = {
        "concept": concept,
        "bijeenkomst": tafel.bijeenkomst,
        "tafel": tafel,
        "rooster": tafel.wijkblad.rooster,
        "sleutel": sleutel_van(request),
        "kop": tafel.naam,
    }
    return render(request, "werkplek/bijeenkomst/bijeenkomst.html", context)


def _leg_klaar(request, rij, concept):
    """The sheet as it is saved, or with the draft of the user on it."""
    getypt, gekozen = concept.gestuurd, request.GET.get("wijk", "")
    wijkblad = Wijkblad(request.user, rij.netwerk, getypt, gekozen)
    wijkblad.toon()
    if concept.concept:
        return Tafel.van_concept(rij, request.user, wijkblad, getypt)
    return Tafel(rij, request.user, wijkblad)


def _neem_aan(request, rij):
    """(the sheet as it was sent, the address to go to once it is saved, or "")."""
    for _poging in range(POGINGEN):
        try:
            return _probeer(request, rij)
        except IntegrityError as fout:
            zin = zin_bij(fout)
    return _nog_eens(request, rij, Wijkblad(request.user, rij.netwerk, request.POST), zin), ""


def _probeer(request, rij):
    kenmerk = kenmerk_van(request, rij, sleutel_van(request))
    wijkblad = Wijkblad(request.user, rij.netwerk, request.POST)
    try:
        with transaction.atomic(), handeling(request.user) as gedaan:
            inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
            if not eerste:
                return None, inzending.doel
            tafel = Tafel(vergrendel(rij, wijkblad), request.user, wijkblad, request.POST)
            if kan := _kan_bewaard(request, tafel):
                vraag_verwijzingen_meteen()
                gedaan.wat, inzending.doel = _bewaar(request, tafel)
                gedaan.terug = inzending.doel
                inzending.save()
                gooi_weg(request, rij)
            else:
                transaction.set_rollback(True)
    except opslaan.NietBewaard as fout:
        return _nog_eens(request, rij, wijkblad, fout.zin), ""
    except RoosterNietBewaard as fout:
        zin = _("Kijk bij “Wijzigingen in de wijk”.")
        return _nog_eens(request, rij, wijkblad, zin, fout), ""
    if not kan:
        wijkblad.toon()
        return tafel, ""
    meld_gedaan(request, gedaan.wat, gedaan)
    return tafel, inzending.doel


def _kan_bewaard(request, tafel):
    """Whether all of it is in order, and saving is what was asked."""
    if opslaan.MEER_REGELS in request.POST:
        return False
    return tafel.is_valid() and not tafel.zoek_botsingen()


def _nog_eens(request, rij, wijkblad, zin, bezwaar=None):
    """The sheet with all that was typed on it: what was written to its rows is undone."""
    nu = mijn_bijeenkomst(request, rij.netwerk.slug, rij.pk)
    wijkblad.toon(bezwaar)
    tafel = Tafel(nu, request.user, wijkblad, request.POST)
    tafel.fouten.append(zin)
    return tafel


def _bewaar(request, tafel):
    """Save the sheet; gives what was saved, in a sentence, and the address to go to."""
    gestuurd = request.POST
    woorden = tafel.bewaar()
    if "rond_af" in gestuurd and not tafel.bijeenkomst.gehouden_op:
        tafel.rond_af(timezone.localdate())
        woorden.append(_("verslag afgerond"))
    zin = _("Bewaard: %(wat)s.") % {"wat": ", ".join(woorden)} if woorden else _("Bewaard.")
    zin = f"{zin} {tafel.wijkblad.gedaan}".rstrip()
    return zin, f"{_adres(tafel, gestuurd)}{_plek(tafel, gestuurd)}"


def _adres(tafel, gestuurd):
    """Where the sheet stands, with the rooster that was on it or is asked for."""
    adres = reverse("netwerken:bijeenkomst", kwargs=tafel.bijeenkomst.padsleutel)
    blad = tafel.wijkblad
    wijk = blad.vind(gestuurd.get("wijk")) if "open" in gestuurd else blad.wijk
    te_kiezen = len(blad.wijken) > 1
    return f"{adres}?{urlencode({'wijk': wijk.slug})}" if wijk and te_kiezen else adres


def _plek(tafel, gestuurd):
    """Which part of the sheet was worked on, as the end of an address."""
    if "omhoog" in gestuurd and tafel.schuif_omhoog(omhoog := gestuurd["omhoog"]):
        return f"#punt-{omhoog}"
    return "#wijk" if "open" in gestuurd else ""

"""The pages on which proposals are read, accepted and refused."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import meld_gedaan
from buurtnet.kern.noemen import noem
from buurtnet.web.adres import is_pad_hier
from netwerken import voorstellen as alle
from netwerken.models import Voorstel

from .blad import regels_van
from .formulieren import Antwoord

PER_PAGINA = 15
MEESTE_SLEUTELS = 100
STANDEN = (("open", _("Wacht op antwoord")), ("klaar", _("Afgehandeld")))


def voorstellen_lijst(request):
    """What was proposed about what the user keeps, or about the wijken where they work."""
    opslaan.eis_toevoegen(request.user)
    if request.method == "POST":
        return _behandel(request)
    eigen = Voorstel.objects.visible_to(request.user).met_record()
    stand = request.GET.get("stand") if request.GET.get("stand") == "klaar" else "open"
    soort = request.GET.get("soort") if request.GET.get("soort") in Voorstel.Soort else ""
    if soort:
        eigen = eigen.filter(soort=soort)
    is_open = stand == "open"
    rijen = eigen.open() if is_open else eigen.exclude(stand="open").order_by("-behandeld_op", "pk")
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "regels": regels_van(pagina, request.user),
        "standen": STANDEN,
        "stand": stand,
        "soorten": Voorstel.Soort.choices,
        "soort": soort,
        "antwoord": Antwoord(),
    }
    return render(request, "werkplek/voorstellen/lijst.html", context)


def voorstel(request, pk):
    """One proposal, whole; a POST accepts or refuses it."""
    rij = get_object_or_404(Voorstel.objects.visible_to(request.user).met_record(), pk=pk)
    if request.method == "POST":
        return _behandel(request, rij)
    [regel] = regels_van([rij], request.user)
    antwoord = Antwoord()
    return render(
        request, "werkplek/voorstellen/voorstel.html", {"regel": regel, "antwoord": antwoord}
    )


def _behandel(request, enige=None):
    """Do what was pressed to the proposals that were ticked, or to that of the button.

    `neem_over` and `weiger` each name one, or "vele" for what was ticked.
    """
    wat = "weiger" if "weiger" in request.POST else "neem_over"
    welke = request.POST.get(wat, "")
    sleutels = request.POST.getlist("voorstel") if welke == "vele" else [welke]
    sleutels = [int(pk) for pk in sleutels[:MEESTE_SLEUTELS] if pk.isdecimal() and len(pk) < 10]
    terug = request.POST.get("terug", "")
    terug = terug if is_pad_hier(terug) else reverse("netwerken:voorstellen")
    form = Antwoord(request.POST)
    if not form.is_valid():
        return _geef_terug(request, enige, form)
    if enige is not None and not enige.can_edit(request.user):
        raise PermissionDenied
    rijen = list(Voorstel.objects.editable_by(request.user).filter(pk__in=sleutels).met_record())
    if not rijen:
        messages.error(request, _t("Kruis eerst aan waar het om gaat."))
        return redirect(terug)
    woord = form.cleaned_data["antwoord"]
    if wat == "weiger":
        uitslag = alle.weiger(rijen, request.user, woord, terug=terug)
    else:
        # Of several at once what changed meanwhile waits: nobody compared all of it.
        gezien = {} if welke == "vele" else _gezien(request, rijen)
        uitslag = alle.pas_toe(rijen, request.user, gezien=gezien, antwoord=woord, terug=terug)
    _meld(request, uitslag)
    return redirect(terug)


def _gezien(request, rijen):
    return {rij.pk: opslaan.getal(request, f"gezien_{rij.pk}") for rij in rijen}


def _geef_terug(request, enige, form):
    """The same page with what was typed; of a list the first fault as a message."""
    if enige is None:
        messages.error(request, form.errors["antwoord"][0])
        return redirect(request.get_full_path())
    [regel] = regels_van([enige], request.user)
    return render(request, "werkplek/voorstellen/voorstel.html", {"regel": regel, "antwoord": form})


def _meld(request, uitslag):
    if uitslag.gedaan or uitslag.vervallen:
        meld_gedaan(request, uitslag.handeling.wat, uitslag.handeling)
    if uitslag.vervallen:
        aantal = len(uitslag.vervallen)
        zin = ngettext(
            "%(n)d voorstel ging over iets wat er niet meer is.",
            "%(n)d voorstellen gingen over iets wat er niet meer is.",
            aantal,
        )
        messages.info(request, zin % {"n": aantal})
    for rij, waarom in uitslag.niet:
        naam = noem(rij.record, request.user) if rij.record else _t("deze site")
        messages.error(request, f"{naam}: {waarom}")

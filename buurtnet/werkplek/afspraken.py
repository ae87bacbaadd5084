"""Agreements as coordinators keep them: their list, and what was done at one press."""

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import vergrendel
from buurtnet.web.adres import is_pad_hier
from netwerken.models import Afspraak, Toezegging

from .bestanden import bestand_van_tabel
from .ouders import mijn_netwerk, wijk_om_te_kiezen

PER_PAGINA = 25


@require_safe
def netwerk_afspraken(request, slug):
    netwerk = mijn_netwerk(request, slug)
    nieuw = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": slug})
    return _toon(request, netwerk, nieuw)


@require_safe
def wijk_afspraken(request, slug):
    wijk = wijk_om_te_kiezen(request, slug)
    nieuw = reverse("netwerken:afspraak_nieuw", kwargs={"wijk": slug})
    return _toon(request, wijk, nieuw)


def _toon(request, ouder, nieuw):
    """Those of `ouder` that the user may change: what is open first, the first due on top."""
    klaar = Case(When(stand__in=Afspraak.KLAAR, then=Value(1)), default=Value(0))
    rijen = (
        ouder.afspraken.visible_to(request.user)
        .editable_by(request.user)
        .select_related("netwerk")
        .met_toezeggingen()
        .met_eerste_dag()
        .order_by(klaar, F("eerste_dag").asc(nulls_last=True), "-gewijzigd_op", "-pk")
    )
    if bestand := bestand_van_tabel(request, f"afspraken {ouder}", _tabel(rijen, request.user)):
        return bestand
    context = {
        "ouder": ouder,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "nieuw": nieuw,
        "vandaag": timezone.localdate(),
    }
    return render(request, "werkplek/afspraken.html", context)


def _tabel(afspraken, gebruiker):
    """The agreements as rows of a file, one for each party, headings first."""
    yield [
        *(_("wat is afgesproken"), _("soort"), _("stand"), _("uiterlijk klaar")),
        *(_("wie"), _("wat die doet"), _("uiterlijk"), _("hoe staat het"), _("wat het opleverde")),
    ]
    for rij in afspraken:
        geheel = [
            *(rij.naam, rij.get_soort_display(), rij.get_stand_display()),
            rij.deadline_in_woorden,
        ]
        for een in rij.toezeggingen.all() or [None]:
            yield geheel + (_cellen(een, gebruiker) if een else [""] * 5)


def _cellen(rij, gebruiker):
    staat = rij.get_stand_display() if rij.wat else ""
    return [noem(rij.wie, gebruiker), rij.wat, rij.uiterlijk_in_woorden, staat, rij.uitkomst]


@require_POST
def afspraak_uitgevoerd(request, pk):
    """What was agreed is done: the whole, or what one party promised (its key: `toezegging`)."""
    afspraak = opslaan.mijn(request, Afspraak.objects, pk=pk)
    with transaction.atomic():
        afspraak = opslaan.slot(afspraak)
        rijen = vergrendel(afspraak.toezeggingen.all())
        with handeling(request.user, terug=_terug(request, afspraak)) as gedaan:
            if "toezegging" in request.POST:
                sleutel = opslaan.getal(request, "toezegging")
                gedaan.wat = _houdt_woord(afspraak, rijen, sleutel, request.user)
            else:
                gedaan.wat = _voer_uit(afspraak, rijen, request.user)
    meld_gedaan(request, gedaan.wat, gedaan)
    return redirect(gedaan.terug)


def _terug(request, afspraak):
    terug = request.POST.get("terug", "")
    return terug if is_pad_hier(terug) else opslaan.pagina_of_werkplek(afspraak, request.user)


def _houdt_woord(afspraak, rijen, sleutel, gebruiker):
    """Save that one party did what it promised; gives what to say. Raises Http404."""
    rij = next((rij for rij in rijen if rij.pk == sleutel), None)
    if rij is None:
        raise Http404
    naam = noem(rij, gebruiker)
    if not rij.is_open:
        return _("Dat stond er al zo: %(naam)s.") % {"naam": naam}
    _bewaar(afspraak, [rij])
    return _("Gedaan: %(naam)s.") % {"naam": naam}


def _voer_uit(afspraak, rijen, gebruiker):
    """Save that all of it was done, and what was still open with it; gives what to say."""
    naam = noem(afspraak, gebruiker)
    if not afspraak.is_open:
        zin = _("“%(naam)s” stond al op %(stand)s.")
        return zin % {"naam": naam, "stand": afspraak.get_stand_display()}
    afspraak.stand = Afspraak.Stand.UITGEVOERD
    _bewaar(afspraak, [rij for rij in rijen if rij.is_open])
    return _("Uitgevoerd: %(naam)s.") % {"naam": naam}


def _bewaar(afspraak, rijen):
    """The whole first, so that its history tells of its lines."""
    afspraak._change_reason = "gedaan"
    afspraak.save()
    for rij in rijen:
        rij.stand = Toezegging.Stand.GEDAAN
        rij._change_reason = "gedaan"
        rij.save()

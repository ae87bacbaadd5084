"""What was agreed for a place: who promised what, by when, and how it stands.

How an agreement stood on another day nobody knows: of a day in the past the page leaves out what
was agreed later, and says so.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, Value, When
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.lijsten.uitvoer import antwoord, formaat_van
from buurtnet.web.adres import haal_of_verwijs, heel_adres
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.models import Afspraak, Toezegging
from netwerken.models.openbaar import openbaar_q
from wijken.models import Wijk
from wijken.telt_mee import lees_omgeving

from .delen import met_toezeggingen

PER_PAGINA = 20
KOLOMMEN = "afspraak soort waar partij belofte uiterlijk stand uitkomst adres".split()


@dataclass
class Wijkpact:
    """What the page shows: agreements of this page by whether they are a pact, and a count of all.

    `telling` is {state: number of promises}, `kruimels` are the Plekken above it.
    """

    pacten: list
    andere: list
    telling: dict
    kruimels: list
    pagina: object

    @property
    def beloften(self):
        return sum(self.telling.values())


@login_not_required
@require_safe
def wijkpact(request, slug):
    """The agreements of a place, of what lies above and below: pacts first, then what is open."""
    peildatum = lees_peildatum(request)
    plek = haal_of_verwijs(Wijk.objects.defer("omtrek"), slug, request.user)
    if plek.ligt_erbuiten:
        raise Http404
    omgeving = lees_omgeving([plek])
    afspraken = _te_lezen(request.user, peildatum)
    if formaat := formaat_van(request):
        regels = _regels(afspraken, omgeving)
        return antwoord(peildatum, formaat, f"wijkpact-{plek.slug}", KOLOMMEN, regels)
    context = {
        "wijk": plek,
        "peildatum": peildatum,
        "pact": _lees(request, afspraken, omgeving),
        "mag_wijzigen": plek.can_add(request.user),
    }
    return render(request, "netwerken/wijkpact.html", context)


def _te_lezen(gebruiker, peildatum):
    """What `gebruiker` may read, and was agreed by that day."""
    afspraken = Afspraak.objects.visible_to(gebruiker)
    if peildatum.is_vandaag:
        return afspraken
    return afspraken.filter(Q(gemaakt_op=None) | Q(gemaakt_op__lte=peildatum.datum))


def _lees(request, afspraken, omgeving):
    kolom = omgeving.kolommen[0]
    pagina = Paginator(_op_volgorde(afspraken, omgeving), PER_PAGINA)
    pagina = pagina.get_page(request.GET.get("pagina"))
    rijen = _met_merk(list(pagina), omgeving, kolom)
    hoger = omgeving.hogere(kolom)
    return Wijkpact(
        pacten=[rij for rij in rijen if rij.soort == Afspraak.Soort.WIJKPACT],
        andere=[rij for rij in rijen if rij.soort != Afspraak.Soort.WIJKPACT],
        telling=_telling(_in(afspraken, omgeving)),
        kruimels=[omgeving.plekken[pk] for pk in kolom.keten[:-1] if pk in hoger],
        pagina=pagina,
    )


def _op_volgorde(afspraken, omgeving):
    """As `dichtbij` gives them: pacts, what is open, what is of the place itself, the newest."""
    kolom = omgeving.kolommen[0]
    klaar = Case(When(stand__in=Afspraak.KLAAR, then=Value(1)), default=Value(0))
    anders = Case(When(soort=Afspraak.Soort.WIJKPACT, then=Value(0)), default=Value(1))
    rijen = omgeving.dichtbij(afspraken.annotate(klaar=klaar, anders=anders), kolom, "pk")
    nieuwste = F("gemaakt_op").desc(nulls_last=True)
    return rijen.order_by("anders", "klaar", "hoger", nieuwste, "naam", "pk")


def _met_merk(rijen, omgeving, kolom):
    """The agreements of these rows, each with its Merk: for which other place it is."""
    afspraken = Afspraak.objects.filter(pk__in=[rij["pk"] for rij in rijen])
    afspraken = met_toezeggingen(afspraken.select_related("netwerk", "bron")).in_bulk()
    for rij in rijen:
        afspraken[rij["pk"]].merk = omgeving.merk_van(rij, kolom)
    return [afspraken[rij["pk"]] for rij in rijen]


def _in(afspraken, omgeving):
    """Those that are for a place that counts here."""
    schakel = Afspraak.wijken.through.objects.filter(
        wijk__in=omgeving.meetellende(omgeving.kolommen[0])
    )
    return afspraken.filter(pk__in=schakel.values("afspraak"))


def _beloften(afspraken):
    rijen = Toezegging.objects.filter(afspraak__in=afspraken.order_by().values("pk"))
    return rijen.filter(openbaar_q("organisatie", "accommodatie"))


def _telling(afspraken):
    """{state in words: number} of all promises, in the order of the states."""
    rijen = _beloften(afspraken).exclude(wat="").order_by().values_list("stand")
    aantallen = dict(rijen.annotate(Count("pk")))
    standen = Toezegging.Stand
    return {stand.label: aantallen[stand] for stand in standen if stand in aantallen}


def _regels(afspraken, omgeving):
    """The rows of the file: a line for each party, with what it promised if anything."""
    rijen = _beloften(_in(afspraken, omgeving))
    rijen = rijen.select_related("afspraak__netwerk", "organisatie", "accommodatie")
    waar = dict.fromkeys(omgeving.meetellende(omgeving.kolommen[0]))
    plekken = {}
    schakel = Afspraak.wijken.through.objects.filter(wijk__in=waar).order_by("wijk__pad", "pk")
    for afspraak, wijk in schakel.values_list("afspraak", "wijk"):
        plekken.setdefault(afspraak, []).append(omgeving.plekken[wijk].naam)
    for rij in rijen.order_by("afspraak", "pk"):
        afspraak, wie = rij.afspraak, rij.organisatie or rij.accommodatie
        yield [
            afspraak.naam,
            afspraak.get_soort_display(),
            plekken.get(afspraak.pk, []),
            str(rij.wie),
            rij.wat,
            rij.uiterlijk,
            str(rij.get_stand_display()) if rij.wat else "",
            rij.uitkomst,
            heel_adres(wie.get_absolute_url()) if wie else "",
        ]

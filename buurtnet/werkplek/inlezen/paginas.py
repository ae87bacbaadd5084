"""The pages of reading in a table: the file, its headings, its columns, what becomes of it.

1. `inlezen` takes the file; which sheet and row, and what each column is, is guessed, or known from
   the last time. What is doubtful is asked: `inlezen_tabel`, `inlezen_kolommen`.
2. `inlezen_zoeken` looks up the organisations, a piece of the table at a time.
3. `inlezen_nalopen` shows what becomes of every row; spellings are decided in `inlezen_kiezen`.
4. `inlezen_overnemen` writes all in one go.
"""

import time

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import meld_gedaan
from buurtnet.bewerken.inleesbestand import Inleesbestand, Kolomkoppeling
from buurtnet.kern.rechten import mag_toevoegen
from buurtnet.zoeken.naamboek import Naamboek
from netwerken.models import Organisatie

from .formulieren import Bestand, Kolommen
from .lezing import Lezing
from .overnemen import MEESTE_TEGELIJK, NietOvergenomen, neem_over, te_veel
from .raden import raad_keuze
from .soorten import SOORTEN
from .tabel import Tabel, herkenner, kies_tabel
from .uitkomst import Stand
from .vragen import neem_besluiten, open_vragen
from .woordenlijst import themas_voor

# Of one request, in seconds of work: what is left is for the next.
STUK = 0.8
PER_PAGINA = 50
MEESTE_BESTANDEN = 10
# Of each sheet, when somebody has to say where its headings are.
GETOOND, BREEDTE = 8, 12
ALLE_VELDEN = list(dict.fromkeys(veld for soort in SOORTEN.values() for veld in soort.velden))


def inlezen(request):
    """Take a file, and go on with what can't be told from it."""
    opslaan.eis_toevoegen(request.user)
    vandaag = timezone.localdate()
    themas = themas_voor(request.user, vandaag)
    herken = herkenner(themas, ALLE_VELDEN)
    form = Bestand(request.POST or None, request.FILES or None, herken=herken)
    if request.method == "POST" and form.is_valid():
        naam, bladen = form.cleaned_data["bestand"]
        keuze, zeker = kies_tabel(bladen, herken)
        keuze["soort"] = form.cleaned_data["soort"]
        eigen = Inleesbestand.objects.filter(gebruiker=request.user)
        eerder = eigen.values_list("pk", flat=True)[MEESTE_BESTANDEN - 1 :]
        eigen.filter(pk__in=list(eerder)).delete()
        bestand = eigen.create(gebruiker=request.user, naam=naam, bladen=bladen, keuze=keuze)
        if not zeker:
            return redirect("netwerken:inlezen_tabel", bestand.pk)
        return _met_tabel(request, bestand, themas)
    bezig = Inleesbestand.objects.filter(gebruiker=request.user, doel="").defer("bladen")
    return render(request, "werkplek/inlezen/inlezen.html", {"form": form, "bezig": bezig})


def inlezen_tabel(request, pk):
    """Where the headings are: which sheet, which row."""
    bestand = _haal(request, pk)
    if request.method == "POST":
        blad, _streep, kop = request.POST.get("kop", "").partition(":")
        if _is_getal(blad) and _is_getal(kop) and int(blad) < len(bestand.bladen):
            bestand.keuze |= {"blad": int(blad), "kop": int(kop)}
            bestand.gevonden = {}
            return _met_tabel(request, bestand, themas_voor(request.user, timezone.localdate()))
    gekozen = (bestand.keuze["blad"], bestand.keuze["kop"])
    bladen = [
        (
            naam,
            f"{plek}:0",
            [
                (f"{plek}:{nummer}", nummer, _vul_aan(cellen), gekozen == (plek, nummer))
                for nummer, cellen in rijen[:GETOOND]
            ],
        )
        for plek, (naam, rijen) in enumerate(bestand.bladen)
    ]
    context = {"bestand": bestand, "bladen": bladen}
    return render(request, "werkplek/inlezen/tabel.html", context)


def _vul_aan(cellen):
    return [*cellen[:BREEDTE], *[""] * (BREEDTE - len(cellen))]


def _met_tabel(request, bestand, themas):
    """Go on once it is known where the table is: its columns are known, or asked."""
    koppen = Tabel(bestand.bladen, bestand.keuze).koppen
    eerder = Kolomkoppeling.objects.van(request.user, koppen)
    soort = bestand.keuze.get("soort", "")
    if eerder and eerder.get("soort") in (soort or eerder.get("soort"),):
        bestand.keuze |= eerder
        return _zoek_en_ga_door(request, bestand)
    bestand.keuze = raad_keuze(bestand.bladen, bestand.keuze, themas, soort)
    bestand.save()
    return redirect("netwerken:inlezen_kolommen", bestand.pk)


def inlezen_kolommen(request, pk):
    """What each column is; asked once for tables with these headings."""
    bestand, vandaag = _haal(request, pk, met_soort=True), timezone.localdate()
    tabel = Tabel(bestand.bladen, bestand.keuze)
    soort = {"gebruiker": request.user, "vandaag": vandaag, "tabel": tabel}
    form = Kolommen(request.POST or None, keuze=bestand.keuze, **soort)
    if request.method == "POST" and form.is_valid():
        gekozen = form.cleaned_data
        if gekozen["soort"] != bestand.keuze["soort"]:
            themas = themas_voor(request.user, vandaag)
            bestand.keuze = raad_keuze(bestand.bladen, bestand.keuze, themas, gekozen["soort"])
            bestand.save()
            return redirect("netwerken:inlezen_kolommen", bestand.pk)
        vast = {naam: rij.pk for naam in form.soort.vast if (rij := gekozen.get(naam))}
        keuze = {"soort": gekozen["soort"], "kolommen": form.gekozen, "wijk": None, "netwerk": None}
        keuze |= vast
        Kolomkoppeling.objects.onthoud(request.user, tabel.koppen, keuze)
        bestand.keuze |= keuze
        return _zoek_en_ga_door(request, bestand)
    return render(request, "werkplek/inlezen/kolommen.html", {"bestand": bestand, "form": form})


@require_POST
def inlezen_zoeken(request, pk):
    """Look up a piece of what is left, and tell how far that is."""
    bestand = _haal(request, pk, met_soort=True)
    gedaan, over = _zoek_stuk(bestand, request.user)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"gedaan": gedaan, "totaal": gedaan + over})
    return redirect("netwerken:inlezen_nalopen", bestand.pk)


def _zoek_en_ga_door(request, bestand):
    _zoek_stuk(bestand, request.user)
    return redirect("netwerken:inlezen_nalopen", bestand.pk)


def _zoek_stuk(bestand, gebruiker):
    """Look up organisations for as long as STUK; gives (how many are done, how many are left)."""
    begin = time.thread_time()
    te_zoeken = Lezing(bestand, gebruiker).te_zoeken()
    gevonden = bestand.gevonden.setdefault("organisatie", {})
    boek = Naamboek(Organisatie.objects.visible_to(gebruiker)) if te_zoeken else None
    over = len(te_zoeken)
    for sleutel, naam in te_zoeken.items():
        gevonden[sleutel] = boek.herken(naam)
        over -= 1
        if time.thread_time() - begin > STUK:
            break
    bestand.save()
    return len(gevonden), over


@require_safe
def inlezen_nalopen(request, pk):
    """What becomes of every row; and before that, how far looking up is."""
    bestand = _haal(request, pk, met_soort=True, ook_klaar=True)
    if bestand.doel:
        return redirect(bestand.doel)
    lezing = Lezing(bestand, request.user)
    over = len(lezing.te_zoeken())
    if over:
        gedaan = len(bestand.gevonden.get("organisatie", {}))
        context = {"bestand": bestand, "gedaan": gedaan, "totaal": gedaan + over}
        return render(request, "werkplek/inlezen/zoeken.html", context)
    standen = [uitkomst.stand for uitkomst in lezing.uitkomsten]
    toon = request.GET.get("toon", "")
    toon = toon if toon in Stand else ""
    getoond = [een for een in lezing.uitkomsten if toon in ("", een.stand)]
    gaat_in = sum(uitkomst.gaat_in for uitkomst in lezing.uitkomsten)
    context = {
        "bestand": bestand,
        "telling": [(een, een.label, standen.count(een)) for een in Stand if een in standen],
        "vragen": open_vragen(lezing),
        "twijfel": standen.count(Stand.TWIJFEL),
        "te_bevestigen": len(lezing.te_bevestigen),
        "gaat_in": gaat_in,
        "te_veel": te_veel() if gaat_in > MEESTE_TEGELIJK else "",
        "pagina": Paginator(getoond, PER_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "werkplek/inlezen/nalopen.html", context)


@require_POST
def inlezen_kiezen(request, pk):
    """Keep what the user says that doubtful spellings are."""
    bestand = _haal(request, pk, met_soort=True)
    neem_besluiten(bestand, request.POST)
    bestand.save()
    return redirect("netwerken:inlezen_nalopen", bestand.pk)


@require_POST
def inlezen_overnemen(request, pk):
    """Write all that is new or changed."""
    bestand = _haal(request, pk, met_soort=True, ook_klaar=True)
    try:
        overname = neem_over(bestand, request.user, bevestig="bevestig" in request.POST)
    except NietOvergenomen as fout:
        messages.error(request, str(fout))
        return redirect("netwerken:inlezen_nalopen", bestand.pk)
    if overname.eerder:
        messages.info(request, _("Dit bestand is al overgenomen."))
    elif not overname.gedaan.pk:
        messages.info(request, _("Er was niets veranderd; alles is nog zoals het was."))
    else:
        zin = _("Overgenomen uit %(bestand)s: %(nieuw)d nieuw, %(gewijzigd)d gewijzigd.")
        if overname.telling.get(Stand.HETZELFDE):
            zin = _(
                "Overgenomen uit %(bestand)s: %(nieuw)d nieuw, %(gewijzigd)d gewijzigd,"
                " %(hetzelfde)d bevestigd."
            )
        woorden = {str(stand): overname.telling.get(stand, 0) for stand in Stand}
        meld_gedaan(request, zin % {"bestand": bestand.naam, **woorden}, overname.gedaan)
    return redirect(overname.doel)


@require_POST
def inlezen_weg(request, pk):
    """Throw away a file that is not to be taken over."""
    _haal(request, pk).delete()
    messages.info(request, _("Het bestand is weg. Op de site is niets veranderd."))
    return redirect("netwerken:inlezen")


def _haal(request, pk, *, met_soort=False, ook_klaar=False):
    """A file of the user's own that isn't taken over yet. Raises Http404.

    `met_soort`: of which it is known what it is.
    """
    bestand = Inleesbestand.objects.filter(pk=pk, gebruiker=request.user).first()
    if not bestand or not mag_toevoegen(request.user) or (bestand.doel and not ook_klaar):
        raise Http404
    if met_soort and not bestand.doel and "kolommen" not in bestand.keuze:
        raise Http404
    return bestand


def _is_getal(tekst):
    return tekst.isascii() and tekst.isdigit() and len(tekst) < 9

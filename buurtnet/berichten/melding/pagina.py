"""The pages on which anybody says that something isn't right, and reads what became of it."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from buurtnet.kern.noemen import mag_noemen
from buurtnet.zoeken.gelijkenis import gelijkende
from netwerken import voorstellen
from netwerken.models import Voorstel
from netwerken.voorstellen import duur
from netwerken.voorstellen.wie import wie_kijkt
from wijken.models import Wijk

from . import poort
from .formulieren import Melding, Nieuw
from .onderwerp import SOORTEN, lees_onderwerp, naam_van

VAN_ELDERS = gettext_lazy("Dit kwam van een andere site. Vul het hier in, en verstuur het dan.")
TE_VAAK = gettext_lazy(
    "Er komt nu te veel tegelijk binnen. Wat je schreef, staat er nog. Probeer het over een uur"
    " nog eens."
)
NIET_MEER = gettext_lazy(
    "Waar dit over ging, staat niet meer op de site. Wil je het toch vertellen? Verstuur het dan"
    " nog eens."
)


@login_not_required
@csrf_exempt
def melding(request):
    """Say that something isn't right: about what `over` names, or about the site."""
    if request.method == "POST":
        return _ontvang(request)
    if code := request.GET.get("code", ""):
        return _zoek_op(request, code)
    record = lees_onderwerp(request.GET.get("over", ""), request.user)
    form = Melding(record=record, initial={"veld": request.GET.get("veld", "")})
    return _toon_melding(request, form, record)


def _ontvang(request):
    if not poort.komt_van_hier(request):
        return _toon_melding(request, Melding(), None, fout=VAN_ELDERS, status=403)
    try:
        record = lees_onderwerp(request.POST.get("over", ""), request.user)
    except Http404:
        return _toon_melding(request, Melding(request.POST), None, fout=NIET_MEER)
    gevraagd = {"veld": request.POST.get("gevraagd", "")}
    form = Melding(request.POST, record=record, initial=gevraagd)
    antwoord = _neem_aan(
        request,
        form,
        lambda vast: voorstellen.maak(
            record,
            form.gegevens,
            tekst=form.cleaned_data["tekst"],
            veld=form.cleaned_data.get("veld", ""),
            **vast,
        ),
    )
    return antwoord or _toon_melding(request, form, record)


def _toon_melding(request, form, record, *, fout="", status=None):
    context = {
        "form": form,
        "onderwerp": record,
        "over": naam_van(record) if record is not None else "",
        "sleutel": request.POST.get("sleutel") or uuid.uuid4(),
        "fout": fout,
        "code": request.GET.get("code", ""),
    }
    return render(request, "berichten/melding.html", context, status=status or form.status)


@login_not_required
@csrf_exempt
def melding_nieuw(request):
    """Say that something isn't on the site yet."""
    if request.method != "POST":
        return _toon_nieuw(request, Nieuw(initial=_beginwaarden(request)))
    if not poort.komt_van_hier(request):
        return _toon_nieuw(request, Nieuw(), fout=VAN_ELDERS, status=403)
    form = Nieuw(request.POST)
    lijkt = _lijkt(request, form)
    antwoord = None if lijkt else _neem_aan(request, form, lambda vast: _maak_nieuw(form, vast))
    return antwoord or _toon_nieuw(request, form, gelijkende=lijkt)


def _toon_nieuw(request, form, *, fout="", status=None, gelijkende=()):
    context = {
        "form": form,
        "fout": fout,
        "gelijkende": gelijkende,
        "sleutel": request.POST.get("sleutel") or uuid.uuid4(),
    }
    return render(request, "berichten/nieuw.html", context, status=status or form.status)


def _beginwaarden(request):
    """What the link says already: the kind, and the wijk by its slug."""
    slug = request.GET.get("wijk", "").replace("\x00", "")
    wijk = Wijk.objects.filter(openbaar=True, slug=slug).first()
    return {"wat": request.GET.get("wat", ""), "wijk": wijk and wijk.pk}


def _lijkt(request, form):
    """What is there already under nearly this name, until somebody says that it is another."""
    if not form.is_valid() or "toch" in request.POST:
        return []
    rijen = SOORTEN[form.cleaned_data["wat"]].objects.visible_to(request.user)
    return gelijkende(rijen, form.cleaned_data["naam"])


def _maak_nieuw(form, vast):
    return voorstellen.maak(
        SOORTEN[form.cleaned_data["wat"]],
        form.gegevens,
        soort=Voorstel.Soort.NIEUW,
        tekst=form.tekst,
        wijk=form.cleaned_data["wijk"],
        **vast,
    )


def _neem_aan(request, form, maak):
    """Keep what was sent, once, by `maak`; the way to what becomes of it, or None when it can't be.

    `maak` takes what tells the sender and the form.
    """
    sleutel = poort.sleutel_van(request)
    eerder = Voorstel.objects.filter(sleutel=sleutel).first() if sleutel else None
    if eerder is None and form.is_valid():
        if not poort.mag_door(request):
            form.add_error(None, TE_VAAK)
            form.status = 429
            return None
        try:
            eerder = maak({"sleutel": sleutel, "voorsteller": poort.wie(request)})
        except ValidationError as fout:
            form.add_error(None, fout.messages)
    return eerder and redirect("melding_stand", code=eerder.leesbare_code)


def _zoek_op(request, code):
    """To what became of the report with this code."""
    code = voorstellen.lees_code(code[:40])
    voorstel = Voorstel.objects.filter(code=code).first() if code else None
    if voorstel:
        return redirect("melding_stand", code=voorstel.leesbare_code)
    fout = _("Deze code kennen we niet. Kijk of je hem goed hebt overgenomen.")
    return _toon_melding(request, Melding(), None, fout=fout)


@login_not_required
@require_safe
def melding_stand(request, code):
    """What became of a report, for who has its code."""
    code = voorstellen.lees_code(code)
    voorstel = get_object_or_404(Voorstel.objects.met_record(), code=code)
    ziet = _is_te_zien(voorstel.record, request.user)
    netwerk = wie_kijkt(voorstel)
    context = {
        "voorstel": voorstel,
        "onderwerp": voorstel.record if ziet else None,
        "vervalt": voorstel.is_open and voorstellen.vervalt(voorstel),
        "netwerk": netwerk if netwerk and mag_noemen(netwerk, request.user) else None,
        "duur": duur.in_woorden(timezone.localdate()),
        "regels": voorstellen.Verschil(voorstel, request.user).regels if ziet else [],
    }
    return render(request, "berichten/stand.html", context)


def _is_te_zien(rij, gebruiker):
    if rij is None:
        return False
    return type(rij).objects.visible_to(gebruiker).filter(pk=rij.pk).exists()

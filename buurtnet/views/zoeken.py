"""Search over everything: grouped by kind, the best first."""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.basis.dataversie import lees as dataversie
from buurtnet.basis.dataversie import onthoud
from buurtnet.basis.zoeken import Zoekvraag, met_ingangen

LANGSTE_VRAAG = 120
PER_SOORT, PER_BLADZIJDE = 5, 25

# In the order of a tie: first where, then what, then who.
SOORTEN = {
    "wijken.wijk": (_("Wijken en gebieden"), "wijk"),
    "wijken.thema": (_("Thema's"), "thema"),
    "initiatieven.initiatief": (_("Initiatieven"), "initiatief"),
    "initiatieven.activiteit": (_("Activiteiten"), "activiteit"),
    "initiatieven.accommodatie": (_("Plekken"), "plek"),
    "netwerken.organisatie": (_("Organisaties"), "organisatie"),
    "netwerken.netwerk": (_("Netwerken"), "netwerk"),
    "wijken.agenda": (_("Agenda's"), "agenda"),
    "initiatieven.verhaal": (_("Verhalen"), "verhaal"),
}
MODELNAMEN = {soort.partition(".")[2]: soort for soort in SOORTEN}


@dataclass
class Groep:
    """The results of one kind: how many there are and the first of them."""

    soort: str
    aantal: int
    ingangen: list = field(default_factory=list)

    @property
    def kop(self):
        return SOORTEN[self.soort][0]

    @property
    def icoon(self):
        return SOORTEN[self.soort][1]

    @property
    def sleutel(self):
        return self.soort.partition(".")[2]

    @property
    def meer(self):
        return self.aantal > len(self.ingangen)


@login_not_required
@require_safe
def zoeken(request):
    tekst = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    q = tekst[:LANGSTE_VRAAG]
    # A redacteur finds what is not public too.
    alles = request.user.is_authenticated and request.user.is_redacteur
    telling, beste = onthoud(dataversie(), ("zoeken", q, alles), lambda: _uitkomst(q, alles))
    soort = MODELNAMEN.get(request.GET.get("soort", ""))
    pagina = None
    if soort in telling:
        rijen = Zoekvraag(q).ranglijst(alles).filter(soort=soort).order_by("-score", "ingang")
        pagina = Paginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
        groepen = [Groep(soort, telling[soort], met_ingangen(pagina))]
    else:
        groepen = _groepen(met_ingangen(beste) if telling else [], telling)
    _zet_plaatsen(groepen)
    aantal = sum(telling.values())
    return render(
        request,
        "zoeken.html",
        {
            "q": q,
            "te_lang": len(tekst) > LANGSTE_VRAAG,
            "groepen": groepen,
            "aantal": aantal,
            "pagina": pagina,
            "suggesties": [] if aantal else Zoekvraag(q).lijkt_op(),
        },
    )


def _uitkomst(q, alles):
    """How many of each kind, and the best of them: what grows with the data."""
    vraag = Zoekvraag(q)
    telling = vraag.telling(alles)
    return telling, list(vraag.beste(PER_SOORT, alles)) if telling else []


def _groepen(beste, telling):
    """The kinds with their best results; the kind with the very best goes first."""
    groepen = {soort: Groep(soort, telling[soort]) for soort in SOORTEN if soort in telling}
    for ingang in beste:
        groepen[ingang.soort].ingangen.append(ingang)
    return sorted(groepen.values(), key=lambda groep: -groep.ingangen[0].score)


def _zet_plaatsen(groepen):
    """Give each result the names of its wijken, in one query for each kind."""
    for groep in groepen:
        sleutels = [ingang.object_id for ingang in groep.ingangen]
        plaatsen = {}
        for sleutel, naam in _plaatsen(apps.get_model(groep.soort), sleutels):
            plaatsen.setdefault(sleutel, []).append(naam)
        for ingang in groep.ingangen:
            ingang.waar = ", ".join(plaatsen.get(ingang.object_id, [])[:3])


def _plaatsen(model, sleutels):
    if model._meta.label_lower == "wijken.wijk":
        rijen = model.objects.filter(pk__in=sleutels, ligt_in__openbaar=True)
        return rijen.values_list("pk", "ligt_in__naam")
    if not hasattr(model, "wijken"):
        return []
    naam = model._meta.model_name
    door = model.wijken.through.objects.filter(wijk__openbaar=True, **{f"{naam}__in": sleutels})
    return door.order_by("wijk__naam").values_list(f"{naam}_id", "wijk__naam")

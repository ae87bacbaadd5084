"""What people changed last in what is a coordinator's own, for the desk."""

from django.db.models import DateField, F, TextField, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from buurtnet.bewerken.opslaan import adres
from buurtnet.bewerken.verschillen import SOORTEN_WIJZIGING
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie
from wijken.models import Agenda

WIJZIGINGEN = 10
# Reasons that say by themselves what was done.
ZEGT_GENOEG = ("bevestigd", "teruggezet")


def _rij_van(*delen):
    """The name of a row that ties things together, as its `__str__` gives it."""
    tussen = [stuk for deel in delen for stuk in (deel, Value(" – "))]
    return Concat(*tussen[:-1], output_field=TextField())


WIE = Coalesce("organisatie__naam", NullIf("omschreven_rol", Value("")), "netwerk__naam")
# What people change most: how a line of its history is called, and the page it is seen on.
GEVOLGD = {
    Inzet: (_rij_van(WIE, "wijk__naam", "thema__naam"), "wijk__slug", "wijken:wijk"),
    Deelname: (_rij_van(WIE, "netwerk__naam"), "netwerk__slug", "netwerken:netwerk"),
    Netwerk: ("naam", "slug", "netwerken:netwerk"),
    Organisatie: ("naam", "slug", "netwerken:organisatie"),
    Initiatief: ("naam", "slug", "initiatieven:initiatief"),
    Accommodatie: ("naam", "slug", "initiatieven:accommodatie"),
    Activiteit: ("naam", "slug", "initiatieven:activiteit"),
    Verhaal: ("naam", "slug", "initiatieven:verhaal"),
    Agenda: ("naam", "slug", "wijken:agenda"),
}
SOORTEN = {model._meta.model_name: model for model in GEVOLGD}
# The kinds that more than a slug leads to, and the relations that make their address.
MET_SLEUTEL = {"inzet": ("netwerk", "wijk"), "deelname": ("netwerk",)}
NOOIT = Value(None, output_field=DateField())
VELDEN = ("history_date", "history_change_reason", "history_user__naam", "history_user__email")


def laatste_wijzigingen(gebruiker):
    """The last changes by people, as dicts: who, when, what, and where to see it."""
    delen = [
        model.history.filter(
            history_user__isnull=False, id__in=model.objects.editable_by(gebruiker).values("pk")
        )
        .order_by()
        .annotate(einde=F("tot") if hasattr(model, "tot") else NOOIT)
        .values_list(Value(soort), "id", "versie", *GEVOLGD[model][:2], "einde", *VELDEN)
        for soort, model in SOORTEN.items()
    ]
    # Links set after saving add rows of the same version: three times as many as are shown.
    regels = delen[0].union(*delen[1:], all=True).order_by("-history_date")[: 3 * WIJZIGINGEN]
    eerder = set()
    uniek = [regel for regel in regels if not (regel[:3] in eerder or eerder.add(regel[:3]))]
    getoond = [regel for regel in uniek[:WIJZIGINGEN] if regel[4]]
    eindigde, rijen = _eindigde(getoond), _rijen_van(getoond)
    return [
        {
            "naam": naam,
            "adres": reverse(GEVOLGD[SOORTEN[soort]][2], args=[slug]),
            "geschiedenis": _geschiedenis(soort, slug, rijen.get((soort, pk))),
            "op": op,
            "wat": _wat(versie, reden, (soort, pk, versie) in eindigde),
            "wie": wie or email,
        }
        for soort, pk, versie, naam, slug, _einde, op, reden, wie, email in getoond
    ]


def _rijen_van(regels):
    """{(kind, key): row as it is now} of what a slug alone does not lead to."""
    rijen = {}
    for soort, bij in MET_SLEUTEL.items():
        sleutels = {regel[1] for regel in regels if regel[0] == soort}
        if sleutels:
            model = SOORTEN[soort]
            for rij in model.objects.select_related(*bij).filter(pk__in=sleutels):
                rijen[soort, rij.pk] = rij
    return rijen


def _geschiedenis(soort, slug, rij):
    pagina = GEVOLGD[SOORTEN[soort]][2]
    return adres(rij, "geschiedenis") if rij else reverse(f"{pagina}_geschiedenis", args=[slug])


def _eindigde(regels):
    """(kind, key, version) of those among `regels` that got an end which they did not have."""
    met_einde = {regel[:3]: regel[5] for regel in regels if regel[5]}
    if not met_einde:
        return set()
    per_soort = {}
    for soort, pk, _versie in met_einde:
        per_soort.setdefault(soort, []).append(pk)
    delen = [
        SOORTEN[soort]
        .history.filter(id__in=sleutels)
        .order_by()
        .values_list(Value(soort), "id", "versie", "tot")
        for soort, sleutels in per_soort.items()
    ]
    eerder = {}
    for soort, pk, versie, tot in delen[0].union(*delen[1:], all=True):
        eerder.setdefault((soort, pk), {})[versie] = tot
    return {
        (soort, pk, versie)
        for (soort, pk, versie), einde in met_einde.items()
        if einde != _vorige(eerder[soort, pk], versie)
    }


def _vorige(tot_per_versie, versie):
    """The end in the version before, or None."""
    eerder = [nummer for nummer in tot_per_versie if nummer < versie]
    return tot_per_versie[max(eerder)] if eerder else None


def _wat(versie, reden, is_einde):
    """What a version did; `is_einde`: it got an end that it did not have before."""
    if versie == 1:
        return SOORTEN_WIJZIGING["+"]
    if not reden or reden in ZEGT_GENOEG:
        return reden or SOORTEN_WIJZIGING["~"]
    zin = _("beëindigd: %(reden)s") if is_einde else _("gewijzigd: %(reden)s")
    return zin % {"reden": reden}

"""What people changed last in what is a coordinator's own."""

from django.db.models import DateField, F, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.bewerken.handelingen import TERMIJN, Handelingrij
from buurtnet.bewerken.opslaan import adres
from buurtnet.bewerken.verschillen import SOORTEN_WIJZIGING
from buurtnet.kern import soorten
from buurtnet.kern.noemen import noem, pagina_van

# So many are shown on the desk, and told of in a week.
WIJZIGINGEN, MEESTE = 10, 100
# Reasons that say by themselves what was done.
ZEGT_GENOEG = ("bevestigd", "teruggezet")
# How the reason begins of what a contact that is trusted changed without an account.
VAN_CONTACT = "op voorstel van het contact van "


# What people change most.
GEVOLGD = {model._meta.model_name: model for model in soorten.rijen() if model.rijsoort.gevolgd}
NOOIT, NIETS = Value(None, output_field=DateField()), Value("")
VELDEN = ("history_date", "history_change_reason", "history_user__naam", "history_user__email")


def laatste_wijzigingen(gebruiker, tijd=None):
    """The last changes by people, with an account or not, as dicts: who, when, what and where.

    With `tijd`, two moments (the first inclusive, the last exclusive): all of others in that time,
    as many as MEESTE.
    """
    toen, meeste = _toen(gebruiker, tijd), MEESTE if tijd else WIJZIGINGEN
    delen = [
        model.history.filter(
            Q(history_user__isnull=False) | Q(history_change_reason__startswith=VAN_CONTACT),
            toen,
            id__in=model.objects.visible_to(gebruiker).editable_by(gebruiker).values("pk"),
        )
        .order_by()
        .annotate(soortnaam=Value(soort), einde=F("tot") if hasattr(model, "tot") else NOOIT)
        .values_list(
            *("soortnaam", "id", "versie"),
            *((NIETS, NIETS) if model.rijsoort.relaties else ("naam", "slug")),
            *("einde", *VELDEN),
        )
        for soort, model in GEVOLGD.items()
    ]
    # Links set after saving add rows of the same version: three times as many as are shown.
    regels = delen[0].union(*delen[1:], all=True)
    regels = regels.order_by("-history_date", "soortnaam", "id", "versie")[: 3 * meeste]
    eerder = set()
    uniek = [regel for regel in regels if not (regel[:3] in eerder or eerder.add(regel[:3]))]
    getoond = uniek[:meeste]
    eindigde, rijen = _eindigde(getoond), _rijen_van(getoond)
    ongedaan = _te_ontdoen(getoond, gebruiker)
    return [
        {
            **_waarvan(soort, naam, slug, rijen.get((soort, pk)), gebruiker),
            "van": (GEVOLGD[soort], pk),
            "op": op,
            "wat": _wat(versie, reden, (soort, pk, versie) in eindigde),
            "wie": wie or email or _("een contact, met de link uit een mail"),
            "handeling": ongedaan.get((soort, pk, versie)),
        }
        for soort, pk, versie, naam, slug, _einde, op, reden, wie, email in getoond
    ]


def _toen(gebruiker, tijd):
    """Q for versions of others in that time; for all without one."""
    if tijd is None:
        return Q()
    begin, einde = tijd
    van_anderen = Q(history_user__isnull=True) | ~Q(history_user=gebruiker)
    return van_anderen & Q(history_date__gte=begin, history_date__lt=einde)


def _te_ontdoen(regels, gebruiker):
    """{(kind, key, version): key of the user's own handeling that can be undone} of these lines.

    Of a handeling with several lines only the first has it: it is undone as a whole.
    """
    soorten_van = {GEVOLGD[soort]._meta.label_lower: soort for soort, *_rest in regels}
    rijen = Handelingrij.objects.filter(
        handeling__gebruiker=gebruiker,
        handeling__ongedaan_door=None,
        handeling__op__gt=timezone.now() - TERMIJN,
        soort__in=soorten_van,
        sleutel__in={pk for _soort, pk, *_rest in regels},
    )
    per = {
        (soorten_van[soort], pk, versie): handeling
        for soort, pk, versie, handeling in rijen.values_list("soort", "sleutel", "na", "handeling")
    }
    eerste = {}
    for regel in regels:
        if regel[:3] in per:
            eerste.setdefault(per[regel[:3]], regel[:3])
    return {regel: handeling for handeling, regel in eerste.items()}


def _rijen_van(regels):
    """{(kind, key): row as it is now} of what a slug alone does not lead to."""
    rijen = {}
    for soort, model in GEVOLGD.items():
        relaties = model.rijsoort.relaties
        sleutels = {regel[1] for regel in regels if regel[0] == soort}
        if relaties and sleutels:
            for rij in model.objects.select_related(*relaties).filter(pk__in=sleutels):
                rijen[soort, rij.pk] = rij
    return rijen


def _waarvan(soort, naam, slug, rij, gebruiker):
    """What a line is about: its name, its page ("" when they can't see that) and its history.

    A record by its name of then; a row that ties records together (`rij`) by their names of now.
    """
    if rij:
        geschiedenis = adres(rij, "geschiedenis")
        namen = {"naam": noem(rij, gebruiker), "adres": pagina_van(rij, gebruiker)}
        return namen | {"geschiedenis": geschiedenis}
    pagina = GEVOLGD[soort].rijsoort.pagina
    namen = {"naam": naam, "adres": reverse(pagina, args=[slug])}
    return namen | {"geschiedenis": reverse(f"{pagina}_geschiedenis", args=[slug])}


def _eindigde(regels):
    """(kind, key, version) of those among `regels` that got an end which they did not have."""
    met_einde = {regel[:3]: regel[5] for regel in regels if regel[5]}
    if not met_einde:
        return set()
    per_soort = {}
    for soort, pk, _versie in met_einde:
        per_soort.setdefault(soort, []).append(pk)
    delen = [
        GEVOLGD[soort]
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

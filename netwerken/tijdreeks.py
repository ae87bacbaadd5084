"""What the facts come to month by month: counted by the rules of coverage, and kept.

A month is counted as of its last day, by the very code that makes the pages of that day, for all
places, themes and networks at once: as many queries for a hundred wijken as for one. Only what is
public counts.

- Of a place: its themes by state, and who works there, as its page has them.
- Of a theme: the wijken and villages with it on their agenda by state, and who works on it.
- Of a network: the themes of the wijken where it works by state, and who takes part in it; `regels`
  and `vers` are of its own inzet.

Every night counts the months that are missing, the newest first, and anew the last thirteen and
one of the years before these, in turn. So what is told today of long ago is in the numbers within
as many nights as there are years, and what changed lately the next morning.
"""

import calendar
import datetime
from collections import Counter

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from buurtnet.kern.versheid import samengeteld_op
from wijken.models import Thema, Wijk
from wijken.telt_mee import lees_omgeving

from .dekking import MET_AGENDA, bereken
from .models import Deelname, Inzet, Maandstand, Netwerk, Organisatie, Werkgebied
from .models.maandstand import GETALLEN

JAREN = 10
# Of the newest so many months are counted anew each night, and so many missing ones at most.
NIEUWSTE, MEESTE = 13, 36


def maanden(vandaag):
    """The last days of the months that are over by `vandaag`, the newest first: ten years."""
    jaar, maand = vandaag.year, vandaag.month
    dagen = []
    for _keer in range(12 * JAREN):
        jaar, maand = (jaar, maand - 1) if maand > 1 else (jaar - 1, 12)
        dagen.append(datetime.date(jaar, maand, calendar.monthrange(jaar, maand)[1]))
    return dagen


def te_tellen(vandaag):
    """The months that the night of `vandaag` counts: see above."""
    alle = maanden(vandaag)
    er_al = set(Maandstand.objects.order_by().values_list("maand", flat=True).distinct())
    ontbreekt = [maand for maand in alle if maand not in er_al][:MEESTE]
    beurt = vandaag.toordinal() % (JAREN - 1) + 1
    eens = alle[NIEUWSTE + 12 * (beurt - 1) : NIEUWSTE + 12 * beurt]
    return sorted({*alle[:NIEUWSTE], *ontbreekt, *(m for m in eens if m in er_al)})


def tel_bij(vandaag):
    """Count the months of this night and write what became different; gives the newest month.

    Each month is a transaction: nobody who saves meanwhile waits for more than one of them.
    """
    for maand in te_tellen(vandaag):
        with transaction.atomic():
            bewaar(maand, tel_maand(maand))
    return maanden(vandaag)[0]


def bewaar(maand, rijen):
    """Make what is kept of a month the same as `rijen`; what stayed the same is not written."""
    oud = {rij.waarvan: rij for rij in Maandstand.objects.filter(maand=maand)}
    nieuw, anders = [], []
    for rij in rijen:
        er_al = oud.pop(rij.waarvan, None)
        if er_al is None:
            nieuw.append(rij)
        elif _getallen(er_al) != _getallen(rij):
            rij.pk = er_al.pk
            anders.append(rij)
    Maandstand.objects.bulk_create(nieuw)
    if anders:
        Maandstand.objects.bulk_update(anders, GETALLEN)
    if oud:
        # What is not public any more.
        Maandstand.objects.filter(pk__in=[rij.pk for rij in oud.values()]).delete()


def _getallen(rij):
    return [getattr(rij, naam) for naam in GETALLEN]


def tel_maand(maand):
    """A Maandstand, not saved, of each public place, theme and network on this day."""
    iedereen = AnonymousUser()
    wijken = list(Wijk.objects.visible_to(iedereen).defer("omtrek").order_by("pad"))
    themas = list(Thema.objects.visible_to(iedereen).order_by().values_list("pk", flat=True))
    if not wijken:
        return []
    omgeving = lees_omgeving(wijken)
    dekking = bereken(Inzet.objects.all(), omgeving, maand, iedereen)
    kanten = _kanten()
    return [
        *(_van_plek(plek, dekking, themas, kanten, maand) for plek in omgeving.kolommen),
        *(_van_thema(thema, dekking, kanten, maand) for thema in themas),
        *_van_netwerken(dekking, themas, kanten, maand),
    ]


def _kanten():
    """{key: formal or informal} of the organisations that count."""
    alle = Organisatie.objects.filter(is_verzameling=False).order_by()
    return dict(alle.values_list("pk", "formeel"))


def _van_plek(plek, dekking, themas, kanten, maand):
    som = dekking.cel_over([plek.pk], themas)
    standen = dekking.standen(plek.pk, themas)
    return Maandstand(
        maand=maand, wijk_id=plek.pk, **_standen(standen), **_wie(som, kanten), **_versheid(som)
    )


def _van_thema(thema, dekking, kanten, maand):
    alle = dekking.omgeving.kolommen
    cellen = (dekking.cel(plek.pk, thema) for plek in alle if plek.is_woonplaats)
    standen = Counter(cel.stand for cel in cellen if cel.op_agenda)
    # What lies in nothing else holds all there is, each row once.
    wortels = [
        plek.pk
        for plek in alle
        if not dekking.omgeving.hogere(plek) and plek.soort != Wijk.Soort.STREEK
    ]
    som = dekking.cel_over(wortels, [thema])
    return Maandstand(
        maand=maand, thema_id=thema, **_standen(standen), **_wie(som, kanten), **_versheid(som)
    )


def _van_netwerken(dekking, themas, kanten, maand):
    iedereen = AnonymousUser()
    netwerken = Netwerk.objects.visible_to(iedereen).op(maand).order_by()
    waar, wie = {}, {}
    gebieden = Werkgebied.objects.op(maand).filter(netwerk__in=netwerken).order_by()
    for netwerk, wijk in gebieden.values_list("netwerk", "wijk").distinct():
        waar.setdefault(netwerk, []).append(wijk)
    deelnames = Deelname.objects.op(maand).filter(netwerk__in=netwerken).order_by()
    # Hidden organisations take part in silence.
    for netwerk, *partij in deelnames.exclude(organisatie__openbaar=False).values_list(
        "netwerk", "organisatie", "accommodatie", "omschreven_rol"
    ):
        wie.setdefault(netwerk, set()).add(tuple(partij))
    inzet = Inzet.objects.op(maand).visible_to(iedereen).filter(netwerk__in=netwerken)
    geteld = inzet.order_by().values_list("netwerk").annotate(**samengeteld_op(Inzet, maand))
    geteld = {pk: {"regels": alle, "vers": vers} for pk, alle, vers, _oudste in geteld}
    for netwerk in netwerken.values_list("pk", flat=True):
        standen = sum((dekking.standen(pk, themas) for pk in waar.get(netwerk, ())), Counter())
        partijen = [p for p in wie.get(netwerk, ()) if p[0] is None or p[0] in kanten]
        organisaties = {p[0] for p in partijen if p[0]}
        yield Maandstand(
            maand=maand,
            netwerk_id=netwerk,
            partijen=len(partijen),
            **_standen(standen),
            **_formeel(organisaties, kanten),
            **geteld.get(netwerk, {}),
        )


def _standen(standen):
    return {stand: standen[stand] for stand in MET_AGENDA}


def _wie(cel, kanten):
    return {"partijen": cel.partijen, **_formeel(cel.organisaties, kanten)}


def _formeel(organisaties, kanten):
    aantallen = Counter(kanten.get(pk) for pk in organisaties)
    soorten = Organisatie.Formeel
    return {"formeel": aantallen[soorten.FORMEEL], "informeel": aantallen[soorten.INFORMEEL]}


def _versheid(cel):
    return {"regels": cel.nagegaan.aantal, "vers": cel.nagegaan.vers}

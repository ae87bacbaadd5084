"""Saving a rooster: everything that was filled in, or nothing."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.inzending import Inzending, kenmerk_van, sleutel_van
from buurtnet.bewerken.opslaan import MEER_REGELS, NIET_VAN_JOU
from buurtnet.bewerken.weigering import vraag_verwijzingen_meteen, zin_bij
from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.periode import niet_voorbij_q
from buurtnet.kern.sloten import vergrendel
from netwerken.models import Inzet, Organisatie

from .blad import Rooster
from .formulier import Bladformulier
from .ingevuld import lees_ingevuld
from .overal import AlleWijken
from .partij import van_partij
from .schrijven import NietBewaard, Schrijver
from .veranderingen import bepaal

# Of two who add the very same at once, the second looks again, and finds it there.
POGINGEN = 3


class Uitkomst(NamedTuple):
    """Where to go once it is saved; or else the sheet to show once more."""

    doel: str = ""
    rooster: object = None


def bewaar_rooster(request, **waar):
    """Save what `request` sends; gives an Uitkomst. `waar`: what a Rooster is made of."""
    for _poging in range(POGINGEN):
        try:
            return _probeer(request, waar)
        except IntegrityError as fout:
            zin = zin_bij(fout)
    return _nog_eens(request, waar, lees_ingevuld(request.POST), NietBewaard([zin]))


def _probeer(request, waar):
    ingevuld = lees_ingevuld(request.POST)
    with transaction.atomic():
        kenmerk = kenmerk_van(request, waar["netwerk"] or waar["wijk"], sleutel_van(request))
        inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
        if not eerste:
            return Uitkomst(inzending.doel)
        vergrendel(te_vergrendelen(request.user, waar, ingevuld))
        # As it is from here on until the end: nobody else can change these rows.
        rooster = Rooster(request.user, **waar)
        try:
            if MEER_REGELS in request.POST:
                raise NietBewaard([])
            _schrijf_en_vertel(request, rooster, ingevuld)
        except NietBewaard as fout:
            bezwaar = fout
            transaction.set_rollback(True)
        else:
            inzending.doel = f"{rooster.adres}#rooster"
            inzending.save()
            return Uitkomst(inzending.doel)
    # Read anew: what was written to these rows is undone.
    return _nog_eens(request, waar, ingevuld, bezwaar)


def te_vergrendelen(gebruiker, waar, ingevuld):
    """The rows of inzet that saving `ingevuld` may change or compare with: a queryset.

    Whoever adds a party waits here for others that do; within a transaction.
    """
    if ingevuld.nieuw:
        neem_beurt(Organisatie)
    hier = Q(wijk=waar["wijk"].pk) & niet_voorbij_q(waar["dag"])
    if ingevuld.overal:
        hier |= _overal(gebruiker, waar, ingevuld)
    return Inzet.objects.filter(hier | Q(pk__in=ingevuld.was)).only("pk")


def _overal(gebruiker, waar, ingevuld):
    """Q for the inzet in all wijken of the parties of which that is still right."""
    plek = {naam: waar[naam] for naam in ("wijk", "netwerk", "dag")}
    van_hen = reduce(or_, map(van_partij, ingevuld.overal))
    rijen = AlleWijken(gebruiker, **plek).rijen().filter(van_hen)
    return Q(pk__in=rijen.order_by().values("pk"))


def _schrijf_en_vertel(request, rooster, ingevuld):
    with handeling(request.user, terug=rooster.adres) as gedaan:
        telling = schrijf(request.user, rooster, ingevuld, request.POST)
        woorden = {"wijk": rooster.wijk.naam, "telling": telling}
        gedaan.wat = telling and _("Rooster van %(wijk)s bewaard: %(telling)s.") % woorden
    if telling:
        meld_gedaan(request, gedaan.wat, gedaan)
    else:
        messages.info(request, _("Er was niets veranderd; alles is nog zoals het was."))


def schrijf(gebruiker, rooster, ingevuld, gestuurd):
    """Write what `gestuurd`, a QueryDict, holds; gives in words what, "" of nothing at all.

    Within a transaction in which `te_vergrendelen` is locked. Raises NietBewaard, without a
    sentence when the form or the sheet says by itself what is in the way.
    """
    rooster.form = Bladformulier(gestuurd, rooster=rooster)
    veranderingen = bepaal(rooster, ingevuld)
    if not rooster.form.is_valid() or veranderingen.botsingen:
        raise NietBewaard([])
    vraag_verwijzingen_meteen()
    schrijver = Schrijver(gebruiker, rooster, veranderingen, ingevuld.nieuw)
    schrijver.schrijf()
    _eis_dat_het_van_hen_blijft(gebruiker, schrijver.geschreven)
    return _in_woorden(schrijver)


def _in_woorden(schrijver):
    """ "3 erbij, 1 gestopt, 5 partijen nagegaan"; "" of nothing at all."""
    erbij, gestopt, terug = schrijver.aantallen
    nieuw, (nagegaan, overal) = len(schrijver.nieuwe_partijen), schrijver.nagegaan
    in_alle = ngettext(
        "%(n)d partij nagegaan in alle wijken", "%(n)d partijen nagegaan in alle wijken", overal
    )
    delen = [
        (erbij, ngettext("%(n)d erbij", "%(n)d erbij", erbij)),
        (gestopt, ngettext("%(n)d gestopt", "%(n)d gestopt", gestopt)),
        (terug, ngettext("%(n)d teruggenomen", "%(n)d teruggenomen", terug)),
        (nieuw, ngettext("%(n)d nieuwe partij", "%(n)d nieuwe partijen", nieuw)),
        (nagegaan, ngettext("%(n)d partij nagegaan", "%(n)d partijen nagegaan", nagegaan)),
        (overal, in_alle),
    ]
    return ", ".join(zin % {"n": aantal} for aantal, zin in delen if aantal)


def _eis_dat_het_van_hen_blijft(gebruiker, sleutels):
    """Raise NietBewaard when one of these rows of inzet is not the user's, as they are now."""
    nu = get_user_model().objects.get(pk=gebruiker.pk)
    if Inzet.objects.editable_by(nu).filter(pk__in=sleutels).count() < len(sleutels):
        raise NietBewaard([str(NIET_VAN_JOU)])


def _nog_eens(request, waar, ingevuld, bezwaar):
    rooster = toon_weer(request.user, waar, request.POST, ingevuld, bezwaar)
    rooster.sleutel = sleutel_van(request)
    return Uitkomst(rooster=rooster)


def toon_weer(gebruiker, waar, gestuurd, ingevuld, bezwaar=None):
    """The Rooster as it is saved, with on it what is `ingevuld`, of `gestuurd` (a QueryDict).

    `bezwaar`: the NietBewaard that kept it from being saved, if anything did.
    """
    rooster = Rooster(gebruiker, **waar)
    veranderingen = bepaal(rooster, ingevuld)
    meer = MEER_REGELS in gestuurd
    rooster.form = Bladformulier(gestuurd, rooster=rooster)
    rooster.botsingen = [] if meer else veranderingen.botsingen
    if bezwaar:
        rooster.fouten = bezwaar.zinnen
        if bezwaar.veld in rooster.form.fields:
            rooster.form.add_error(bezwaar.veld, bezwaar.zinnen)
    rooster.toon_ingevuld(
        erbij=veranderingen.erbij,
        eraf=veranderingen.eraf,
        ongeluk=veranderingen.ongeluk,
        klopt=ingevuld.klopt,
        overal=ingevuld.overal,
        nieuw=ingevuld.nieuw,
    )
    rooster.klopt_alles = ingevuld.alles
    rooster.lege_regels += meer
    return rooster

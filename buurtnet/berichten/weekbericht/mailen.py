"""Mailing the weekbericht: to each coordinator of her area, to redacteuren gebied by gebied."""

import datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.accounts.models import GROEP_REDACTEUR, Gebruiker
from buurtnet.kern.sloten import vergrendel
from buurtnet.post.adressen import geweigerde
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken.gebieden import Gebieden

from ..week import maandag_van, week_van
from .inhoud import Week, regels_van
from .sleutel import sleutel_voor

WEEK = datetime.timedelta(days=7)
# So many lines of a part; the desk has them all.
MEESTE = 6


def doe(datum):
    """Mail all who were not told this week; gives how many mails. In a transaction, twice is fine.

    Where nothing happened there is no mail, and the next week tells from there.
    """
    maandag = maandag_van(datum)
    lezers = vergrendel(_lezers(maandag))
    weigert = geweigerde([lezer.email for lezer in lezers])
    gebieden = Gebieden(datum)
    aantal = 0
    for lezer in lezers:
        week = Week(lezer, lezer.weekbericht_tot or datum - WEEK, datum)
        mag = lezer.heeft_account and (lezer.is_redacteur or lezer.is_coordinator)
        if mag and lezer.email.lower() not in weigert:
            aantal += _mail(week, gebieden)
        lezer.weekbericht_tot = datum
        lezer.save(update_fields=["weekbericht_tot"])
    return aantal


def _lezers(maandag):
    """Who wants it, coordinates or edits, and was not told since this Monday."""
    wie = Q(netwerken__isnull=False) | Q(groups__name=GROEP_REDACTEUR)
    toen = Q(weekbericht_tot=None) | Q(weekbericht_tot__lt=maandag)
    gevonden = Gebruiker.objects.filter(wie, toen, is_active=True, weekbericht=True)
    return Gebruiker.objects.filter(pk__in=gevonden.order_by().values("pk"))


def _mail(week, gebieden):
    """Write it, when there is something new; whether it was."""
    with override(settings.LANGUAGE_CODE):
        gevonden = regels_van(week)
        if not any(regel.is_nieuw for _deel, regels in gevonden for regel in regels):
            return False
        afmelden = heel_adres(reverse("weekbericht_stoppen", args=[sleutel_voor(week.gebruiker)]))
        velden = {
            "naam": week.gebruiker.naam,
            "sinds": week.sinds,
            "delen": _koppen(gevonden, week, gebieden),
            "werkplek": heel_adres(reverse("netwerken:werkplek")),
            "weg": afmelden,
        }
        _bericht, is_nieuw = zet_klaar(
            "weekbericht",
            f"weekbericht:{week.gebruiker.pk}:{week_van(week.datum)}",
            week.gebruiker.email,
            _("Deze week op buurtnet"),
            render_to_string("berichten/email/weekbericht.txt", velden),
            afmelden=afmelden,
        )
    return is_nieuw


def _koppen(gevonden, week, gebieden):
    """[(heading, lines, how many more, where these stand)]: by part; of a redacteur by gebied."""
    werkplek = reverse("netwerken:werkplek")
    delen = [(deel, regels, heel_adres(werkplek + deel.alles)) for deel, regels in gevonden]
    if not week.gebruiker.is_redacteur:
        return [_kop(str(deel.kop), regels, alles) for deel, regels, alles in delen]
    koppen = []
    for deel, regels, alles in delen:
        for gebied, groep in _per_gebied(regels, gebieden).items():
            naam = gebied or _("Voor meer gebieden, of voor de hele stad")
            koppen.append((not gebied, gebied, _kop(f"{naam}: {deel.kop}", groep, alles)))
    return [kop for _breed, _gebied, kop in sorted(koppen, key=lambda een: een[:2])]


def _kop(kop, regels, alles):
    getoond = [(een.wat, een.waarom, een.doen, heel_adres(een.adres)) for een in regels[:MEESTE]]
    return kop, getoond, max(0, len(regels) - MEESTE), alles


def _per_gebied(regels, gebieden):
    """{name of the gebied: lines}."""
    van = {}
    for model in {regel.van[0] for regel in regels}:
        sleutels = [regel.van[1] for regel in regels if regel.van[0] is model]
        van |= {(model, pk): gebied for pk, gebied in gebieden.van(model, sleutels).items()}
    per = {}
    for regel in regels:
        per.setdefault(van.get(regel.van, ""), []).append(regel)
    return per

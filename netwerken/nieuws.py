"""What was added, changed or ended of a place, a theme or a network, by when that was entered.

`veranderingen` goes by the dates of the facts themselves, this by the history: somebody who follows
a wijk hears today of what was written down today, whenever it began. That something was confirmed
is no news. Only what everybody may read is told, as it is now.
"""

import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.noemen import pagina_van
from buurtnet.kern.vermelding import vermeld_q
from initiatieven.models import Activiteit, Verhaal
from wijken.models import Agendapunt, Thema
from wijken.telt_mee import lees_omgeving

from . import veranderingen, vermelden
from .models import Afspraak, Netwerk
from .veranderingen import Regel, Soort

IEDEREEN = AnonymousUser()
# How the reason in the history begins of what changes nothing of the fact itself.
ZEGT_NIETS = ("bevestigd", vermelden.AANGEKONDIGD, vermelden.TERUG)
NIEUW, GEWIJZIGD, GESTOPT = "nieuw", "gewijzigd", "gestopt"
WOORDEN = {NIEUW: _("nieuw"), GEWIJZIGD: _("gewijzigd"), GESTOPT: _("gestopt")}
SOORTEN = veranderingen.SOORTEN | {
    "activiteiten": Soort(_("Activiteiten"), "", "", lambda rij: Regel(rij, [], [])),
    "verhalen": Soort(_("Verhalen"), "", "", lambda rij: Regel(rij, [], [])),
}


class Nieuws(NamedTuple):
    """That a row of a kind (of SOORTEN) was added, changed or ended, and when last (`op`)."""

    soort: str
    wat: str
    op: datetime.datetime
    rij: object

    @property
    def kop(self):
        return SOORTEN[self.soort].kop

    @property
    def woord(self):
        return WOORDEN[self.wat]

    def naam(self, record):
        """What it is called, as text, beside `record` that it is news of."""
        wie, plekken, hoort_bij = SOORTEN[self.soort].regel(self.rij)
        erbij = [str(deel) for deel in (*plekken, *hoort_bij) if deel and deel != record]
        return f"{wie} ({', '.join(erbij)})" if erbij else str(wie)

    def pagina(self, record):
        """The path of the page where it stands; else of `record`."""
        # What is of no network is asked for, row by row, where it stands: here will do.
        if isinstance(self.rij, Afspraak) and self.rij.netwerk is None:
            return record.get_absolute_url()
        # A point has no page but that of its agenda.
        rij = self.rij.agenda if isinstance(self.rij, Agendapunt) else self.rij
        return pagina_van(rij, IEDEREEN) or record.get_absolute_url()

    @property
    def kenmerk(self):
        """The same for every time that this row is news."""
        return f"{self.rij._meta.model_name}-{self.rij.pk}"


def nieuws_van(record, sinds, tot, meeste):
    """The newest Nieuws of a place, a theme or a network, at most `meeste`, the last first.

    From the moment `sinds`, inclusive, to the moment `tot`, exclusive. In as many queries for much
    as for little.
    """
    alles = [
        nieuws
        for soort, rijen in _rijen_van(record).items()
        for nieuws in _van_soort(soort, rijen, sinds, tot, meeste)
    ]
    return sorted(alles, key=lambda een: (een.op, een.kenmerk), reverse=True)[:meeste]


def _rijen_van(record):
    """{kind: rows} that everybody may read."""
    activiteiten = Activiteit.objects.visible_to(IEDEREEN)
    verhalen = Verhaal.objects.visible_to(IEDEREEN)
    if isinstance(record, Netwerk):
        return veranderingen.van_netwerk(record, IEDEREEN)
    if isinstance(record, Thema):
        rijen = veranderingen.van_thema(record, IEDEREEN)
        return rijen | {"activiteiten": activiteiten.filter(themas=record)}
    omgeving = lees_omgeving([record])
    hier = omgeving.meetellende(omgeving.kolommen[0])
    return veranderingen.van_wijk(omgeving, IEDEREEN) | {
        "activiteiten": veranderingen.voor(activiteiten, hier),
        "verhalen": veranderingen.voor(verhalen, hier),
    }


def _van_soort(soort, rijen, sinds, tot, meeste):
    """The newest Nieuws of one kind, in two queries."""
    vandaag = timezone.localdate(tot - datetime.timedelta(seconds=1))
    rijen = rijen.filter(vermeld_q(rijen.model, vandaag))
    stil = (Q(history_change_reason__startswith=reden) for reden in ZEGT_NIETS)
    versies = rijen.model.history.filter(
        ~reduce(or_, stil) | Q(history_change_reason=None),
        history_date__gte=sinds,
        history_date__lt=tot,
        id__in=rijen.order_by().values("pk"),
    )
    per_rij = versies.order_by().values_list("id").annotate(Min("versie"), Max("history_date"))
    laatste = per_rij.order_by("-history_date__max", "-id")[:meeste]
    gezien = {pk: (eerste, op) for pk, eerste, op in laatste}
    for rij in rijen.filter(pk__in=gezien) if gezien else ():
        eerste, op = gezien[rij.pk]
        yield Nieuws(soort, _wat(rij, eerste, vandaag), op, rij)


def _wat(rij, eerste, vandaag):
    """What became of a row, `eerste` the first of its versions in that time."""
    if eerste == 1:
        return NIEUW
    voorbij = getattr(rij, "is_voorbij", None)
    return GESTOPT if voorbij and voorbij(vandaag) else GEWIJZIGD

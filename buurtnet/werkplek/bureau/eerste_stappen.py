"""Three first steps for who was invited lately; they go by what somebody did, not by a mark."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.kern.rechten import bereik_van
from netwerken.models import Bijeenkomst, Inzet

# So long after the invitation somebody is new.
NIEUW = datetime.timedelta(days=60)


class Stap(NamedTuple):
    """What to do, why, on which page, and whether it was done."""

    wat: str
    waarom: str
    adres: str
    is_gedaan: bool


def eerste_stappen(gebruiker):
    """The steps of somebody who is new and has not done them all; else none."""
    sinds = gebruiker.uitgenodigd_op
    if gebruiker.is_redacteur or sinds is None or timezone.now() - sinds > NIEUW:
        return []
    netwerk = bereik_van(gebruiker).eigen_netwerken.niet_voorbij(timezone.localdate()).first()
    if netwerk is None:
        return []
    keek = Inzet.history.filter(history_user=gebruiker).exists()
    bevestigde = keek and Inzet.objects.filter(bevestigd_door=gebruiker).exists()
    vergaderde = Bijeenkomst.history.filter(history_user=gebruiker).exists()
    if keek and bevestigde and vergaderde:
        return []
    return [
        Stap(
            _("Bekijk het rooster"),
            _("Wie doet wat in je wijk? Verander wat niet klopt."),
            reverse("netwerken:netwerk_inzet", args=[netwerk.slug]),
            keek,
        ),
        Stap(
            _("Zeg wat er klopt"),
            _("Eén druk op de knop per organisatie. Dan weet iedereen dat het nog zo is."),
            "#oud",
            bevestigde,
        ),
        Stap(
            _("Plan een bijeenkomst"),
            _("Of schrijf op wat er op de vorige is besproken."),
            reverse("netwerken:bijeenkomst_nieuw", args=[netwerk.slug]),
            vergaderde,
        ),
    ]

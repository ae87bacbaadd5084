"""All that a day brings, in order; every task may be done twice."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from buurtnet.bewerken import opruimen
from buurtnet.kern.moment import moment_van
from buurtnet.post import opruimen as postopruimen
from netwerken import tijdreeks, volgen, voorstellen

from . import personen, vermelding
from .klopt import mailen
from .volgen import mailen as volgmail
from .weekbericht import mailen as weekmail

logger = logging.getLogger(__name__)


class Taak(NamedTuple):
    """`doe` takes the day (a date) and gives a sentence for who looks, or None.

    It runs in a transaction of its own, and does nothing more when it is run again for the same
    day: whatever it mails has a `kenmerk` that says for which day or round it is.

    `in_delen`: it takes long and opens a transaction for each part, so that others may write in
    between. `van_de_ronde`: it is part of asking who is shown whether that is still right, which
    `manage.py simuleer` tries out.
    """

    naam: str
    doe: Callable
    in_delen: bool = False
    van_de_ronde: bool = False


def ruim_op(datum):
    return " ".join(opruimen.ruim_op(moment_van(datum)))


def ruim_post_op(datum):
    return f"{postopruimen.ruim_op(moment_van(datum))} mails leeggemaakt."


def ruim_voorstellen_op(datum):
    verlopen, leeg = voorstellen.schoon_op(min(datum, timezone.localdate()))
    return f"{verlopen} voorstellen vervallen, {leeg} leeggemaakt."


def mail_weekberichten(datum):
    return f"{weekmail.doe(min(datum, timezone.localdate()))} weekberichten."


def mail_volgers(datum):
    return f"{volgmail.doe(min(datum, timezone.localdate()))} mails aan wie iets volgt."


def vergeet_volgers(datum):
    return f"{volgen.vergeet_onbevestigde(moment_van(datum))} aanmeldingen vergeten."


def tel_maanden(datum):
    """Count the months that are over: of a day to come no more than those of today."""
    maand = tijdreeks.tel_bij(min(datum, timezone.localdate()))
    return f"geteld tot en met {maand:%Y-%m}."


def vraag_na(datum):
    gevraagd, herinnerd, gesloten, verteld = mailen.doe(min(datum, timezone.localdate()))
    return (
        f"{gevraagd} keer gevraagd, {herinnerd} keer herinnerd, {gesloten} gesloten,"
        f" {verteld} keer verteld wat we bewaren."
    )


def ga_personen_na(datum):
    gevraagd, herinnerd, verborgen, gewist = personen.doe(min(datum, timezone.localdate()))
    return f"{gevraagd} gevraagd, {herinnerd} herinnerd, {verborgen} verborgen, {gewist} gewist."


def houd_lijsten_bij(datum):
    aangekondigd, terug, mails = vermelding.doe(min(datum, timezone.localdate()))
    return f"{aangekondigd} regels aangekondigd, {terug} weer in de lijsten, {mails} mails."


# What tells people of the day comes before what clears away.
TAKEN = (
    Taak("klopt dit nog", vraag_na, van_de_ronde=True),
    Taak("contactpersonen nagaan", ga_personen_na),
    Taak("lijsten bijhouden", houd_lijsten_bij),
    Taak("weekbericht", mail_weekberichten),
    Taak("volgers mailen", mail_volgers),
    Taak("maanden tellen", tel_maanden, in_delen=True),
    Taak("opruimen", ruim_op),
    Taak("post opruimen", ruim_post_op, van_de_ronde=True),
    Taak("voorstellen opruimen", ruim_voorstellen_op, van_de_ronde=True),
    Taak("volgers opruimen", vergeet_volgers),
)


class Gedaan(NamedTuple):
    """What became of a task: a sentence, or the exception that stopped it."""

    naam: str
    zin: str = ""
    fout: Exception | None = None


def doe_dagelijks(datum, taken):
    """Do all of `taken` for this day, as a Gedaan each: one that fails stops no other."""
    for taak in taken:
        try:
            with nullcontext() if taak.in_delen else transaction.atomic():
                zin = taak.doe(datum)
        except Exception as fout:
            logger.exception("daily task %s", taak.naam)
            yield Gedaan(taak.naam, fout=fout)
        else:
            yield Gedaan(taak.naam, zin or "")

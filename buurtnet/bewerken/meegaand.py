"""What ends along with something, and what is put back along with it."""

import datetime

from django.core.exceptions import ValidationError

from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import PERIODEVELDEN, Periode
from buurtnet.kern.record import Record
from buurtnet.kern.sloten import vergrendel

GETOOND = 10
# All rows of one end are saved one after the other, what they hang on last.
DUURT_HOOGSTENS = datetime.timedelta(minutes=1)
ZELFDE = ("tot", "history_user", "history_change_reason")


def bondig(rijen):
    """What ends along, in short: {naam, aantal, eerste (a few), overige (how many more)}."""
    aantal, meta = rijen.count(), rijen.model._meta
    wijzend = [veld for veld in meta.concrete_fields if veld.many_to_one]
    # What their names are made of.
    relaties = [veld.name for veld in wijzend if issubclass(veld.related_model, Record)]
    return {
        "naam": meta.verbose_name if aantal == 1 else meta.verbose_name_plural,
        "aantal": aantal,
        "eerste": rijen.select_related(*relaties)[:GETOOND],
        "overige": max(aantal - GETOOND, 0),
    }


def eindigde_mee(rij, gebruiker):
    """{relation: rows} of what ended along with `rij`, still has, and is the user's to change."""
    einde = _einde_van(rij)
    if einde is None or not einde.history_change_reason:
        return {}
    zelfde = {naam: getattr(einde, naam) for naam in ZELFDE}
    zelfde["history_date__range"] = (einde.history_date - DUURT_HOOGSTENS, einde.history_date)
    gevonden = {}
    for naam in rij.eindigt_mee:
        rijen = getattr(rij, naam).filter(tot=rij.tot)
        toen = rijen.model.history.filter(**zelfde).values("id")
        eigen = rijen.model.objects.editable_by(gebruiker).values("pk")
        rijen = rijen.filter(pk__in=toen).filter(pk__in=eigen)
        if rijen.exists():
            gevonden[naam] = rijen
    return gevonden


def neemt_einde_weg(toen, rij):
    """Whether `toen`, a row of its history, takes away the end of `rij`, or puts it later."""
    return toen.tot is None or toen.tot > rij.tot


def zet_mee_terug(rijen, formulier, gebruiker, bewaar):
    """Let these rows run as they did before they ended, as their form lets `gebruiker` do that.

    `bewaar(form, gebruiker)` checks and saves. Raises ValidationError.
    """
    for rij in vergrendel(rijen):
        einde = _einde_van(rij)
        voor = rij.history.filter(versie__lt=einde.versie).first()
        if voor is None:
            continue  # loaded without a history: nobody knows how it ran
        try:
            bewaar(formulier.van_versie(rij, voor, gebruiker, PERIODEVELDEN), gebruiker)
        except ValidationError as fout:
            raise ValidationError(f"{noem(rij, gebruiker)}: {fout.messages[0]}") from None


def _einde_van(rij):
    """The row of its history in which `rij` got the end that it has; None without an end."""
    einde = None
    if isinstance(rij, Periode) and rij.tot:
        for toen in rij.history.order_by("-history_id"):
            if toen.tot != rij.tot:
                break
            einde = toen
    return einde

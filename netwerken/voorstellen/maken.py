"""Writing down what somebody says should become different."""

import hashlib
import uuid

from django.db import IntegrityError, transaction

from buurtnet.kern.tekst import meer_regels
from netwerken.models import Voorstel
from netwerken.models.voorstel import OVER

from . import velden

SOORT = Voorstel.Soort


def maak(record, gegevens=None, *, soort=None, tekst="", veld="", sleutel=None, wijk=None, **van):
    """The Voorstel about `record`, kept; the same one when `sleutel` was kept already.

    `gegevens` is {field: value to be}, as posted: fields that say so already are left out. `soort`:
    by default "wijziging" with gegevens and "melding" without. `record` is a row of one of OVER or
    a Wijk, None for the site, or for something new its model: then `wijk` says where. `van` says
    who: `voorsteller` for somebody with an account. Raises ValidationError for what isn't allowed,
    such as something of one person; then nothing is written.
    """
    gegevens = {naam: _zuiver(waarde) for naam, waarde in (gegevens or {}).items()}
    is_nieuw = soort == SOORT.NIEUW
    paren = {naam: ["", waarde] for naam, waarde in gegevens.items() if waarde}
    if not is_nieuw and record is not None:
        paren = _paren(record, gegevens)
    voorstel = Voorstel(
        soort=soort or (SOORT.WIJZIGING if paren else SOORT.MELDING),
        waarover=record._meta.model_name if record is not None else "",
        gegevens=paren,
        tekst=_zuiver(tekst),
        veld=veld,
        sleutel=sleutel,
        wijk=wijk,
        **van,
    )
    if record is not None and not is_nieuw:
        naam = record._meta.model_name
        setattr(voorstel, naam if naam in OVER else "wijk", record)
    return _bewaar(voorstel)


def sleutel_uit(inhoud):
    """The key of a form with just this filled in: the same for the same, as a UUID."""
    return uuid.UUID(bytes=hashlib.sha256(repr(inhoud).encode()).digest()[:16])


def _paren(record, gegevens):
    """{field: [was, is to be]} of what differs, among the fields that may be named."""
    model = type(record)
    anders = {}
    for naam, wordt in gegevens.items():
        if not velden.mag_heten(model, naam):
            raise ValueError(f"{model._meta.label} has no field {naam} to propose")
        was = velden.geplaatst(record, naam)
        if not velden.zelfde(was, wordt):
            anders[naam] = [was, wordt]
    return anders


def _zuiver(waarde):
    if isinstance(waarde, list | tuple):
        return [_zuiver(een) for een in waarde]
    return meer_regels(str(waarde).replace("\x00", "")).strip()


def _bewaar(voorstel):
    eerder = Voorstel.objects.filter(sleutel=voorstel.sleutel) if voorstel.sleutel else None
    if eerder is not None and (zelfde := eerder.first()):
        return zelfde
    voorstel.full_clean(validate_unique=False, exclude=["sleutel"])
    try:
        with transaction.atomic():
            voorstel.save()
    except IntegrityError:
        # The same form, sent at the very same moment.
        zelfde = eerder.first() if eerder is not None else None
        if zelfde is None:
            raise
        return zelfde
    return voorstel

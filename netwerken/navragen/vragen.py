"""Who is to be asked, and writing the question down; the mail itself is up to who sends it."""

from itertools import groupby
from typing import NamedTuple

from django.db.models import Q

from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.versheid import niet_vers_q
from buurtnet.post.adressen import geweigerde
from netwerken.models import Contactadres, Navraag
from netwerken.models.navraag import (
    AANLOOP,
    GELDIG,
    HERINNERINGEN,
    RUST,
    RUST_ZONDER_ANTWOORD,
    gehakt,
    nieuwe_sleutel,
)

from .wat import rijen_van, waar_iets_is

STAND = Navraag.Stand


class Vraag(NamedTuple):
    """A question as it is to be mailed: `sleutel` stands in the link, and nowhere else."""

    navraag: Navraag
    sleutel: str
    adressen: list
    rijen: dict
    # Whether it is the first that some of them hear of us.
    is_eerste: bool


def stel_vragen(datum):
    """Write down whom to ask on `datum`: a Vraag for each address, of which something comes due.

    In a transaction. What was asked is asked no second time, however often this is done.
    """
    neem_beurt(Navraag)
    for adressen in wie_is_aan_de_beurt(datum):
        if vraag := _schrijf(adressen, datum):
            yield vraag


def wie_is_aan_de_beurt(datum):
    """[[Contactadres, …] with one address] of whom something is no longer fresh soon."""
    moet = waar_iets_is(datum, lambda model: niet_vers_q(model, datum + AANLOOP))
    afdrukken = _afdrukken(Contactadres.objects.filter(pk__in=moet))
    al = Q(stand=STAND.OPEN)
    al |= Q(stand=STAND.BEANTWOORD, begonnen_op__gt=datum - RUST)
    al |= Q(stand=STAND.GESLOTEN, begonnen_op__gt=datum - RUST_ZONDER_ANTWOORD)
    afdrukken -= _afdrukken(Navraag.objects.filter(al, afdruk__in=afdrukken))
    return _per_adres(Contactadres.objects.filter(afdruk__in=afdrukken))


def _afdrukken(rijen):
    return set(rijen.order_by().values_list("afdruk", flat=True))


def _per_adres(rijen):
    """The rows that may be mailed, those with one address together."""
    rijen = rijen.te_mailen().met_record().order_by("afdruk", "pk")
    groepen = [list(groep) for _afdruk, groep in groupby(rijen, lambda rij: rij.afdruk)]
    weigert = geweigerde([groep[0].email for groep in groepen])
    return [groep for groep in groepen if groep[0].email.lower() not in weigert]


def _schrijf(adressen, datum, vorige=None):
    """The Vraag to these addresses, kept; None when there is nothing to ask."""
    rijen = rijen_van(adressen, datum)
    if vorige:
        open_ = {*vorige.onbeantwoord}
        rijen = {naam: rij for naam, rij in rijen.items() if naam in open_}
    if not rijen:
        return None
    if vorige is None:
        return _leg_vast(adressen, rijen, datum)
    return _leg_vast(
        adressen,
        rijen,
        datum,
        ronde=vorige.ronde + 1,
        vorige=vorige,
        message_id=vorige.message_id,
        begonnen_op=vorige.begonnen_op,
    )


def _leg_vast(adressen, rijen, datum, **velden):
    """Keep it, and that who reads these addresses was told by then that they are kept."""
    sleutel = nieuwe_sleutel()
    velden = {
        "afdruk": adressen[0].afdruk,
        "sleutel": gehakt(sleutel),
        "begonnen_op": datum,
        "op": datum,
        "geldig_tot": datum + GELDIG,
        "rijen": dict.fromkeys(rijen, ""),
    } | velden
    navraag = Navraag.objects.create(**velden)
    navraag.adressen.set(adressen)
    nog_niet = Contactadres.objects.filter(pk__in=[adres.pk for adres in adressen], verteld_op=None)
    is_eerste = bool(nog_niet.update(verteld_op=datum))
    return Vraag(navraag, sleutel, adressen, rijen, is_eerste)


def vertel(datum):
    """Tell who was added that they are kept, unless they are asked something: a Vraag for each."""
    neem_beurt(Navraag)
    for adressen in _per_adres(Contactadres.objects.filter(verteld_op=None)):
        yield _leg_vast(adressen, {}, datum, stand=STAND.VERTELD)


def herinner(datum):
    """Ask once more who did not answer: a Vraag for each. In a transaction."""
    neem_beurt(Navraag)
    q = Q()
    for ronde, na in enumerate(HERINNERINGEN, 1):
        q |= Q(ronde=ronde, begonnen_op__lte=datum - na)
    for oud in vergrendel(Navraag.objects.open().filter(q)):
        adressen = next(iter(_per_adres(oud.adressen.filter(afdruk=oud.afdruk))), None)
        vraag = _schrijf(adressen, datum, oud) if adressen else None
        oud.stand = STAND.VERVANGEN if vraag else STAND.GESLOTEN
        oud.save(update_fields=["stand"])
        if vraag:
            yield vraag


def sluit(datum):
    """Let what can no longer be answered be closed; gives how many that were."""
    return Navraag.objects.open().filter(geldig_tot__lt=datum).update(stand=STAND.GESLOTEN)

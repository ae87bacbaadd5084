"""Whoever reads an address objects, or is forgotten: hidden at once, and mailed no more."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from buurtnet.kern.sloten import vergrendel_per_soort
from buurtnet.post.opruimen import wis_adres
from netwerken import volgen
from netwerken.models import Contactadres, Contactpunt, Navraag
from netwerken.models.contactadres import afdruk_van
from netwerken.models.contactpunt import Zichtbaarheid
from netwerken.models.persoon import LEEG, VELDEN

from .antwoorden import NietOpen, Reden

STAND = Navraag.Stand
REDEN = "bezwaar van wie het adres leest"


class Bewaard(NamedTuple):
    """What is kept of who has a link: their addresses, and the contacts that show it."""

    adressen: list
    punten: list


def wat_is_bewaard(sleutel):
    """The Bewaard of a link, also of one that was used or is old. Raises NietOpen."""
    navraag = Navraag.objects.met_sleutel(sleutel).first()
    if navraag is None:
        raise NietOpen(Reden.ONBEKEND)
    adressen = Contactadres.objects.filter(afdruk=navraag.afdruk).exclude(email="").met_record()
    adressen = list(adressen.filter(navragen=navraag))
    if not adressen:
        vergeten = Contactadres.objects.filter(afdruk=navraag.afdruk, email="").exists()
        raise NietOpen(Reden.BEANTWOORD if vergeten else Reden.VERLOPEN)
    punten = Contactpunt.objects.filter(email__iexact=adressen[0].email)
    return Bewaard(adressen, list(punten.filter(_van(adressen))))


def _van(adressen):
    """Q for what is of the same records."""
    q = Q(pk__in=[])
    for adres in adressen:
        naam = adres.record._meta.model_name
        if naam != "activiteit":
            q |= Q(**{naam: adres.record})
    return q


@transaction.atomic
def maak_bezwaar(sleutel, datum, *, vergeet=False):
    """Mail them no more, and show what is theirs to nobody; `vergeet`: erase it too.

    Raises NietOpen.
    """
    bewaard = wat_is_bewaard(sleutel)
    email, afdruk = bewaard.adressen[0].email, bewaard.adressen[0].afdruk
    # Each record that has this address, as it is one reader.
    groepen = [
        Contactadres.objects.filter(afdruk=afdruk),
        Contactpunt.objects.filter(pk__in=[punt.pk for punt in bewaard.punten]),
    ]
    for rij in vergrendel_per_soort(groepen):
        rij._change_reason = REDEN
        if isinstance(rij, Contactadres):
            _stop_mail(rij, datum, vergeet)
        else:
            _verberg(rij, vergeet)
    Navraag.objects.open().filter(afdruk=afdruk).update(stand=STAND.GESLOTEN)
    if vergeet:
        _wis_geschiedenis(afdruk, email, bewaard.punten)
        volgen.wis(email)
        wis_adres(email)


def vergeet_adressen(adressen, email, datum):
    """Erase these Contactadressen, locked rows, and `email` from what is kept of any."""
    for adres in adressen:
        adres._change_reason = REDEN
        _stop_mail(adres, datum, vergeet=True)
    afdruk = afdruk_van(email)
    Contactadres.history.filter(Q(afdruk=afdruk) | Q(email__iexact=email)).update(email="")
    Navraag.objects.open().filter(afdruk=afdruk).update(stand=STAND.GESLOTEN)


def _stop_mail(adres, datum, vergeet):
    adres.bezwaar_op = adres.bezwaar_op or datum
    adres.vertrouwd = False
    if vergeet:
        adres.email = ""
    adres.save()


def _verberg(punt, vergeet):
    if vergeet:
        punt.delete()
        return
    for veld in VELDEN:
        setattr(punt, f"{veld}_zichtbaar", Zichtbaarheid.REDACTIE)
    punt.save()


def _wis_geschiedenis(afdruk, email, punten):
    """Of who is forgotten no version tells either."""
    Contactadres.history.filter(afdruk=afdruk).update(email="")
    van = Q(id__in=[punt.pk for punt in punten]) | Q(email__iexact=email)
    Contactpunt.history.filter(van).update(**LEEG)

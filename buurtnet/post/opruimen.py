"""Of persons as little as can be: what is left of a mail, and of an address, after a while."""

from django.db.models import Q

from .adressen import GeweigerdAdres
from .bericht import AF, LEEG_NA, VASTGELOPEN, WEG_NA, Bericht, Stand

LEEG = {
    **dict.fromkeys(("aan", "antwoord_aan", "onderwerp", "tekst", "laatste_fout"), ""),
    "koppen": {},
}


def ruim_op(nu):
    """Empty what is old and done with, and forget it at last; gives how many were emptied.

    Nobody will decide any more about what failed so long ago: that is withdrawn.
    """
    oud = Bericht.objects.filter(op__lt=nu - LEEG_NA)
    oud.filter(stand__in=VASTGELOPEN).update(stand=Stand.INGETROKKEN, claim=None)
    aantal = oud.filter(stand__in=AF).exclude(aan="").update(**LEEG)
    Bericht.objects.filter(stand__in=AF, op__lt=nu - WEG_NA).delete()
    GeweigerdAdres.objects.filter(sinds__lt=nu - WEG_NA).delete()
    return aantal


def wis_adres(adres):
    """Leave nothing of `adres` in the mail, and send it nothing that waits; gives how many rows.

    What somebody is sending at this moment goes out, and is emptied too. Marks stay, as they say
    nothing of anybody: what was mailed once is not mailed again.
    """
    van_of_aan = Bericht.objects.filter(Q(aan__iexact=adres) | Q(antwoord_aan__iexact=adres))
    noemt = Bericht.objects.filter(tekst__icontains=adres)
    rijen = Bericht.objects.filter(pk__in=[*_sleutels(van_of_aan), *_sleutels(noemt)])
    aantal = maak_leeg(rijen)
    geweigerd, _per_soort = GeweigerdAdres.objects.filter(adres=adres.lower()).delete()
    return aantal + geweigerd


def maak_leeg(rijen):
    """Withdraw these Berichten, a queryset by key, and leave nothing of anybody in them."""
    rijen.trek_in()
    return rijen.update(**LEEG)


def _sleutels(berichten):
    return berichten.values_list("pk", flat=True)

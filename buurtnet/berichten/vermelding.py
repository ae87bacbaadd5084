"""Telling who looks after it what leaves the public lists: one mail to an address, of a day."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import ngettext, override

from buurtnet.kern.noemen import noem
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken import vermelden
from netwerken.hoede import adressen_bij
from netwerken.navragen.wat import naam_van

ZOUT = "buurtnet.berichten.vermelding"
# So many lines in a mail; the desk has them all.
MEESTE_REGELS = 25


def doe(datum):
    """All that `datum` brings: (announced, back, mails), in a transaction. Twice is fine."""
    bijgewerkt = vermelden.werk_bij(datum)
    per_adres = _per_adres(bijgewerkt.aangekondigd)
    for adres, rijen in per_adres.items():
        _mail(adres, rijen, datum)
    return len(bijgewerkt.aangekondigd), bijgewerkt.terug, len(per_adres)


def _per_adres(rijen):
    """{address: rows}; who coordinates a network is asked once for each."""
    adressen, per_adres = {}, {}
    for rij in rijen:
        netwerk = vermelden.wie_weet_het(rij)
        if netwerk not in adressen:
            adressen[netwerk] = adressen_bij(netwerk)
        for adres in adressen[netwerk]:
            per_adres.setdefault(adres, []).append(rij)
    return per_adres


def _mail(adres, rijen, datum):
    wie = salted_hmac(ZOUT, adres.lower()).hexdigest()[:16]
    # Of a row that is announced on a day, nothing else is announced on that day.
    kenmerk = f"uit_lijst:{datum}:{wie}:{naam_van(rijen[0])}"
    with override(settings.LANGUAGE_CODE):
        onderwerp = ngettext(
            "Klopt dit nog? %(n)d regel gaat uit de lijsten van buurtnet",
            "Klopt dit nog? %(n)d regels gaan uit de lijsten van buurtnet",
            len(rijen),
        )
        velden = {
            "dag": rijen[0].uit_lijst_op,
            "regels": [_woorden(rij) for rij in rijen[:MEESTE_REGELS]],
            "meer": max(0, len(rijen) - MEESTE_REGELS),
            "werkplek": f"{heel_adres(reverse('netwerken:werkplek'))}#vermeld",
        }
        tekst = render_to_string("berichten/email/uit_lijst.txt", velden)
        zet_klaar("uit_lijst", kenmerk, adres, onderwerp % {"n": len(rijen)}, tekst)


def _woorden(rij):
    """The kind and the name of a row, as everybody may read it."""
    return f"{capfirst(rij._meta.verbose_name)}: {noem(rij, AnonymousUser())}"

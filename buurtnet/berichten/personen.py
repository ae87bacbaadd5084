"""Telling who keeps a record of persons there whom nobody confirmed: a mail for each step."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken.hoede import adressen_van
from netwerken.models.contactadres import afdruk_van
from netwerken.navragen import personen

# So many lines in a mail; the desk has them all.
MEESTE_REGELS = 25
ONDERWERPEN = {
    "gevraagd": gettext_noop("Kloppen deze contactpersonen nog?"),
    "herinnerd": gettext_noop("Deze contactpersonen verbergen we bijna"),
    "verborgen": gettext_noop("Deze contactpersonen zijn nu verborgen"),
    "gewist": gettext_noop("Deze contactpersonen hebben we gewist"),
}


def doe(datum):
    """All that `datum` brings, in a transaction; gives how many of each of the Stappen."""
    stappen = personen.doe(datum)
    for stap, punten in stappen._asdict().items():
        per_adres = {}
        for punt in punten:
            for adres in adressen_van(punt.eigenaar):
                per_adres.setdefault(adres.lower(), []).append(punt)
        for adres, eigen in sorted(per_adres.items()):
            _mail(stap, adres, eigen, datum)
    return [len(punten) for punten in stappen]


def _mail(stap, adres, punten, datum):
    """It names functions only: who the person is, stands on the desk."""
    with override(settings.LANGUAGE_CODE):
        tekst = render_to_string(
            "berichten/email/personen.txt",
            {
                "stap": stap,
                "punten": punten[:MEESTE_REGELS],
                "meer": max(0, len(punten) - MEESTE_REGELS),
                "link": heel_adres(f"{reverse('netwerken:werkplek')}#personen"),
                "dag": punten[0].wissen_op or punten[0].verbergen_op,
            },
        )
        kenmerk = f"personen:{stap}:{datum}:{afdruk_van(adres)[:16]}"
        zet_klaar("personen", kenmerk, adres, _(ONDERWERPEN[stap]), tekst)

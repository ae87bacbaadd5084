"""Mailing the question, and reminders of it: one mail to an address, about all that is of it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken import navragen

from .woorden import regels_van

# So many lines in a mail; the page has them all.
MEESTE_REGELS = 25


def doe(datum):
    """All that `datum` brings: (asked, reminded, closed), in a transaction. May run twice."""
    herinnerd = sum(1 for vraag in navragen.herinner(datum) if _mail(vraag))
    gesloten = navragen.sluit(datum)
    gevraagd = sum(1 for vraag in navragen.stel_vragen(datum) if _mail(vraag))
    return gevraagd, herinnerd, gesloten


def _mail(vraag):
    """Write it, with the question; a reminder stands below the first mail."""
    navraag = vraag.navraag
    naam = ", ".join(adres.record.naam for adres in vraag.adressen)
    koppen = {}
    if navraag.message_id:
        koppen = {"In-Reply-To": navraag.message_id, "References": navraag.message_id}
    with override(settings.LANGUAGE_CODE):
        onderwerp = _("Klopt dit nog? %(naam)s op buurtnet") % {"naam": naam}
        bericht, nieuw = zet_klaar(
            "navraag",
            f"navraag:{navraag.pk}",
            vraag.adressen[0].email,
            f"Re: {onderwerp}" if navraag.message_id else onderwerp,
            _tekst(vraag, naam),
            koppen=koppen,
            geheim=True,
        )
    if not navraag.message_id:
        navraag.message_id = bericht.message_id
        navraag.save(update_fields=["message_id"])
    return nieuw


def _tekst(vraag, naam):
    link = heel_adres(reverse("klopt", args=[vraag.sleutel]))
    with override("en"):
        engels = heel_adres(reverse("klopt", args=[vraag.sleutel]))
    regels = regels_van(vraag.rijen, {})
    velden = {
        "naam": naam,
        "ronde": vraag.navraag.ronde,
        "geldig_tot": vraag.navraag.geldig_tot,
        "link": link,
        "gestopt": heel_adres(reverse("klopt_gestopt", args=[vraag.sleutel])),
        "engels": engels,
        "regels": regels[:MEESTE_REGELS],
        "meer": max(0, len(regels) - MEESTE_REGELS),
    }
    return render_to_string("berichten/email/klopt.txt", velden)

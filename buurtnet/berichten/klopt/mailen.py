"""Mailing the question, and reminders of it: one mail to an address, about all that is of it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.moment import moment_van
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken import navragen

from .woorden import regels_van

# So many lines in a mail; the page has them all.
MEESTE_REGELS = 25


def doe(datum):
    """All that `datum` brings: (asked, reminded, closed, told), in a transaction. Twice is fine."""
    herinnerd = sum(1 for vraag in navragen.herinner(datum) if _mail(vraag, datum))
    gesloten = navragen.sluit(datum)
    gevraagd = sum(1 for vraag in navragen.stel_vragen(datum) if _mail(vraag, datum))
    verteld = sum(1 for vraag in navragen.vertel(datum) if _mail(vraag, datum))
    return gevraagd, herinnerd, gesloten, verteld


def _mail(vraag, datum):
    """Write it, with the question; a reminder stands below the first mail."""
    navraag = vraag.navraag
    naam = ", ".join(adres.record.naam for adres in vraag.adressen)
    koppen = {}
    if navraag.message_id:
        koppen = {"In-Reply-To": navraag.message_id, "References": navraag.message_id}
    with override(settings.LANGUAGE_CODE):
        zin = _("Klopt dit nog? %(naam)s op buurtnet") if vraag.rijen else _("%(naam)s op buurtnet")
        onderwerp = zin % {"naam": naam}
        bericht, nieuw = zet_klaar(
            "navraag",
            f"navraag:{navraag.pk}",
            vraag.adressen[0].email,
            f"Re: {onderwerp}" if navraag.message_id else onderwerp,
            _tekst(vraag, naam),
            koppen=koppen,
            op=moment_van(datum),
            geheim=True,
        )
    if not navraag.message_id:
        navraag.message_id = bericht.message_id
        navraag.save(update_fields=["message_id"])
    return nieuw


def _adres(naam, sleutel):
    return heel_adres(reverse(naam, args=[sleutel]))


def _tekst(vraag, naam):
    weg = _adres("klopt_geen_mail", vraag.sleutel)
    if not vraag.rijen:
        return render_to_string("berichten/email/vertellen.txt", {"naam": naam, "weg": weg})
    with override("en"):
        engels = _adres("klopt", vraag.sleutel)
    regels = regels_van(vraag.rijen, {})
    velden = {
        "naam": naam,
        "ronde": vraag.navraag.ronde,
        "geldig_tot": vraag.navraag.geldig_tot,
        "is_eerste": vraag.is_eerste,
        "link": _adres("klopt", vraag.sleutel),
        "gestopt": _adres("klopt_gestopt", vraag.sleutel),
        "weg": weg,
        "engels": engels,
        "regels": regels[:MEESTE_REGELS],
        "meer": max(0, len(regels) - MEESTE_REGELS),
    }
    return render_to_string("berichten/email/klopt.txt", velden)

"""Mail to who becomes a coordinator: with a link to make an account, or that there is more."""

import uuid

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from buurtnet.post.bericht import Bericht
from buurtnet.post.klaarzetten import zet_klaar

from .models import GELDIG, Gebruiker

ZOUT = "buurtnet.accounts.uitnodiging"
SOORT = "uitnodiging"


class OngeldigeUitnodiging(Exception):
    """The link of an invitation does not, or no longer, work; `reden` says why."""

    def __init__(self, reden):
        super().__init__(reden)
        self.reden = reden


def sleutel_voor(gebruiker):
    """The secret in the link; it no longer works once anything it depends on changes."""
    return signing.dumps([gebruiker.pk, _staat(gebruiker)], salt=ZOUT)


def lees_uitnodiging(sleutel):
    """The Gebruiker whom `sleutel` invites. Raises OngeldigeUitnodiging."""
    try:
        pk, staat = signing.loads(sleutel, salt=ZOUT, max_age=GELDIG)
    except signing.SignatureExpired:
        raise OngeldigeUitnodiging("verlopen") from None
    except (signing.BadSignature, ValueError):
        raise OngeldigeUitnodiging("onbekend") from None
    gebruiker = Gebruiker.objects.uitgenodigd().filter(pk=pk).first()
    if gebruiker is None or not constant_time_compare(staat, _staat(gebruiker)):
        raise OngeldigeUitnodiging("gebruikt")
    return gebruiker


def stuur(gebruiker, netwerken):
    """Write the mail with the link, in the transaction of the invitation; older ones don't go."""
    trek_in(gebruiker)
    adres = reverse("uitnodiging", args=[sleutel_voor(gebruiker)])
    tekst = render_to_string(
        "account/email/uitnodiging.txt",
        {
            "gebruiker": gebruiker,
            "netwerken": [netwerk.naam for netwerk in netwerken],
            "dagen": GELDIG.days,
            "link": f"{settings.SITE_URL}{adres}",
        },
    )
    zet_klaar(
        SOORT,
        kenmerk_van(gebruiker),
        gebruiker.email,
        _("Je bent uitgenodigd voor buurtnet"),
        tekst,
        geldig_tot=gebruiker.uitgenodigd_op + GELDIG,
        spoed=True,
        geheim=True,
    )


def trek_in(gebruiker):
    """Send no invitation of `gebruiker` that still waits: its link is of no use any more."""
    Bericht.objects.filter(kenmerk__startswith=f"{SOORT}:{gebruiker.pk}:").trek_in()


def kenmerk_van(gebruiker):
    """The mark of the mail with the invitation as it stands."""
    return f"{SOORT}:{gebruiker.pk}:{gebruiker.uitgenodigd_op.timestamp()}"


def niet_aangekomen(gebruikers):
    """Those among `gebruikers` whose invitation did not arrive, or perhaps not; one query."""
    kenmerken = {kenmerk_van(gebruiker): gebruiker for gebruiker in gebruikers}
    vast = Bericht.objects.vastgelopen().filter(kenmerk__in=kenmerken)
    return {kenmerken[kenmerk] for kenmerk in vast.values_list("kenmerk", flat=True)}


def meld_netwerken(gebruiker, netwerken, door):
    """Write to who has an account what `door` made them a coordinator of, within a transaction.

    Who has none yet is told by the invitation.
    """
    if not netwerken or not gebruiker.heeft_account:
        return
    tekst = render_to_string(
        "account/email/netwerk_erbij.txt",
        {
            "gebruiker": gebruiker,
            "netwerken": [netwerk.naam for netwerk in netwerken],
            "door": door,
            "link": f"{settings.SITE_URL}{reverse(settings.LOGIN_REDIRECT_URL)}",
        },
    )
    onderwerp = _("Je bent coördinator geworden")
    zet_klaar("netwerk_erbij", f"netwerk_erbij:{uuid.uuid4()}", gebruiker.email, onderwerp, tekst)


def _staat(gebruiker):
    delen = [gebruiker.pk, gebruiker.email, gebruiker.password, gebruiker.uitgenodigd_op]
    return salted_hmac(ZOUT, repr(delen)).hexdigest()[:24]

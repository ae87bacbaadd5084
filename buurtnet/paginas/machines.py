"""Addresses for machines: health checks, robots.txt and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from buurtnet.web import gezond
from buurtnet.web.taal import in_taal

# What a crawler has no use for: what needs an account, and forms to send without one.
GESLOTEN = ["/accounts/", "/admin/", "/werkplek/", "/melding/", "/-/"]


def _gesloten():
    """What is closed, in every language."""
    paden = [in_taal(pad, code) for code, _naam in settings.LANGUAGES for pad in GESLOTEN]
    return list(dict.fromkeys(paden))


def _tekst(regels, status=200):
    return HttpResponse("\n".join([*regels, ""]), "text/plain; charset=utf-8", status=status)


@login_not_required
@never_cache
@require_safe
def live(request):
    """The process answers; nothing else is asked."""
    return _tekst(["ok"])


@login_not_required
@never_cache
@require_safe
def ready(request):
    """The process can do its work: the database has our tables, and now and then keeps something.

    What is the matter is said in a word, for a monitor: "database" or "schijf vol".
    """
    mis = gezond.wat_er_mis_is()
    return _tekst([mis], status=503) if mis else _tekst(["ok"])


@login_not_required
@require_safe
def robots(request):
    regels = ["User-agent: *", *(f"Disallow: {pad}" for pad in _gesloten())]
    return _tekst([*regels, f"Sitemap: {settings.SITE_URL}/sitemap.xml"])


@login_not_required
@require_safe
def security(request):
    """RFC 9116. The end date moves along: half a year ahead, whole days in UTC."""
    einde = timezone.now() + timedelta(days=182)
    return _tekst(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {einde:%Y-%m-%d}T00:00:00Z",
            "Preferred-Languages: nl, en",
            f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        ]
    )

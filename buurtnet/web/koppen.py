"""The security headers that every answer has, whoever gives it: a page, a package or the server."""

from csp.constants import HEADER as BELEID
from csp.utils import build_policy
from django.conf import settings


class KoppenMiddleware:
    """Adds what an answer lacks; what it says itself stands. First in the row, so that it sees all.

    Redirects to https, static files and hosts that we don't know are answered before other
    middleware had its turn.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.koppen = {veilig: vaste_koppen(over_https=veilig) for veilig in (False, True)}

    def __call__(self, request):
        response = self.get_response(request)
        for naam, waarde in self.koppen[request.is_secure()].items():
            response.headers.setdefault(naam, waarde)
        return response


def vaste_koppen(*, over_https):
    """{header: value} of what holds for every answer."""
    koppen = {
        BELEID: build_policy(),
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    }
    if over_https and settings.SECURE_HSTS_SECONDS:
        koppen["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return koppen

"""The process that gunicorn serves the site with (docs/besluiten/0008)."""

from django.conf import settings
from django.template.loader import render_to_string
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from buurtnet.web.koppen import vaste_koppen

# What gunicorn refuses before Django sees it: status, reason, page. The first that fits.
GEWEIGERD = (
    (errors.LimitRequestLine, 414, "URI Too Long", "414.html"),
    (errors.LimitRequestHeaders, 431, "Request Header Fields Too Large", "400.html"),
    (errors.ExpectationFailed, 417, "Expectation Failed", "400.html"),
    (errors.UnsupportedTransferCoding, 501, "Not Implemented", "400.html"),
    (errors.InvalidResponseHeader, 500, "Internal Server Error", "500.html"),
    (errors.InvalidResponseHeaderName, 500, "Internal Server Error", "500.html"),
    (errors.ParseException, 400, "Bad Request", "400.html"),
    (Exception, 500, "Internal Server Error", "500.html"),
)


class Werker(ThreadWorker):
    """Threads, and a page of our own for what Django never sees, with the headers of every page."""

    def handle_error(self, req, client, addr, exc):
        status, reden, sjabloon = next(rest for soort, *rest in GEWEIGERD if isinstance(exc, soort))
        if status < 500:
            self.log.warning("refused before Django: %s %s", status, exc)
        else:
            self.log.exception("error outside Django")
        try:
            client.sendall(_antwoord(status, reden, render_to_string(sjabloon).encode()))
        except OSError:
            self.log.debug("a visitor with a strange request did not wait for the answer")


def _antwoord(status, reden, inhoud):
    koppen = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": len(inhoud),
        "Cache-Control": "no-store",
        "Connection": "close",
        # Over https the proxy in front took the request in.
        **vaste_koppen(over_https=settings.HTTPS),
    }
    regels = [f"{naam}: {waarde}" for naam, waarde in koppen.items()]
    return "\r\n".join([f"HTTP/1.1 {status} {reden}", *regels, "", ""]).encode() + inhoud

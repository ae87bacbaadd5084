"""Pages for visitors without an account: never stale, and one query when nothing changed.

The ETag is made of the data version (`dataversie`: a token that triggers renew at every change of
content), the code and settings that run, the address, the day and the compression. Is it the
visitor's, the answer is 304; is it that of a page we kept, that page. Without a version, and while
`DEBUG=1`, nothing is kept. A file that is sent row by row has an ETag too, and is never kept.
"""

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from functools import cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from . import catalogi, dataversie
from .taal import zonder_taal

# Never the same for two people, or asked so that it does not touch the database.
BESLOTEN = (
    "/accounts/",
    "/admin/",
    "/werkplek/",
    "/melding/",
    "/klopt/",
    "/volgen/",
    "/weekbericht/",
    "/-/",
)
# What says itself how long it may be kept, the same for everybody.
ZEGT_ZELF = ("/kaart.svg",)
VARY = ("Cookie", "Accept-Encoding")
COMPRIMEERBAAR = re.compile(r"text/|image/svg|application/(.+\+)?(json|xml)")
ACCEPTEERT_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q\s*=\s*0(\.0*)?\s*(,|$))")
MAPPEN = ("buurtnet initiatieven locale netwerken requirements static templates wijken").split()
MAX_BYTES = 32 * 1024 * 1024


class Voorraad:
    """Finished pages by ETag; the least recently used give way once `max_bytes` is reached."""

    def __init__(self, max_bytes):
        self.max_bytes = max_bytes
        self.bytes = 0
        self._paginas = OrderedDict()
        self._slot = threading.Lock()

    def haal(self, etag):
        """(headers, body), or None."""
        with self._slot:
            if etag in self._paginas:
                self._paginas.move_to_end(etag)
            return self._paginas.get(etag)

    def bewaar(self, etag, koppen, inhoud):
        with self._slot:
            if etag in self._paginas or len(inhoud) > self.max_bytes // 16:
                return
            self._paginas[etag] = (koppen, inhoud)
            self.bytes += len(inhoud)
            while self.bytes > self.max_bytes:
                self.bytes -= len(self._paginas.popitem(last=False)[1][1])


@cache
def uitgave():
    """A hash of the running code, templates, translations and settings that pages depend on."""
    adressen = (settings.SITE_URL, settings.SECURITY_CONTACT, settings.CONTACT)
    vertaald = (catalogi.gemaakt_van(code) for code in catalogi.alle())
    som = hashlib.sha256(" ".join((*adressen, settings.ORGANISATIE, *vertaald)).encode())
    for naam in MAPPEN:
        for pad in sorted((settings.BASE_DIR / naam).rglob("*")):
            if pad.is_file() and pad.suffix != ".pyc":
                som.update(f"{pad.relative_to(settings.BASE_DIR)}\n".encode() + pad.read_bytes())
    return som.hexdigest()


def accepteert_gzip(request):
    return bool(ACCEPTEERT_GZIP.search(request.headers.get("Accept-Encoding", "")))


class PaginaVersieMiddleware:
    """Answers an anonymous GET or HEAD from the data version alone where that is possible.

    The version is read before the page is made. A change meanwhile leaves a page that is newer
    than its ETag says: that ETag is never valid again, so nobody sees an old page.
    """

    def __init__(self, get_response):
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.uitgave = uitgave()
        self.voorraad = Voorraad(MAX_BYTES)

    def __call__(self, request):
        if request.path_info.startswith(settings.MEDIA_URL):
            return self._media(request)
        if request.path_info in ZEGT_ZELF:
            response = self.get_response(request)
            response["Vary"] = "Accept-Encoding"
            return response
        besloten = (
            request.method not in {"GET", "HEAD"}
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or zonder_taal(request.path_info).startswith(BESLOTEN)
        )
        if besloten:
            response = self.get_response(request)
            response["Cache-Control"] = "no-store, private"
            return response
        return self._openbaar(request)

    def _media(self, request):
        """A picture says itself how long it may be kept; what all may see differs for nobody."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response["Cache-Control"].startswith("public"):
            del response["Vary"]
        return response

    def _openbaar(self, request):
        gzip_mag = accepteert_gzip(request)
        versie = request.dataversie = dataversie.lees_versie()
        etag = self._etag(request, versie, gzip_mag)
        response = get_conditional_response(request, etag=etag) if versie else None
        bewaard = None if response else self.voorraad.haal(etag)
        if bewaard:
            response = HttpResponse(bewaard[1], headers=bewaard[0])
        if response is None:
            response = self.get_response(request)
            if not self._is_voor_iedereen(request, response):
                response.headers.setdefault("Cache-Control", "no-cache")
                return response
            if not response.streaming:
                self._maak_af(request, response, etag if versie else "", gzip_mag)
        if versie:
            response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        patch_vary_headers(response, VARY)
        if request.method == "HEAD":
            _maak_leeg(response)
        return response

    def _maak_af(self, request, response, etag, gzip_mag):
        """Compress a whole page, and keep it under `etag` when it has one."""
        if gzip_mag:
            _comprimeer(response)
        response["Content-Length"] = str(len(response.content))
        if etag and request.method == "GET":
            self.voorraad.bewaar(etag, dict(response.headers), response.content)

    def _etag(self, request, versie, gzip_mag):
        delen = [
            versie,
            self.uitgave,
            request.scheme,
            request.get_host(),
            request.get_full_path(),
            timezone.localdate().isoformat(),
            "gzip" if gzip_mag else "",
        ]
        return '"{}"'.format(hashlib.sha256("\n".join(delen).encode()).hexdigest()[:32])

    @staticmethod
    def _is_voor_iedereen(request, response):
        return (
            response.status_code == 200
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and "private" not in response.get("Cache-Control", "")
            # Set as soon as a page asks for a CSRF token, which belongs to one visitor.
            and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        )


def _maak_leeg(response):
    if response.streaming:
        response.streaming_content = ()
    else:
        response.content = b""


def _comprimeer(response):
    if response.has_header("Content-Encoding") or len(response.content) < 200:
        return
    if COMPRIMEERBAAR.match(response.get("Content-Type", "")):
        # No time stamp in it: the same page gives the same bytes.
        response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"

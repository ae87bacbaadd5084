"""The address of the drawing that all maps refer to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from buurtnet.web.paginacache import accepteert_gzip

from .kaart import kaart_van

JAAR = 365 * 24 * 3600


@login_not_required
@require_safe
def kaart(request):
    """The drawing that all maps refer to: kept for good under its own version."""
    kaart = kaart_van(request)
    gzip_mag = accepteert_gzip(request)
    etag = f'"{kaart.versie}{"-gzip" if gzip_mag else ""}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        inhoud = kaart.ingepakt if gzip_mag else kaart.tekening
        alleen_kop = request.method == "HEAD"
        response = HttpResponse(b"" if alleen_kop else inhoud, content_type="image/svg+xml")
        response["Content-Length"] = str(len(inhoud))
        if gzip_mag:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    blijft = request.GET.get("v") == kaart.versie
    response["Cache-Control"] = f"public, max-age={JAAR}, immutable" if blijft else "no-cache"
    return response

"""Pictures, to who may see what they belong to."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from buurtnet.kern.rechten import mag_toevoegen

from .bewaren import Afbeelding
from .veld import modellen_met_afbeelding

# A picture never changes: another one has another name.
VOORGOED = "public, max-age=31536000, immutable"
BESLOTEN = "private, no-store"
# Opened by itself it may do nothing at all.
BELEID = "default-src 'none'; sandbox"


@login_not_required
@require_safe
def media(request, naam, breedte):
    """One width of a picture: for everybody once a public record shows it, else for who writes."""
    afbeelding = Afbeelding(naam)
    openbaar = _is_openbaar(naam)
    # Who may add something sees what is not on the site yet: drafts and earlier versions.
    if int(breedte) not in afbeelding.breedtes or not (openbaar or mag_toevoegen(request.user)):
        raise Http404
    etag = f'"{naam}-{breedte}"'
    response = get_conditional_response(request, etag=etag) or _bestand(afbeelding.pad(breedte))
    response["ETag"] = etag
    response["Cache-Control"] = VOORGOED if openbaar else BESLOTEN
    response["Content-Security-Policy"] = BELEID
    return response


def _bestand(pad):
    try:
        return HttpResponse(pad.read_bytes(), content_type="image/webp")
    except OSError as fout:
        raise Http404 from fout


def _is_openbaar(naam):
    return any(
        model.objects.visible_to(AnonymousUser()).filter(afbeelding=naam).exists()
        for model in modellen_met_afbeelding()
    )

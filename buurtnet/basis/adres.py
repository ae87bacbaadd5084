"""Records by their address; an old address leads to the new one for good."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

# Longer addresses are no redirect that Django makes.
LANGSTE_VRAAG = 1500


def heel_adres(pad):
    """An address of this site that works outside it; what is full already stays as it is."""
    return pad if pad.startswith("http") else f"{settings.SITE_URL}{pad}"


class Verhuisd(Exception):
    """What stood at the address of this request now stands at `slug`."""

    def __init__(self, slug):
        super().__init__(slug)
        self.slug = slug


class VerhuisdMiddleware:
    """Answers Verhuisd with the same page at the new address, its query string kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Verhuisd):
            return None
        waar = request.resolver_match
        adres = reverse(waar.view_name, kwargs=waar.kwargs | {"slug": exception.slug})
        vraag = request.META.get("QUERY_STRING", "")
        vraag = vraag if len(vraag) <= LANGSTE_VRAAG else ""
        bewaar_methode = request.method not in {"GET", "HEAD"}
        return HttpResponsePermanentRedirect(
            f"{adres}?{vraag}" if vraag else adres, preserve_request=bewaar_methode
        )


def haal_of_verwijs(queryset, slug, user):
    """The record of `queryset` at `slug` that `user` may see.

    Raises Http404 for what isn't there or isn't theirs to see, and Verhuisd (a permanent
    redirect, see VerhuisdMiddleware) for an address that a record used to have. The view takes
    the address as its keyword argument `slug`.
    """
    zichtbaar = queryset.visible_to(user)
    record = zichtbaar.filter(slug=slug).first()
    if record:
        return record
    verhuisd = zichtbaar.op_oud_adres(slug)
    if verhuisd:
        raise Verhuisd(verhuisd.slug)
    raise Http404

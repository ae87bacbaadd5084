"""Records by their address; an old address leads to the new one for good."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

# Longer addresses are no redirect that Django makes.
LANGSTE_VRAAG = 1500


def is_pad_hier(adres):
    """Whether an address that came with a request is a path of this site, fit to be sent to."""
    return (
        adres.startswith("/")
        and len(adres) <= LANGSTE_VRAAG
        and adres.isprintable()
        and url_has_allowed_host_and_scheme(adres, allowed_hosts=None)
    )


def heel_adres(pad):
    """An address of this site that works outside it; what is full already stays as it is."""
    return pad if pad.startswith("http") else f"{settings.SITE_URL}{pad}"


class Verhuisd(Exception):
    """What had `oud` in the address of this request now has `slug` there."""

    def __init__(self, oud, slug):
        super().__init__(oud, slug)
        self.oud, self.slug = oud, slug


class VraagVerhuisd(Exception):
    """The query string of this request names records by addresses that they used to have."""

    def __init__(self, vraag):
        super().__init__(vraag)
        self.vraag = vraag


def verwijs_vraag(vraag, nieuw):
    """Raise VraagVerhuisd when `nieuw` says that a value in `vraag` (a QueryDict) has moved.

    `nieuw` gives per parameter what its values are now: {"wijk": {"oud": "nieuw"}}.
    """
    verhuisd = vraag.copy()
    for naam, slugs in nieuw.items():
        verhuisd.setlist(naam, [slugs.get(waarde, waarde) for waarde in vraag.getlist(naam)])
    if verhuisd != vraag:
        raise VraagVerhuisd(verhuisd.urlencode())


class VerhuisdMiddleware:
    """Answers Verhuisd with the same page at the new address, its query string kept.

    VraagVerhuisd: with the new query string.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, VraagVerhuisd):
            return HttpResponsePermanentRedirect(f"{request.path}?{exception.vraag}")
        if not isinstance(exception, Verhuisd):
            return None
        waar = request.resolver_match
        delen = {
            naam: exception.slug if deel == exception.oud else deel
            for naam, deel in waar.kwargs.items()
        }
        adres = reverse(waar.view_name, kwargs=delen)
        vraag = request.META.get("QUERY_STRING", "")
        vraag = vraag if len(vraag) <= LANGSTE_VRAAG else ""
        bewaar_methode = request.method not in {"GET", "HEAD"}
        return HttpResponsePermanentRedirect(
            f"{adres}?{vraag}" if vraag else adres, preserve_request=bewaar_methode
        )


def haal_of_verwijs(queryset, slug, gebruiker):
    """The record of `queryset` at `slug` that `gebruiker` may see.

    Raises Http404 for what isn't there or isn't theirs to see, and Verhuisd (a permanent
    redirect, see VerhuisdMiddleware) for an address that a record used to have, and for one that
    was typed with capitals.
    """
    zichtbaar = queryset.visible_to(gebruiker)
    for adres in dict.fromkeys((slug, slug.lower())):
        record = zichtbaar.filter(slug=adres).first() or zichtbaar.op_oud_adres(adres)
        if record and record.slug != slug:
            raise Verhuisd(slug, record.slug)
        if record:
            return record
    raise Http404


def haal_voor_formulier(request, queryset, **kenmerk):
    """The row of `queryset` that the user of `request` may see, by what its address names.

    A name in `kenmerk` that ends in "slug" may be an old one, as in `netwerk__slug`. What is sent
    to an old address is handled there: what somebody typed outlives a renaming by another.
    Raises Http404, and Verhuisd for a page that is only asked for.
    """
    zichtbaar = queryset.visible_to(request.user)
    rij = zichtbaar.filter(**kenmerk).first()
    if rij:
        return rij
    for naam, slug in kenmerk.items():
        nieuw = _nieuwe_slug(queryset.model, naam, slug, request.user)
        rij = zichtbaar.filter(**kenmerk | {naam: nieuw}).first() if nieuw else None
        if rij and request.method in {"GET", "HEAD"}:
            raise Verhuisd(slug, nieuw)
        if rij:
            return rij
    raise Http404


def _nieuwe_slug(model, naam, slug, gebruiker):
    """What the record has now that `slug` used to lead to; None when there is none."""
    pad, _scheiding, veld = naam.rpartition("__")
    if veld != "slug":
        return None
    soort = model._meta.get_field(pad).related_model if pad else model
    record = soort.objects.visible_to(gebruiker).op_oud_adres(slug)
    return record and record.slug

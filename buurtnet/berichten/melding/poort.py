"""Who comes in without an account: from our own page, not too often, and each form once.

Public pages carry no CSRF token, as that would give each visitor a cookie. What a token guards is
something that another site makes a browser do in the name of who is logged in there. Browsers say
themselves from which site a form is sent: that is asked instead.
"""

from urllib.parse import urlsplit

from allauth.core import ratelimit

from netwerken.voorstellen import sleutel_uit

# What a browser sends for the origin of a page that keeps its address to itself.
VERZWEGEN = "null"
# Names in a form that say which form it is, rather than what was filled in.
BUITEN = {"csrfmiddlewaretoken", "toch"}


def komt_van_hier(request):
    """Whether a form was sent from a page of this site, as far as the browser says."""
    if plek := request.headers.get("Sec-Fetch-Site"):
        return plek in ("same-origin", "none")
    herkomst = request.headers.get("Origin") or request.headers.get("Referer")
    # A program that says nothing acts in nobody's name.
    return herkomst is None or urlsplit(herkomst).netloc == request.get_host()


def wie(request):
    """Who has an account and sent this from our page; None for anybody else."""
    zegt_het = {"Sec-Fetch-Site", "Origin", "Referer"} & {*request.headers}
    mag = request.user.is_authenticated and request.user.is_active and zegt_het
    return request.user if mag else None


def sleutel_van(request):
    """A key of this form with just this filled in, as a UUID; None without a one-time key."""
    if not request.POST.get("sleutel"):
        return None
    velden = sorted((naam, waarden) for naam, waarden in request.POST.lists() if naam not in BUITEN)
    return sleutel_uit(velden)


def mag_door(request, actie="melding", wie="allen"):
    """Whether this visitor, and `wie` together, have not sent too much lately; counts this one.

    `actie` names the limit among ACCOUNT_RATE_LIMITS.
    """
    return ratelimit.consume(request, action=actie, key=wie)

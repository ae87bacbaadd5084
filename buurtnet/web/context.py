"""What every template knows of who looks at it."""

from django.conf import settings
from django.contrib.messages import get_messages


def bezoeker(request):
    """Whether someone is logged in, and what to tell them.

    A visitor without a session cookie never makes us look into the session: a public
    page then stays free of cookies and fit for a shared cache.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {"ingelogd": False, "meldingen": ()}
    gebruiker = getattr(request, "user", None)
    return {
        "ingelogd": gebruiker is not None and gebruiker.is_authenticated,
        "meldingen": get_messages(request),
    }

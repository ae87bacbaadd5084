"""What a form says that could not be taken in: what was typed is there to copy, not lost."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.utils.text import capfirst

from .taal import zonder_taal

MEESTE_VELDEN = 80
# Parts of names of fields that are secret, or say nothing to a person.
GEHEIM = ("wachtwoord", "password", "token", "sleutel")
LANGSTE_NUMMER = 5  # longer digits were typed; shorter ones are mostly keys


class InloggenMiddleware(LoginRequiredMiddleware):
    """As Django's, but who was logged out while typing gets the text back first."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and getypt(request):
            return niet_verstuurd(request)
        return super().handle_no_permission(request, view_func)


def niet_verstuurd(request, reason=""):
    """The page for a form of nobody who is logged in, or without a valid token."""
    context = {"getypt": getypt(request), "adres": request.path}
    return render(request, "403_csrf.html", context, status=403)


def getypt(request):
    """[(name of the field, text)] of what somebody typed in a form of this site.

    Nothing of a form about an account, and nothing that another site sent: that is not shown as
    if it were ours.
    """
    if zonder_taal(request.path_info).startswith("/accounts/") or not _van_onszelf(request):
        return []
    return [
        (_naam(veld), tekst)
        for veld, teksten in list(request.POST.lists())[:MEESTE_VELDEN]
        for tekst in teksten
        if _is_tekst(tekst) and not any(deel in veld.lower() for deel in GEHEIM)
    ]


def _is_tekst(tekst):
    nummer = tekst.isdecimal() and len(tekst) <= LANGSTE_NUMMER
    return bool(tekst.strip()) and tekst != "on" and not nummer


def _naam(veld):
    """ "punten-0-tekst" as "Punten 1 tekst": people count from one."""
    delen = veld.replace("_", "-").split("-")
    return capfirst(" ".join(str(int(deel) + 1) if deel.isdecimal() else deel for deel in delen))


def _van_onszelf(request):
    herkomst = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(herkomst).netloc == request.get_host()

"""What a form says that could not be taken in: what was typed is there to copy, not lost."""

from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import SuspiciousOperation
from django.http import UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.utils.text import capfirst

from .keuzenamen import namen_van
from .taal import zonder_taal

MEESTE_VELDEN = 80
# Parts of names of fields that are secret, or say nothing to a person.
GEHEIM = ("wachtwoord", "password", "token", "sleutel")
# Of these nothing is sent back: the one-time key of a form and its version are, for who tries anew.
NOOIT_TERUG = ("wachtwoord", "password", "csrfmiddlewaretoken")
# What a field for a name sends along: what was chosen for which text, which says nothing more.
BIJWERK = ("_keuze", "_bij")
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


class Ingevuld(NamedTuple):
    """A form as it was sent, to be sent once more from a page of ours."""

    adres: str
    token: str
    getypt: list  # (name of the field, text), for people
    velden: list  # (field, value), as they were sent; nothing secret
    bestanden: list  # (field, name of the field) of files, which nobody but their owner has now


def ingevuld(request, *, vraag=False):
    """The Ingevuld of what was sent with `request`; None when there is nothing to give back.

    Asks no session, and the database only when it may (`vraag`): for names. The token is that of
    the visitor's cookie, as the form had.
    """
    if request.method != "POST" or not _mag_terug(request):
        return None
    velden = bestanden = []
    with suppress(UnreadablePostError, SuspiciousOperation):
        velden = [
            (veld, tekst)
            for veld, teksten in request.POST.lists()
            for tekst in teksten
            if not any(deel in veld.lower() for deel in NOOIT_TERUG)
        ]
        bestanden = [(veld, _naam(veld)) for veld in request.FILES]
    if "CSRF_COOKIE" not in request.META:
        # What reads the cookie had no turn yet.
        CsrfViewMiddleware(niet_verstuurd).process_request(request)
    token = get_token(request)
    getypte = getypt(request, vraag=vraag)
    return Ingevuld(request.get_full_path(), token, getypte, velden, bestanden)


def getypt(request, *, vraag=True):
    """[(name of the field, text)] of what somebody typed or chose in a form of this site.

    What was chosen has the name that the form gave it; `vraag`: see `namen_van`.

    Nothing of a form about an account, and nothing that another site sent: that is not shown as
    if it were ours.
    """
    if not _mag_terug(request):
        return []
    paren = [
        (veld, tekst)
        for veld, teksten in list(request.POST.lists())[:MEESTE_VELDEN]
        for tekst in teksten[:MEESTE_VELDEN]
        if not any(deel in veld.lower() for deel in GEHEIM) and not veld.endswith(BIJWERK)
    ]
    namen = namen_van(paren, vraag=vraag)
    return [
        (_naam(veld), namen.get((veld, tekst), tekst))
        for veld, tekst in paren
        if (veld, tekst) in namen or _is_tekst(tekst)
    ]


def _mag_terug(request):
    return not zonder_taal(request.path_info).startswith("/accounts/") and _van_onszelf(request)


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

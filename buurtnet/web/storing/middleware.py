"""Tries again what a database undid because of somebody else, and tells of what doesn't pass."""

import random
import re
import time
from contextlib import ExitStack

from django.core.files.uploadedfile import UploadedFile
from django.db import connections

from .pagina import VEILIG, antwoord
from .soort import Storing

# How often something is tried once more; a conflict that stays after one more look is none of time.
OPNIEUW = {Storing.BEZET: 4, Storing.BOTST: 1}
# Seconds since the request began, after which somebody has waited long enough; a little more than
# lock_timeout, so that who waited for a lock gets one more chance.
UITERLIJK = 12
# What a request holds once its body was read; a second try can't read that again.
GELEZEN = ("_post", "_files", "_body", "_read_started", "_post_parse_error", "_encoding")
VERANDERT_NIETS = re.compile(
    r"[\s(]*(SELECT|EXPLAIN|PRAGMA|SHOW|SET|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|DECLARE|FETCH|CLOSE)\b",
    re.IGNORECASE,
)


class Vastlegging:
    """Notes, as a wrapper around each query, whether anything of a request was committed."""

    def __init__(self):
        self.iets = False

    def __call__(self, execute, sql, params, many, context):
        uitkomst = execute(sql, params, many, context)
        if not VERANDERT_NIETS.match(str(sql)):
            # At once outside a transaction; never, when what it is part of is undone.
            context["connection"].on_commit(self._noteer)
        return uitkomst

    def _noteer(self):
        self.iets = True


class StoringMiddleware:
    """Answers a Storing with its page, after trying again where that is safe.

    Safe is what the database undid as a whole, before anything of the same request was committed.
    What goes out (mail) goes out after a commit. Each try begins as the first did, with the body
    that was read then.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begin, vers = time.monotonic(), dict(vars(request))
        response, vastlegging = self._probeer(request)
        keer = 0
        while (
            keer < OPNIEUW.get(getattr(response, "storing", None), 0)
            and not vastlegging.iets
            and time.monotonic() - begin < UITERLIJK
        ):
            keer += 1
            # By chance, or those who met would meet again.
            time.sleep(random.uniform(0.02, 0.15) * 2**keer)  # noqa: S311
            request = _nog_eens(request, vers)
            response, vastlegging = self._probeer(request)
        return response

    def _probeer(self, request):
        vastlegging = request.vastlegging = Vastlegging()
        with ExitStack() as stapel:
            if request.method not in VEILIG:
                for naam in connections:
                    stapel.enter_context(connections[naam].execute_wrapper(vastlegging))
            return self.get_response(request), vastlegging

    def process_exception(self, request, exception):
        return antwoord(request, exception)


def _nog_eens(request, vers):
    """A request as `vers` (the attributes it came with), that knows what was read of the body."""
    for verbinding in connections.all(initialized_only=True):
        verbinding.close_if_unusable_or_obsolete()
    nieuw = type(request)(request.environ)
    gelezen = {naam: vars(request)[naam] for naam in GELEZEN if naam in vars(request)}
    vars(nieuw).update(vers | gelezen)
    for _veld, bestanden in nieuw.FILES.lists() if "_files" in gelezen else ():
        for bestand in bestanden:
            if isinstance(bestand, UploadedFile):  # what was a picture already is one still
                bestand.seek(0)
    return nieuw

"""What a page can be asked by: any other method is refused before the page is made."""

import inspect
from functools import cache

from django.http import HttpResponseNotAllowed
from django.shortcuts import render

# Of a view that does not say otherwise: to look at, and to send a form to.
FORMULIER = ("GET", "HEAD", "POST")


class MethodenMiddleware:
    """Answers 405 with the methods that would do, whoever asks, and says so in words."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HttpResponseNotAllowed.status_code or response.content:
            return response
        # Without the request: what is said here asks nothing of the database.
        pagina = render(None, "405.html", status=response.status_code)
        pagina["Allow"] = response["Allow"]
        return pagina

    def process_view(self, request, view, args, kwargs):
        """What no page is asked by is refused here, before forms and logging in are asked about.

        Whether a page is there to look at or to send a form to, it says once one may see it.
        """
        if request.method in FORMULIER:
            return None
        return HttpResponseNotAllowed(methoden_van(view))


@cache
def methoden_van(view):
    """The methods that `view` answers, as it says by a decorator of Django or by its class."""
    while view:
        if klasse := getattr(view, "view_class", None):
            return tuple(m for m in FORMULIER if hasattr(klasse, _in_klasse(m)))
        if inspect.isroutine(view):
            gezegd = inspect.getclosurevars(view).nonlocals.get("request_method_list")
            if gezegd:
                return tuple(gezegd)
        view = getattr(view, "__wrapped__", None)
    return FORMULIER


def _in_klasse(methode):
    """A class answers HEAD with what it has for GET."""
    return {"HEAD": "get"}.get(methode, methode.lower())

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
        """Before forms and logging in are asked about: a method will do for everybody or nobody."""
        methoden = methoden_van(view)
        return None if request.method in methoden else HttpResponseNotAllowed(methoden)


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

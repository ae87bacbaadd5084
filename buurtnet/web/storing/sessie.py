"""A session that can't be kept stands in nobody's way who only reads."""

from django.contrib.sessions.middleware import SessionMiddleware

from .pagina import VEILIG
from .soort import storing_van


class SessieMiddleware(SessionMiddleware):
    """As Django's; but a page that is there is shown, though the disk is full.

    What the session should have forgotten (a message that was shown) it then still holds.
    """

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except Exception as fout:
            if request.method in VEILIG and response.status_code == 200 and storing_van(fout):
                return response
            raise

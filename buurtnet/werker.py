"""The process that gunicorn serves the site with (docs/besluiten/0008)."""

from django.template.loader import render_to_string
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

KOP = """\
HTTP/1.1 414 URI Too Long\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {}\r
Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'\r
X-Content-Type-Options: nosniff\r
Cache-Control: no-store\r
Connection: close\r
\r
"""


class Werker(ThreadWorker):
    """Threads, and a page of our own for an address that is too long for Django to ever see."""

    def handle_error(self, req, client, addr, exc):
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        inhoud = render_to_string("414.html").encode()
        try:
            client.sendall(KOP.format(len(inhoud)).encode() + inhoud)
        except OSError:
            self.log.debug("a visitor with a long address did not wait for the answer")

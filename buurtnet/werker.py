"""The process that gunicorn serves the site with (docs/besluiten/0008 and 0018)."""

import errno
import os
import socket
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from selectors import EVENT_READ

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.gthread import TConn, ThreadWorker

from .web.koppen import vaste_koppen
from .web.storing.logboek import ZonderSleutel

# In seconds: for the first lines of a request; for the next piece of what is sent or taken; and how
# long somebody waits for a thread before hearing that it is too busy.
KOP, PER_STUK, IN_DE_RIJ = 10, 20, 10
# And to say goodbye: what is still underway is read, or the other would miss the end of the answer.
AFSCHEID = 2
# Who sends or takes less than this many bytes a second, after the first piece, is sent away.
TRAAGST = 1000
# What may be underway at once; how fast somebody takes is not seen of more than that.
ONDERWEG = 64 * 1024
# How many requests wait for a thread at most, and how many connections that asked nothing yet.
LANGSTE_RIJ, MEESTE_WACHTENDEN = 32, 300
MEESTE_KOP = 64 * 1024
# What asks no database has threads of its own, and so never waits for who does.
LICHTE_DRADEN = 2

# What gunicorn refuses before Django sees it: status, reason, page. The first that fits.
GEWEIGERD = (
    (errors.LimitRequestLine, 414, "URI Too Long", "414.html"),
    (errors.LimitRequestHeaders, 431, "Request Header Fields Too Large", "400.html"),
    (errors.ExpectationFailed, 417, "Expectation Failed", "400.html"),
    (errors.UnsupportedTransferCoding, 501, "Not Implemented", "400.html"),
    (errors.InvalidResponseHeader, 500, "Internal Server Error", "500.html"),
    (errors.InvalidResponseHeaderName, 500, "Internal Server Error", "500.html"),
    (errors.ParseException, 400, "Bad Request", "400.html"),
    (Exception, 500, "Internal Server Error", "500.html"),
)


class Logboek(Logger):
    """What gunicorn itself writes down: no line of it opens a door either."""

    def __init__(self, cfg):
        super().__init__(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(ZonderSleutel())


def antwoord(status, html, **meer):
    """The bytes of an answer that Django has no part in; `status` as in "400 Bad Request"."""
    inhoud = html.encode()
    koppen = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": len(inhoud),
        "Cache-Control": "no-store",
        "Connection": "close",
        # Over https the proxy in front took the request in.
        **vaste_koppen(over_https=settings.HTTPS),
        **meer,
    }
    regels = [f"{naam}: {waarde}" for naam, waarde in koppen.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *regels, "", ""]).encode() + inhoud


@cache
def te_druk(taal):
    """The answer to who can't be served now, in one of the languages."""
    # gunicorn reads this file before the application, and with it Django, is there.
    from .web.storing.pagina import pagina
    from .web.storing.soort import Storing

    with translation.override(taal):
        koppen = {"Retry-After": 30}
        return antwoord("503 Service Unavailable", pagina(Storing.DRUK), **koppen)


class Aansluiting(socket.socket):
    """A visitor's side of a connection: who is silent or far too slow has gone away."""

    def begin(self):
        """Here a request begins, whatever came before."""
        self._gewacht, self._bytes = 0.0, 0

    def setblocking(self, flag):
        self.settimeout(PER_STUK if flag else 0)

    def recv(self, *args):
        sinds = time.monotonic()
        try:
            stuk = super().recv(*args)
        except TimeoutError:
            raise _weg() from None
        self._tel(sinds, len(stuk))
        return stuk

    def sendall(self, data, *args):
        rest = memoryview(data)
        while rest:
            sinds = time.monotonic()
            try:
                aantal = self.send(rest, *args)
            except TimeoutError:
                raise _weg() from None
            self._tel(sinds, aantal)
            rest = rest[aantal:]

    def sendfile(self, *args, **kwargs):
        try:
            return super().sendfile(*args, **kwargs)
        except TimeoutError:
            raise _weg() from None

    def _tel(self, sinds, aantal):
        """Count what came or went since then: only our waiting for the visitor, not the reverse."""
        self._gewacht += time.monotonic() - sinds
        self._bytes += aantal
        if self._gewacht > PER_STUK + self._bytes / TRAAGST:
            raise _weg()


def _weg():
    return ConnectionResetError(errno.ECONNRESET, "a visitor was too slow")


class Verbinding(TConn):
    """One connection, and what was read of the request that comes next."""

    kop = b""

    def __init__(self, cfg, sock, client, server, neem_afscheid):
        super().__init__(cfg, sock, client, server)
        self.neem_afscheid = neem_afscheid
        self.data_ready = True

    @property
    def pad(self):
        """The address that is asked for, as far as it can be told by now."""
        return [*self.kop.split(b" ", 2), b""][1].decode("latin-1").partition("?")[0]

    @property
    def vraagt_alleen(self):
        return self.kop.startswith((b"GET ", b"HEAD "))

    @property
    def is_licht(self):
        begin = settings.STATIC_URL
        if self.pad.startswith(begin):
            # Of a name that can't be it says no, where Path would raise.
            naam = self.pad.removeprefix(begin).lstrip("/")
            return os.path.isfile(os.path.join(settings.STATIC_ROOT, naam))
        return self.pad == "/-/live"

    def close(self, graceful=False):
        if graceful:
            self.neem_afscheid(self)
        else:
            super().close()


class Werker(ThreadWorker):
    """Threads, and what gunicorn's own lacks where no proxy stands in front.

    A connection costs a thread once its first lines are there, not before. What needs no database
    has threads of its own. Of more than it can handle it sends away who only asks, early and in our
    words; who sends a form waits. An address that is too long for Django to ever see gets a page.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lichte = ThreadPoolExecutor(LICHTE_DRADEN)
        self.vertrekkend = deque()  # connections that were answered for the last time
        self.rij = deque()  # (since when, future, connection) of who needs a thread of the others

    # From a connection to its first lines

    def accept(self, listener):
        try:
            sok, bezoeker = listener.accept()
        except OSError as fout:
            if fout.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        sok = Aansluiting(fileno=sok.detach())
        sok.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ONDERWEG)
        sok.begin()
        waar = listener.getsockname()
        conn = Verbinding(self.cfg, sok, bezoeker, waar, self._neem_afscheid)
        if len(self.pending_conns) >= MEESTE_WACHTENDEN:
            self._laat_gaan(self.pending_conns[0])
        self._wacht_op_kop(conn)

    def on_client_socket_readable(self, conn, client):
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        conn.kop = b""
        client.begin()
        self._wacht_op_kop(conn)

    def _wacht_op_kop(self, conn):
        conn.timeout = time.monotonic() + KOP
        self.pending_conns.append(conn)
        hoor = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, hoor)

    def on_pending_socket_readable(self, conn, client):
        if client.fileno() < 0:
            return  # it was let go a moment ago, to make room
        try:
            stuk = client.recv(MEESTE_KOP)
        except BlockingIOError:
            return
        except OSError:
            stuk = b""
        if not stuk:
            self._laat_gaan(conn)
            return
        conn.kop += stuk
        if b"\r\n\r\n" in conn.kop[-len(stuk) - 3 :] or len(conn.kop) >= MEESTE_KOP:
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            conn.init()
            conn.parser.unreader.unread(conn.kop)
            self.enqueue_req(conn)

    def _laat_gaan(self, conn):
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)
        self.nr_conns -= 1
        conn.close()

    # From there to an answer

    def enqueue_req(self, conn):
        conn.sock.begin()
        # Also what came along with the request before; of half of that the rest is waited for.
        conn.kop = conn.parser.unreader.buf.getvalue()
        if b"\r\n\r\n" not in conn.kop and len(conn.kop) < MEESTE_KOP:
            conn.kop = conn.parser.unreader.take_buffered()
            conn.sock.setblocking(False)
            self._wacht_op_kop(conn)
            return
        vol = len(self.rij) >= self.cfg.threads + LANGSTE_RIJ
        if conn.is_licht:
            self._doe(self.lichte, self.handle, conn)
        elif vol and conn.vraagt_alleen:
            self._doe(self.lichte, self._wijs_af, conn)
        else:
            self.rij.append((time.monotonic(), self._doe(self.tpool, self.handle, conn), conn))

    def _doe(self, draden, handel, conn):
        toekomst = draden.submit(handel, conn)
        toekomst.add_done_callback(
            lambda klaar: self.method_queue.defer(self.finish_request, conn, klaar)
        )
        return toekomst

    def finish_request(self, conn, fs):
        self.rij = deque(deel for deel in self.rij if deel[1] is not fs)
        if fs.cancelled():
            self._doe(self.lichte, self._wijs_af, conn)
        else:
            super().finish_request(conn, fs)

    def murder_pending(self):
        """Called at least every second: let go of who waited long enough, one way or another."""
        super().murder_pending()
        nu = time.monotonic()
        while self.vertrekkend and self.vertrekkend[0].timeout <= nu:
            self._is_weg(self.vertrekkend[0])
        for sinds, toekomst, conn in list(self.rij):
            if nu - sinds > IN_DE_RIJ and conn.vraagt_alleen:
                toekomst.cancel()  # does nothing to who has a thread by now
        if not self.alive:
            for conn in [conn for conn in self.pending_conns if not conn.kop]:
                self._laat_gaan(conn)

    # The end

    def _neem_afscheid(self, conn):
        """As gunicorn's own, but in nobody's way: it takes as long as the other wants it to."""
        if len(self.vertrekkend) >= MEESTE_WACHTENDEN:
            self._is_weg(self.vertrekkend[0])
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            conn.close()
            return
        conn.timeout = time.monotonic() + AFSCHEID
        self.vertrekkend.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self._hoor_aan, conn))

    def _hoor_aan(self, conn, client):
        if client.fileno() < 0:
            return
        try:
            if client.recv(MEESTE_KOP):
                return
        except BlockingIOError:
            return
        except OSError:
            self.log.debug("a visitor left before the goodbye")
        self._is_weg(conn)

    def _is_weg(self, conn):
        self.vertrekkend.remove(conn)
        self.poller.unregister(conn.sock)
        conn.close()

    def _wijs_af(self, conn):
        """Say that it is too busy; nothing was done of what was asked."""
        from .web.taal import taal_van

        taal = taal_van(conn.pad)
        koppen, scheiding, inhoud = te_druk(taal).partition(b"\r\n\r\n")
        try:
            conn.sock.setblocking(True)
            conn.sock.sendall(koppen + scheiding + (b"" if conn.kop[:4] == b"HEAD" else inhoud))
        except OSError:
            self.log.debug("a visitor did not wait to hear that it is too busy")
        return False

    def handle_error(self, req, client, addr, exc):
        status, reden, sjabloon = next(rest for soort, *rest in GEWEIGERD if isinstance(exc, soort))
        if status < 500:
            self.log.warning("refused before Django: %s %s", status, exc)
        else:
            self.log.exception("error outside Django")
        try:
            client.sendall(antwoord(f"{status} {reden}", render_to_string(sjabloon)))
        except OSError:
            self.log.debug("a visitor with a strange request did not wait for the answer")

"""A way to a server that can fall silent: it takes all, and gives no answer, nor a reset."""

import contextlib
import socket
import threading


class Doorgeefluik:
    """Passes bytes on to (host, port) and back, on `poort` of this machine, until it is silent."""

    def __init__(self, naar):
        self.zwijgt = threading.Event()
        self._naar = naar
        self._sokken = []
        self._luisteraar = socket.create_server(("127.0.0.1", 0))
        self.poort = self._luisteraar.getsockname()[1]
        threading.Thread(target=self._neem_aan, daemon=True).start()

    def sluit(self):
        for sok in (self._luisteraar, *self._sokken):
            with contextlib.suppress(OSError):
                sok.shutdown(socket.SHUT_RDWR)
            sok.close()

    def _neem_aan(self):
        with contextlib.suppress(OSError):
            while True:
                bezoeker, _adres = self._luisteraar.accept()
                server = socket.create_connection(self._naar)
                self._sokken += [bezoeker, server]
                for heen, terug in ((bezoeker, server), (server, bezoeker)):
                    threading.Thread(target=self._pomp, args=(heen, terug), daemon=True).start()

    def _pomp(self, heen, terug):
        with contextlib.suppress(OSError):
            while bytes_ := heen.recv(65536):
                if not self.zwijgt.is_set():
                    terug.sendall(bytes_)


@contextlib.contextmanager
def doorgeefluik(host, poort):
    luik = Doorgeefluik((host, poort))
    try:
        yield luik
    finally:
        luik.sluit()

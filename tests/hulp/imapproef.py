"""A mailbox over IMAP with as much of RFC 3501 as reading one takes."""

import re
import socket
import threading
from contextlib import contextmanager


class Bus:
    """`mails` as bytes; `gelezen` holds the numbers, from 1, of those that were marked as read."""

    def __init__(self, mails):
        self.mails, self.gelezen, self.poort = mails, set(), None

    def antwoord(self, opdracht):
        """The lines that come before the one that says OK, as bytes; None says NO."""
        woord = opdracht.upper()
        if woord.startswith("LOGIN") and '"geheim"' not in opdracht:
            return None
        if woord.startswith("UID SEARCH"):
            ongelezen = [n for n in range(1, len(self.mails) + 1) if n not in self.gelezen]
            return b"* SEARCH " + " ".join(map(str, ongelezen)).encode() + b"\r\n"
        if gevraagd := re.match(r"UID (FETCH|STORE) (\d+) (.*)", opdracht):
            nummer = int(gevraagd[2])
            if gevraagd[1] == "STORE":
                self.gelezen.add(nummer)
                return b""
            mail = self.mails[nummer - 1]
            stuk = mail.partition(b"\n\n")[0] + b"\r\n\r\n" if "HEADER" in gevraagd[3] else mail
            kop = f"* {nummer} FETCH (UID {nummer} BODY[] {{{len(stuk)}}}\r\n".encode()
            return kop + stuk + b")\r\n"
        vast = {"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n", "LOGOUT": b"* BYE\r\n"}
        return vast.get(woord.split()[0], b"")


@contextmanager
def imap(*mails):
    """A Bus with these mails, on the port that it names; for one visitor after the other."""
    bus = Bus(list(mails))

    def bedien(lijn):
        with lijn, lijn.makefile("rb") as gelezen:
            lijn.sendall(b"* OK hier\r\n")
            for regel in gelezen:
                merk, _spatie, opdracht = regel.decode().strip().partition(" ")
                inhoud = bus.antwoord(opdracht)
                slot = "NO" if inhoud is None else "OK"
                lijn.sendall((inhoud or b"") + f"{merk} {slot} klaar\r\n".encode())

    def neem_op():
        while True:
            try:
                bedien(deur.accept()[0])
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as deur:
        bus.poort = deur.getsockname()[1]
        draad = threading.Thread(target=neem_op)
        draad.start()
        try:
            yield bus
        finally:
            deur.shutdown(socket.SHUT_RDWR)
            draad.join()

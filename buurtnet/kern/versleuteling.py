"""Secrets in the database, encrypted with SECRET_KEY: who has a copy of the data has no secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

ZOUT = "buurtnet.accounts.versleuteling"
# Tells what is encrypted from what was kept before there was encryption.
MERK = "fernet:"


class Onleesbaar(Exception):
    """This was encrypted with another SECRET_KEY."""


def versleutel(tekst):
    return MERK + _slot().encrypt(tekst.encode()).decode()


def ontsleutel(tekst):
    """The text that `versleutel` was given, or what was kept as it is. Raises Onleesbaar."""
    if not tekst.startswith(MERK):
        return tekst
    try:
        return _slot().decrypt(tekst.removeprefix(MERK)).decode()
    except InvalidToken:
        raise Onleesbaar from None


def _slot():
    geheimen = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_sleutel(geheim)) for geheim in geheimen])


def _sleutel(geheim):
    return base64.urlsafe_b64encode(
        salted_hmac(ZOUT, "", secret=geheim, algorithm="sha256").digest()
    )

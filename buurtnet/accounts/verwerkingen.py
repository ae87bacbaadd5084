"""What is kept of people by others' apps and outside of tables: for the register of `/privacy/`."""

import datetime

from allauth.account import app_settings
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import (
    Rechtsgrond,
    Verwerking,
    Wie,
    duur,
    meld_aan,
    meld_buiten_tabel,
)

from .models import PERSOON, WACHTWOORD

EENHEID = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _periode(grens):
    """The timedelta over which a limit as "5/300s/key" or "10/h/ip" counts."""
    tijd = grens.split("/")[1]
    return datetime.timedelta(**{EENHEID[tijd[-1]]: int(tijd[:-1] or 1)})


LANGST_GETELD = max(
    _periode(grens)
    for grenzen in app_settings.RATE_LIMITS.values()
    for grens in (grenzen or "").split(",")
    if grens
)
TWEEDE_STAP = WACHTWOORD._replace(
    wat=_("Je tweede inlogstap: de sleutel van je app, je passkey en je reservecodes, versleuteld"),
    hoe_lang=_("Tot je de stap weghaalt, of je account weg is."),
)
SESSIE = PERSOON._replace(
    wat=_("Dat je bent ingelogd, met een cookie"),
    waarvoor=_("Om niet op elke pagina je wachtwoord te vragen."),
    grond=Rechtsgrond.VEILIG,
    wie_ziet=_("Niemand."),
    hoe_lang=format_lazy(
        _("Tot je uitlogt, en anders {duur}."),
        duur=duur(datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)),
    ),
)
BEHEER = PERSOON._replace(
    wat=_("Wat een beheerder in het beheer deed"),
    waarvoor=_("Om na te gaan wie iets veranderde."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("De beheerder."),
)
GETELD = Verwerking(
    van=Wie.BEZOEKER,
    wat=_("Je IP-adres, als je iets meldt, inlogt of mail aanvraagt"),
    waarvoor=_("Om te tellen hoeveel er van één plek komt."),
    grond=Rechtsgrond.VEILIG,
    wie_ziet=_("Niemand."),
    hoe_lang=format_lazy(_("{duur}."), duur=duur(LANGST_GETELD)),
)
LOGBOEK = GETELD._replace(
    wat=_("Je IP-adres in het logboek van de server, als die er een bijhoudt"),
    waarvoor=_("Om storingen op te lossen."),
    wie_ziet=_("Wie de server beheert."),
    hoe_lang=_("Zo kort als de server is ingesteld."),
)

meld_aan("account.EmailAddress", dict.fromkeys(("user", "email"), PERSOON))
meld_aan("account.EmailConfirmation", {"key": PERSOON})
meld_aan("mfa.Authenticator", dict.fromkeys(("user", "data"), TWEEDE_STAP))
meld_aan("sessions.Session", {"session_data": SESSIE, "session_key": SESSIE})
meld_aan(
    "admin.LogEntry", dict.fromkeys(("user", "object_id", "object_repr", "change_message"), BEHEER)
)
meld_aan("auth.Permission", zonder_personen=("name", "codename"))
meld_aan("auth.Group", zonder_personen=("name",))
meld_aan("contenttypes.ContentType", zonder_personen=("app_label", "model"))
for verwerking in (GETELD, LOGBOEK):
    meld_buiten_tabel(verwerking)

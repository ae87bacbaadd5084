"""Who may open what: every address of the site against every role.

An address without a row in TOEGANG fails, and so does a row without an address.
"""

import re
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from buurtnet.accounts import uitnodigingen
from netwerken.models import Netwerk

from . import bouwers

pytestmark = pytest.mark.django_db

# `eigen` coordinates the network that the objects below belong to, `ander` another one; `staf`
# has no second step of logging in, `staf2` took it.
ROLLEN = ("bezoeker", "eigen", "ander", "redacteur", "staf", "staf2")


class Rij(NamedTuple):
    """What each role gets, in the order of ROLLEN: a status, or where it is sent.

    `login`: to the login page; `stap`: to the page of the second step.
    """

    get: str
    post: str


#                  bezoeker eigen ander redacteur staf staf2
OPENBAAR = Rij(get="200     200   200   200       200  200", post="405   405 405 405 405 405")
FORMULIER = Rij(get="login  200   403   200       403  403", post="login 200 403 200 403 403")
LIJST = Rij(get="login      200   403   200       403  403", post="login 405 405 405 405 405")
KLIK = Rij(get="login       405   405   405       405  405", post="login 302 403 302 403 403")
VERSIES = Rij(get="login    200   403   200       403  403", post="login 302 403 302 403 403")
TOEVOEGEN = Rij(get="login  200   200   200       403  403", post="login 200 200 200 403 403")
INGELOGD = Rij(get="login   200   200   200       200  200", post="login 405 405 405 405 405")
UITNODIGEN = Rij(get="login 403   403   200       stap 200", post="login 403 403 200 stap 200")
NODIG_UIT = Rij(get="login  405   405   405       405  405", post="login 403 403 302 stap 302")
# Of accounts: a form of one's own, a page for who is not in yet, and what only staf2 has.
EIGEN = Rij(get="login      200   200   200       200  200", post="login 200 200 200 200 200")
EIGEN_STAP = Rij(get="login 404   404   404       404  200", post="login 404 404 404 404 stap")
NIEMAND = Rij(get="login    404   404   404       404  404", post="login 404 404 404 404 404")
GAST = Rij(get="200         302   302   302       302  302", post="200   302 302 302 302 302")
IEDEREEN = Rij(get="200     200   200   200       200  200", post="200   200 200 200 200 200")
DOOR = Rij(get="login       302   302   302       302  302", post="login 302 302 302 302 302")
UIT = Rij(get="302          200   200   200       200  200", post="302   302 302 302 302 302")

OPENBARE_LIJSTEN = (
    "home zoeken over toegankelijkheid privacy api open_data live ready robots security sitemap"
    " sitemap_deel"
    " wijken:wijken wijken:themas initiatieven:initiatieven initiatieven:accommodaties"
    " initiatieven:activiteiten initiatieven:verhalen netwerken:organisaties netwerken:netwerken"
    " netwerken:dekking"
).split()
OPENBARE_RECORDS = (
    "wijken:wijk wijken:thema wijken:agenda initiatieven:initiatief initiatieven:accommodatie"
    " initiatieven:activiteit initiatieven:verhaal netwerken:organisatie netwerken:netwerk"
).split()
BEWERKT = (
    "wijken:agenda initiatieven:initiatief initiatieven:accommodatie initiatieven:activiteit"
    " netwerken:organisatie netwerken:netwerk netwerken:deelname netwerken:werkgebied"
    " netwerken:inzet netwerken:huisvesting"
).split()

TOEGANG = {
    **dict.fromkeys(OPENBARE_LIJSTEN + OPENBARE_RECORDS, OPENBAAR),
    **{f"{soort}_wijzigen": FORMULIER for soort in BEWERKT},
    **{f"{soort}_beeindigen": FORMULIER for soort in BEWERKT},
    **{f"{soort}_bevestigen": KLIK for soort in BEWERKT},
    **{f"{soort}_geschiedenis": VERSIES for soort in BEWERKT},
    "netwerken:huisvesting_verhuizen": FORMULIER,
    "initiatieven:initiatief_nieuw": TOEVOEGEN,
    "initiatieven:accommodatie_nieuw": TOEVOEGEN,
    "initiatieven:activiteit_nieuw": TOEVOEGEN,
    "netwerken:organisatie_nieuw": TOEVOEGEN,
    "netwerken:netwerk_nieuw": TOEVOEGEN,
    "wijken:agenda_nieuw": FORMULIER,
    "netwerken:huisvesting_nieuw": FORMULIER,
    "netwerken:inzet_nieuw": FORMULIER,
    "netwerken:deelname_nieuw": FORMULIER,
    "netwerken:werkgebied_nieuw": FORMULIER,
    "netwerken:netwerk_deelnames": LIJST,
    "netwerken:netwerk_werkgebied": LIJST,
    "netwerken:netwerk_inzet": LIJST,
    "netwerken:wijk_inzet": LIJST,
    "netwerken:organisatie_inzet": LIJST,
    "netwerken:accommodatie_huisvesting": LIJST,
    "netwerken:werkplek": INGELOGD,
    "initiatieven:initiatief_suggesties": INGELOGD,
    "initiatieven:accommodatie_suggesties": INGELOGD,
    "netwerken:organisatie_suggesties": INGELOGD,
    "netwerken:uitnodigen": UITNODIGEN,
    "netwerken:uitnodiging_sturen": NODIG_UIT,
    "netwerken:uitnodiging_intrekken": NODIG_UIT,
    # Accounts
    "mijn_account": EIGEN,
    "overal_uitloggen": Rij(KLIK.get, DOOR.post),
    "uitnodiging": IEDEREEN,
    "account_login": GAST,
    "account_signup": GAST,
    "account_logout": UIT,
    "account_inactive": OPENBAAR,
    "account_reauthenticate": EIGEN,
    "account_email": Rij(EIGEN.get, DOOR.post),
    "account_email_verification_sent": OPENBAAR,
    "account_confirm_email": Rij(OPENBAAR.get, "404 404 404 404 404 404"),
    "account_change_password": EIGEN,
    "account_set_password": DOOR,
    "account_reset_password": IEDEREEN,
    "account_reset_password_done": OPENBAAR,
    "account_reset_password_from_key": IEDEREEN,
    "account_reset_password_from_key_done": OPENBAAR,
    "mfa_index": INGELOGD,
    "mfa_authenticate": DOOR,
    "mfa_reauthenticate": Rij("login 302 302 302 302 200", "login 302 302 302 302 200"),
    "mfa_activate_totp": Rij("login 200 200 200 200 302", "login 200 200 200 200 302"),
    "mfa_deactivate_totp": EIGEN_STAP,
    "mfa_view_recovery_codes": Rij(NIEMAND.get, KLIK.get),
    "mfa_download_recovery_codes": NIEMAND,
    "mfa_generate_recovery_codes": Rij(EIGEN.get, "login 200 200 200 200 302"),
    "mfa_list_webauthn": INGELOGD,
    "mfa_add_webauthn": EIGEN,
    "mfa_login_webauthn": DOOR,
    "mfa_reauthenticate_webauthn": DOOR,
    "mfa_remove_webauthn": NIEMAND,
    "mfa_edit_webauthn": NIEMAND,
}
# Of the address as such, whatever the name says.
ONDERWERP = {
    "netwerken:huisvesting_nieuw": "accommodatie",
    "wijken:agenda_nieuw": "wijk",
    "netwerken:uitnodiging_sturen": "genodigde",
    "netwerken:uitnodiging_intrekken": "genodigde",
    "mfa_remove_webauthn": "sleutel",
    "mfa_edit_webauthn": "sleutel",
}


# Every address of the site


def adressen(resolver=None, ruimte=""):
    """(full name, names of the arguments) of every address that has a name."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if isinstance(patroon, URLResolver):
            ruimte_hier = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from adressen(patroon, ruimte_hier)
        elif patroon.name:
            namen = patroon.pattern.converters or patroon.pattern.regex.groupindex
            yield f"{ruimte}{patroon.name}", tuple(sorted(namen))


SITE = [adres for adres in adressen() if not adres[0].startswith("admin:")]
BEHEER = [adres for adres in adressen() if adres[0].startswith("admin:")]


def test_every_address_has_a_row_and_every_row_an_address():
    namen = {naam for naam, _argumenten in SITE}
    assert sorted(namen ^ TOEGANG.keys()) == []


# The world of the test


class Wereld:
    """One object of each kind, all of the network of `eigen`; and somebody for each role."""

    def __init__(self):
        gebied = bouwers.maak_gebied(ligt_in=bouwers.maak_stad())
        self.wijk = bouwers.maak_wijk(ligt_in=gebied)
        self.thema = bouwers.maak_thema()
        self.netwerk = bouwers.maak_netwerk()
        self.werkgebied = bouwers.maak_werkgebied(netwerk=self.netwerk, wijk=self.wijk)
        self.organisatie = bouwers.maak_organisatie()
        self.deelname = bouwers.maak_deelname(netwerk=self.netwerk, organisatie=self.organisatie)
        waar = {"wijk": self.wijk, "thema": self.thema, "organisatie": self.organisatie}
        self.inzet = bouwers.maak_inzet(netwerk=self.netwerk, **waar)
        self.losse_inzet = bouwers.maak_inzet(**waar)
        in_wijk = {"wijken": [self.wijk]}
        self.agenda = bouwers.maak_agenda(**in_wijk)
        self.accommodatie = bouwers.maak_accommodatie(**in_wijk)
        self.initiatief = bouwers.maak_initiatief(**in_wijk)
        self.activiteit = bouwers.maak_activiteit(**in_wijk)
        self.verhaal = bouwers.maak_verhaal(**in_wijk)
        self.huisvesting = bouwers.maak_huisvesting(
            accommodatie=self.accommodatie, organisatie=self.organisatie
        )
        self.genodigde, _nieuw = bouwers.Gebruiker.objects.nodig_uit(
            "nieuw@voorbeeld.nl", "Nieuw", None
        )
        self.netwerk.neem_adres_over("vroeger")
        self.sessies = {rol: self._log_in(rol) for rol in ROLLEN}
        # The app of staf2: no key that anybody can rename or remove.
        self.sleutel = Authenticator.objects.get()

    def _log_in(self, rol):
        client = Client()
        if rol == "staf2":
            bouwers.log_in_met_tweede_stap(client, bouwers.maak_beheerder())
        elif rol != "bezoeker":
            maak = {
                "eigen": lambda: bouwers.maak_coordinator(self.netwerk),
                "ander": self._maak_ander,
                "redacteur": bouwers.maak_redacteur,
                "staf": bouwers.maak_beheerder,
            }
            bouwers.log_in(client, maak[rol]())
        return client.cookies

    def _maak_ander(self):
        netwerk = bouwers.maak_netwerk()
        bouwers.maak_werkgebied(netwerk=netwerk, wijk=bouwers.maak_wijk())
        return bouwers.maak_coordinator(netwerk)

    def adres(self, naam, argumenten):
        """(the address, what it is about)."""
        noun = ONDERWERP.get(naam) or naam.partition(":")[2].partition("_")[0]
        if noun == "inzet" and "wijk" in argumenten:
            noun = "losse_inzet"
        rij = getattr(self, noun, None)
        waarden = {"netwerk": self.netwerk.slug, "wijk": self.wijk.slug}
        waarden |= {"slug": getattr(rij, "slug", None), "pk": getattr(rij, "pk", None)}
        waarden |= {"section": "wijk", "sleutel": uitnodigingen.sleutel_voor(self.genodigde)}
        waarden |= {"key": "onzin", "uidb36": "1"}
        return reverse(naam, kwargs={deel: waarden[deel] for deel in argumenten}), rij

    def record_van(self, rij, argumenten):
        """The public record that decides who may see what is at this address."""
        if "netwerk" in argumenten:
            return self.netwerk
        if argumenten == ("wijk",):
            return self.wijk
        return {self.losse_inzet: self.organisatie, self.huisvesting: self.accommodatie}.get(
            rij, rij
        )

    def beheeradres(self, naam):
        soort, _, wat = naam.removeprefix("admin:").rpartition("_")
        app, _, model = soort.removesuffix("_simple").partition("_")
        if naam == "admin:app_list":
            return reverse(naam, args=["netwerken"])
        if naam == "admin:autocomplete":
            wat = {"app_label": "netwerken", "model_name": "inzet", "field_name": "wijk"}
            return f"{reverse(naam)}?{urlencode(wat)}"
        if naam == "admin:view_on_site":
            return reverse(naam, args=[ContentType.objects.get_for_model(Netwerk).pk, 1])
        if not model or wat not in {"change", "delete", "history", "samenvoegen"}:
            return reverse(naam)
        alle = apps.get_model(app, model).objects
        rij = alle.last() or getattr(bouwers, f"maak_{model}")()
        if wat == "samenvoegen":
            return reverse(naam, args=[rij.pk, bouwers.maak_organisatie().pk])
        toen = [rij.history.latest().history_id] if soort.endswith("_simple") else []
        return reverse(naam, args=[rij.pk, *toen])

    def vraag(self, methode, adres, rol, gegevens=None):
        """What this role gets; all that the request changed is undone."""
        client = Client()
        client.cookies = self.sessies[rol].copy()
        with transaction.atomic():
            antwoord = getattr(client, methode)(adres, gegevens)
            transaction.set_rollback(True)
        return antwoord


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Wereld()
        transaction.set_rollback(True)


NAAR = {
    "/accounts/login/": "login",
    "/admin/login/": "login",
    "/accounts/2fa/": "stap",
    "/accounts/2fa/reauthenticate/": "stap",
}


def uitkomst(antwoord):
    naar = antwoord.get("Location", "").partition("?")[0]
    return NAAR.get(naar) or str(antwoord.status_code)


def gegevens_voor(naam, rij):
    """What a form needs at least to be more than a question."""
    if naam.endswith("_geschiedenis"):
        return {"toen": rij.history.latest().history_id, "versie": rij.versie}
    return {}


SCHRIJFT = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b[^\"]*\"(?!django_session|gedeelde_cache)")


@contextmanager
def niets_geschreven():
    """No statement inside changes anything but a session and the counters of rate limits."""
    geschreven = []

    def kijk(execute, sql, params, many, context):
        if SCHRIJFT.match(sql):
            geschreven.append(sql[:160])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kijk):
        yield
    assert geschreven == []


# The table


@pytest.mark.parametrize(("naam", "argumenten"), SITE)
def test_every_role_gets_what_the_table_says(wereld, naam, argumenten):
    adres, rij = wereld.adres(naam, argumenten)
    verwacht = TOEGANG[naam]
    with niets_geschreven():
        gekregen = [uitkomst(wereld.vraag("get", adres, rol)) for rol in ROLLEN]
    assert gekregen == verwacht.get.split(), "GET"
    gegevens = gegevens_voor(naam, rij)
    gekregen = [uitkomst(wereld.vraag("post", adres, rol, gegevens)) for rol in ROLLEN]
    assert gekregen == verwacht.post.split(), "POST"


# What is not public is not there for who may not change it

MET_RECORD = [
    (naam, argumenten)
    for naam, argumenten in SITE
    if ":" in naam and argumenten and ONDERWERP.get(naam) != "genodigde"
]


def verborgen(regel, eigen_ziet):
    """What a line of the table comes to when the record is not public."""
    zien = {"redacteur", "eigen"} if eigen_ziet else {"redacteur"}
    return [
        "404" if rol not in zien and status in {"200", "302", "403"} else status
        for rol, status in zip(ROLLEN, regel.split(), strict=True)
    ]


@pytest.mark.parametrize(("naam", "argumenten"), MET_RECORD)
def test_what_is_not_public_is_not_there_for_others(wereld, naam, argumenten):
    adres, rij = wereld.adres(naam, argumenten)
    record = wereld.record_van(rij, argumenten)
    # Wijken and themes are the redactie's; everything else here is also of `eigen`.
    eigen_ziet = record not in (wereld.wijk, wereld.thema)
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(openbaar=False)
        na_get = [uitkomst(wereld.vraag("get", adres, rol)) for rol in ROLLEN]
        gegevens = gegevens_voor(naam, rij)
        na_post = [uitkomst(wereld.vraag("post", adres, rol, gegevens)) for rol in ROLLEN]
        transaction.set_rollback(True)
    assert na_get == verborgen(TOEGANG[naam].get, eigen_ziet), "GET"
    assert na_post == verborgen(TOEGANG[naam].post, eigen_ziet), "POST"


# The admin: all addresses alike

# What staff with a second step gets where it isn't simply the page.
BEHEER_ANDERS = {
    "admin:login": "302",
    "admin:logout": "405",
    "admin:password_change": "302",
    "admin:view_on_site": "302",
    # Histories name people: they are switched off. Old addresses are kept by the site itself.
    "admin:accounts_gebruiker_delete": "403",
    "admin:basis_oudadres_add": "403",
}


@pytest.mark.parametrize("naam", sorted({naam for naam, _argumenten in BEHEER}))
def test_the_admin_is_for_staff_with_a_second_step(wereld, naam):
    adres = wereld.beheeradres(naam)
    with niets_geschreven():
        gekregen = [uitkomst(wereld.vraag("get", adres, rol)) for rol in ROLLEN]
    staf2 = BEHEER_ANDERS.get(naam, "405" if naam.endswith("_process_import") else "200")
    assert gekregen == ["login", "403", "403", "403", "stap", staf2]

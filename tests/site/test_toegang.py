"""Who may open what: every address of the site against every role.

An address without a row in TOEGANG fails, and so does a row without an address.
"""

from typing import NamedTuple

import pytest
from django.db import transaction
from django.utils import timezone

from buurtnet.kern import soorten
from buurtnet.kern.periode import Periode
from netwerken.models import Netwerk
from netwerken.models.huisvesting import EEN_DAG
from tests.hulp.toegangproef import gegevens_voor, lees, overtredingen, uitkomst
from tests.hulp.wereld import ONDERWERP, ROLLEN, SITE, adressen

pytestmark = pytest.mark.django_db


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
# A list that is sent with what is to be done to what was ticked: here nothing was.
BULKLIJST = Rij(LIJST.get, post="login 302 403 302 403 403")
KLIK = Rij(get="login       405   405   405       405  405", post="login 302 403 302 403 403")
VERSIES = Rij(get="login    200   403   200       403  403", post="login 302 403 302 403 403")
TOEVOEGEN = Rij(get="login  200   200   200       403  403", post="login 200 200 200 403 403")
INGELOGD = Rij(get="login   200   200   200       200  200", post="login 405 405 405 405 405")
KRUIS_AAN = Rij(get="login  405   405   405       405  405", post="login 302 302 302 302 302")
UITNODIGEN = Rij(get="login 200   200   200       stap 200", post="login 200 200 200 stap 200")
NODIG_UIT = Rij(get="login  405   405   405       405  405", post="login 404 404 302 stap 302")
COLLEGAS = Rij(get="login   200   200   200       stap 200", post="login 405 405 405 405 405")
# Who coordinates nothing has nothing to hand over.
OPVOLGING = Rij(get="login  200   200   200       200  200", post="login 200 200 302 302 302")
OPVOLGER = Rij(get="login   403   403   200       stap 200", post="login 403 403 302 stap 302")
# A table that somebody sent is nobody else's.
EIGEN_BESTAND = Rij(get="login 200 404 404 404 404", post="login 200 404 404 404 404")
# Of accounts: a form of one's own, a page for who is not in yet, and what only staf2 has.
EIGEN = Rij(get="login      200   200   200       200  200", post="login 200 200 200 200 200")
EIGEN_STAP = Rij(get="login 404   404   404       404  200", post="login 404 404 404 404 stap")
NIEMAND = Rij(get="login    404   404   404       404  404", post="login 404 404 404 404 404")
GAST = Rij(get="200         302   302   302       302  302", post="200   302 302 302 302 302")
IEDEREEN = Rij(get="200     200   200   200       200  200", post="200   200 200 200 200 200")
DOOR = Rij(get="login       302   302   302       302  302", post="login 302 302 302 302 302")
UIT = Rij(get="302          200   200   200       200  200", post="302   302 302 302 302 302")

OPENBARE_PAGINAS = (
    "home zoeken zoeken_suggesties terecht nu_hulp over toegankelijkheid privacy api open_data live"
    " ready robots security media"
    " sitemap sitemap_deel kaart netwerken:dekking netwerken:wijkgids"
    " netwerken:signalen netwerken:signaal"
    " netwerken:wijkpact"
    " netwerken:wijk_veranderd netwerken:netwerk_veranderd netwerken:thema_veranderd"
    " netwerken:wijk_jaarbericht netwerken:netwerk_jaarbericht"
    " netwerken:wijk_jaren netwerken:netwerk_jaren netwerken:thema_jaren"
).split()
IN_HOEDE = "netwerken:organisatie initiatieven:initiatief initiatieven:accommodatie".split()
RIJEN = (
    "netwerken:bijeenkomst netwerken:deelname netwerken:werkgebied netwerken:inzet"
    " netwerken:huisvesting"
).split()


def van_soort(model):
    """{URL name: Rij} of the pages of a kind of record: what holds for one holds for all."""
    soort = model.rijsoort
    rijen = dict.fromkeys((soort.lijst, soort.pagina), OPENBAAR)
    if soort.gevolgd:
        rijen[f"{soort.pagina}_nieuw"] = TOEVOEGEN
        rijen |= van_rij(soort.pagina, eindigt=issubclass(model, Periode))
    return rijen


def van_rij(naam, *, eindigt=True):
    """{URL name: Rij} of the forms of something that stands there."""
    rijen = {f"{naam}_wijzigen": FORMULIER, f"{naam}_bevestigen": KLIK}
    rijen |= {f"{naam}_geschiedenis": VERSIES, f"{naam}_intrekken": FORMULIER}
    return rijen | ({f"{naam}_beeindigen": FORMULIER} if eindigt else {})


TOEGANG = {
    **dict.fromkeys(OPENBARE_PAGINAS, OPENBAAR),
    **dict(rij for model in soorten.alle() for rij in van_soort(model).items()),
    **dict(rij for naam in RIJEN for rij in van_rij(naam).items()),
    **{f"{naam}_overdragen": FORMULIER for naam in IN_HOEDE},
    **{f"{naam}_voorstellen": EIGEN for naam in IN_HOEDE},
    "netwerken:voorstellen": Rij(TOEVOEGEN.get, "login 302 302 302 403 403"),
    "netwerken:voorstel": Rij(*(r.replace("403", "404") for r in (FORMULIER.get, KLIK.post))),
    "netwerken:voorstel_aanpassen": Rij(*(r.replace("403", "404") for r in FORMULIER)),
    "netwerken:netwerk_bijeenkomsten": LIJST,
    "netwerken:bijeenkomst": FORMULIER,
    "netwerken:bijeenkomst_nieuw": FORMULIER,
    "netwerken:bijeenkomst_mailen": FORMULIER,
    # Of a meeting whose report is marked so.
    "netwerken:bijeenkomst_verslag": OPENBAAR,
    "netwerken:huisvesting_verhuizen": FORMULIER,
    **van_rij("netwerken:afspraak", eindigt=False),
    **van_rij("netwerken:peiling"),
    "netwerken:afspraak_nieuw": FORMULIER,
    "netwerken:peiling_nieuw": FORMULIER,
    "netwerken:netwerk_peilingen": LIJST,
    "netwerken:wijk_peilingen": LIJST,
    "netwerken:afspraak_uitgevoerd": KLIK,
    "netwerken:netwerk_afspraken": LIJST,
    "netwerken:wijk_afspraken": LIJST,
    # Below a wijk of one's own.
    "wijken:agenda_nieuw": FORMULIER,
    "wijken:agenda_nieuwe_versie": FORMULIER,
    "wijken:agenda_vergelijken": LIJST,
    # What is no concept sends one on to its page.
    "wijken:agenda_vaststellen": Rij(FORMULIER.get, KLIK.post),
    "netwerken:huisvesting_nieuw": FORMULIER,
    "netwerken:inzet_nieuw": FORMULIER,
    "netwerken:deelname_nieuw": FORMULIER,
    "netwerken:werkgebied_nieuw": FORMULIER,
    "netwerken:contactpunt_nieuw": FORMULIER,
    "netwerken:contactpunt_wijzigen": FORMULIER,
    "netwerken:contactpunt_bevestigen": KLIK,
    "netwerken:contactpunt_geschiedenis": VERSIES,
    # Whoever looks after it takes it off the site, also when it was so.
    "netwerken:contactpunt_weg": KLIK,
    "netwerken:organisatie_contactpunten": LIJST,
    "netwerken:netwerk_contactpunten": LIJST,
    "netwerken:initiatief_contactpunten": LIJST,
    "netwerken:accommodatie_contactpunten": LIJST,
    "netwerken:organisatie_contactadres": FORMULIER,
    # Who may not change it may not see that it is there.
    "netwerken:contactadres_gebeld": Rij(KLIK.get, "login 302 404 302 404 404"),
    "netwerken:initiatief_contactadres": FORMULIER,
    "netwerken:accommodatie_contactadres": FORMULIER,
    "netwerken:activiteit_contactadres": FORMULIER,
    "netwerken:signaal_nieuw": FORMULIER,
    "netwerken:signaal_wijzigen": FORMULIER,
    "netwerken:signaal_intrekken": FORMULIER,
    "netwerken:signaal_antwoord": FORMULIER,
    "netwerken:signaal_stap": KLIK,
    "netwerken:signaal_geschiedenis": VERSIES,
    "netwerken:netwerk_signalen": LIJST,
    "netwerken:netwerk_deelnames": BULKLIJST,
    "netwerken:netwerk_werkgebied": BULKLIJST,
    "netwerken:netwerk_inzet": FORMULIER,
    "netwerken:netwerk_inzet_regels": BULKLIJST,
    "netwerken:wijk_inzet": FORMULIER,
    "netwerken:wijk_inzet_regels": BULKLIJST,
    # Every coordinator may say where an organisation works, in their own area.
    "netwerken:organisatie_inzet": Rij(TOEVOEGEN.get, "login 302 302 302 403 403"),
    "netwerken:werkplek_organisaties": Rij(TOEVOEGEN.get, "login 302 302 302 403 403"),
    "netwerken:accommodatie_huisvesting": BULKLIJST,
    "netwerken:werkplek": INGELOGD,
    "netwerken:werkplek_bevestigen": KRUIS_AAN,
    **dict.fromkeys(("melding", "melding_nieuw"), IEDEREEN),
    "melding_stand": OPENBAAR,
    **dict.fromkeys((f"netwerken:{wat}_volgen" for wat in ("wijk", "thema", "netwerk")), IEDEREEN),
    "volgen_verstuurd": OPENBAAR,
    # With a key that nobody was sent.
    "klopt": Rij(IEDEREEN.get, "302 302 302 302 302 302"),
    "klopt_geen_mail": IEDEREEN,
    **dict.fromkeys(("volgen_bevestigen", "volgen_stoppen", "weekbericht_stoppen"), IEDEREEN),
    **dict.fromkeys(("klopt_gestopt", "klopt_anders", "klopt_rij_gestopt"), IEDEREEN),
    # One's own drafts, of a form that the request names.
    "concept": Rij(KRUIS_AAN.get, "login 400 400 400 400 400"),
    "concept_weggooien": KRUIS_AAN,
    "concept_terughalen": KRUIS_AAN,
    # Of nothing: what one did oneself is asked for by its key.
    "gedaan": INGELOGD,
    "ongedaan": Rij(KRUIS_AAN.get, "login 404 404 404 404 404"),
    "netwerken:inlezen": TOEVOEGEN,
    "netwerken:inlezen_tabel": EIGEN_BESTAND,
    "netwerken:inlezen_kolommen": EIGEN_BESTAND,
    "netwerken:inlezen_nalopen": Rij(EIGEN_BESTAND.get, LIJST.post),
    **{
        f"netwerken:inlezen_{stap}": Rij(KLIK.get, "login 302 404 404 404 404")
        for stap in ("zoeken", "kiezen", "overnemen", "weg")
    },
    "initiatieven:initiatief_suggesties": INGELOGD,
    "initiatieven:accommodatie_suggesties": INGELOGD,
    "netwerken:organisatie_suggesties": INGELOGD,
    "netwerken:collegas": COLLEGAS,
    "netwerken:opvolging": OPVOLGING,
    "netwerken:opvolging_van": OPVOLGER,
    "netwerken:uitnodigen": UITNODIGEN,
    "netwerken:uitnodiging_sturen": NODIG_UIT,
    "netwerken:uitnodiging_intrekken": NODIG_UIT,
    # Accounts
    "mijn_account": EIGEN,
    **dict.fromkeys(("overal_uitloggen", "mijn_weekbericht"), Rij(KLIK.get, DOOR.post)),
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
# The same name elsewhere: {(URL name, arguments): Rij}.
ELDERS = {("netwerken:inzet_nieuw", ("organisatie",)): TOEVOEGEN}
# The addresses of the admin.
BEHEER = [adres for adres in adressen() if adres[0].startswith("admin:")]


def test_every_address_has_a_row_and_every_row_an_address():
    namen = {naam for naam, _argumenten in SITE}
    assert sorted(namen ^ TOEGANG.keys()) == []


def rij_van(naam, argumenten):
    """The Rij of an address."""
    return ELDERS.get((naam, argumenten)) or TOEGANG[naam]


def test_a_change_a_lock_and_a_transaction_are_seen():
    assert overtredingen(['UPDATE "wijken_wijk" SET "versie" = 2'])
    assert overtredingen(['SELECT 1 FROM "wijken_wijk" LIMIT 1 FOR UPDATE OF "wijken_wijk"'])
    assert overtredingen(['SELECT 1 FROM "wijken_wijk" FOR NO KEY UPDATE'])
    assert overtredingen(['SAVEPOINT "a"', "SELECT 1", 'RELEASE SAVEPOINT "a"'])
    assert not overtredingen(['SAVEPOINT "a"', 'UPDATE "django_session"', 'RELEASE SAVEPOINT "a"'])
    assert not overtredingen(['SELECT "wijken_wijk"."naam" FROM "wijken_wijk"'])


# The table


@pytest.mark.parametrize(("naam", "argumenten"), SITE)
def test_every_role_gets_what_the_table_says(wereld, naam, argumenten):
    adres, rij = wereld.adres(naam, argumenten)
    verwacht = rij_van(naam, argumenten)
    gekregen = [uitkomst(lees(wereld, adres, rol)) for rol in ROLLEN]
    assert gekregen == verwacht.get.split(), "GET"
    gegevens = gegevens_voor(naam, rij)
    gekregen = [uitkomst(wereld.vraag("post", adres, rol, gegevens)) for rol in ROLLEN]
    assert gekregen == verwacht.post.split(), "POST"


# What is not public is not there for who may not change it

MET_RECORD = [
    (naam, argumenten)
    for naam, argumenten in SITE
    if ":" in naam and argumenten and ONDERWERP.get(naam) not in ("genodigde", "inleesbestand")
]


def verborgen(regel, eigen_ziet):
    """What a line of the table comes to when the record is not public."""
    zien = {"redacteur", "eigen"} if eigen_ziet else {"redacteur"}
    return [
        "404" if rol not in zien and status in {"200", "302", "403"} else status
        for rol, status in zip(ROLLEN, regel.split(), strict=True)
    ]


@pytest.mark.eenmaal
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
    verwacht = rij_van(naam, argumenten)
    assert na_get == verborgen(verwacht.get, eigen_ziet), "GET"
    assert na_post == verborgen(verwacht.post, eigen_ziet), "POST"


# Who coordinates what has ended


@pytest.mark.eenmaal
@pytest.mark.parametrize(("naam", "argumenten"), [adres for adres in SITE if ":" in adres[0]])
def test_who_coordinated_what_has_ended_is_somebody_with_an_account(wereld, naam, argumenten):
    adres, rij = wereld.adres(naam, argumenten)
    gegevens = gegevens_voor(naam, rij)
    Netwerk.objects.filter(pk=wereld.netwerk.pk).update(tot=timezone.localdate() - EEN_DAG)
    gekregen = [uitkomst(wereld.vraag("get", adres, "eigen"))]
    gekregen.append(uitkomst(wereld.vraag("post", adres, "eigen", gegevens)))
    # As staff without a second step, but never asked for one.
    staf = [regel.split()[ROLLEN.index("staf")] for regel in rij_van(naam, argumenten)]
    assert gekregen == [status.replace("stap", "403") for status in staf]


# The admin: all addresses alike

# What staff with a second step gets where it isn't simply the page.
BEHEER_ANDERS = {
    "admin:login": "302",
    "admin:logout": "405",
    "admin:password_change": "302",
    "admin:view_on_site": "302",
    # Histories name people: they are switched off. Old addresses and what was done
    # are kept by the site itself.
    "admin:accounts_gebruiker_delete": "403",
    "admin:basis_oudadres_add": "403",
    "admin:netwerken_voorstel_add": "403",
    "admin:netwerken_navraag_add": "403",
    "admin:netwerken_volger_add": "403",
    **{f"admin:basis_bericht_{wat}": "403" for wat in ("add", "delete")},
    "admin:basis_geweigerdadres_add": "403",
    "admin:basis_handeling_add": "403",
    "admin:basis_handeling_delete": "403",
    "admin:basis_handeling_ongedaan": "405",
    # Postcodes come from CBS's file.
    "admin:wijken_postcode_add": "403",
}


@pytest.mark.eenmaal
@pytest.mark.parametrize("naam", sorted({naam for naam, _argumenten in BEHEER}))
def test_the_admin_is_for_staff_with_a_second_step(wereld, naam):
    adres = wereld.bewerkadres(naam)
    gekregen = [uitkomst(lees(wereld, adres, rol)) for rol in ROLLEN]
    staf2 = BEHEER_ANDERS.get(naam, "405" if naam.endswith("_process_import") else "200")
    assert gekregen == ["login", "403", "403", "403", "stap", staf2]

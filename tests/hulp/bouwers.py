"""Builders: each makes one valid object; a test states only what it is about.

Many-to-many fields (`wijken`, `themas`, `doelgroepen`) are given as a list.
"""

import datetime
import io
import itertools
import time

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from buurtnet.accounts.models import GROEP_REDACTEUR, Gebruiker
from buurtnet.bewerken.handelingen import Handeling
from buurtnet.fotos import bewaren
from buurtnet.kern.herkomst import Bron
from buurtnet.post.adressen import geweigerd
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.zoeken.synoniemen import Synoniem
from initiatieven.models import Accommodatie, Activiteit, Doelgroep, Hulplijn, Initiatief, Verhaal
from netwerken import voorstellen
from netwerken.models import (
    Aanwezigheid,
    Afspraak,
    Bespreekpunt,
    Bijeenkomst,
    Contactadres,
    Contactpunt,
    Deelname,
    Hoede,
    Huisvesting,
    Inzet,
    Maandstand,
    Navraag,
    Netwerk,
    Organisatie,
    Peiling,
    Signaal,
    Toezegging,
    Werkgebied,
)
from netwerken.models.navraag import GELDIG, gehakt
from tests.hulp.maken import maak as _maak
from tests.hulp.volgers import maak_volger as maak_volger
from wijken.models import Agenda, Agendapunt, Postcode, Thema, Wijk

VANDAAG = datetime.date(2026, 11, 22)
WACHTWOORD = "een lang wachtwoord"
TOTP_SLEUTEL = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_nummer = itertools.count(1)


def laat_los_eindigen(rij, **velden):
    """End `rij` alone, as data may have it from before what hangs on it ended along."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()


def _naam(soort, velden):
    velden.setdefault("naam", f"{soort} {next(_nummer)}")


# Who


def maak_gebruiker(**velden):
    velden.setdefault("email", f"persoon{next(_nummer)}@voorbeeld.nl")
    return Gebruiker.objects.create_user(password=WACHTWOORD, **velden)


def maak_coordinator(*netwerken, **velden):
    """A coordinator of these networks; without any, of a new one."""
    gebruiker = maak_gebruiker(**velden)
    for netwerk in netwerken or [maak_netwerk()]:
        netwerk.coordinatoren.add(gebruiker)
    return gebruiker


def maak_redacteur(**velden):
    gebruiker = maak_gebruiker(**velden)
    gebruiker.groups.add(Group.objects.get_or_create(name=GROEP_REDACTEUR)[0])
    return gebruiker


def maak_beheerder(**velden):
    return maak_gebruiker(is_staff=True, is_superuser=True, **velden)


def log_in(client, gebruiker, *stappen):
    """Log in as somebody who gave the password just now, and then took these steps."""
    gebruiker.bevestig_email()
    client.force_login(gebruiker)
    sessie = client.session
    sessie["account_authentication_methods_user"] = str(gebruiker.pk)
    keren = [{"method": "password"}, *stappen]
    sessie["account_authentication_methods"] = [keer | {"at": time.time()} for keer in keren]
    sessie.save()
    return gebruiker


def log_in_met_tweede_stap(client, gebruiker):
    """Log in as somebody who set up an app and used it in this session."""
    Authenticator.objects.get_or_create(
        user=gebruiker, type=Authenticator.Type.TOTP, defaults={"data": {"secret": TOTP_SLEUTEL}}
    )
    return log_in(client, gebruiker, {"method": "mfa", "type": "totp"})


def maak_synoniem(**velden):
    """What a made-up word means, unless they are given."""
    velden.setdefault("woord", f"woord{next(_nummer)}")
    velden.setdefault("bedoelt", "wonen")
    return _maak(Synoniem, velden)


def maak_bericht(**velden):
    """A mail that waits to be sent."""
    kenmerk = velden.pop("kenmerk", None) or f"proef:{next(_nummer)}"
    vast = [("aan", "nel@voorbeeld.nl"), ("onderwerp", "Hallo"), ("tekst", "Hallo Nel")]
    delen = [velden.pop(naam, anders) for naam, anders in vast]
    return zet_klaar("proef", kenmerk, *delen, **velden)[0]


def maak_geweigerdadres(adres="", reden=""):
    """An address that mail came back from."""
    return geweigerd(adres or f"weg{next(_nummer)}@voorbeeld.nl", reden)


# Where, and what the wijk wants


def maak_handeling(**velden):
    """Something that somebody did, without rows."""
    velden.setdefault("wat", f"Iets gedaan {next(_nummer)}")
    if "gebruiker" not in velden:
        velden["gebruiker"] = maak_gebruiker()
    return Handeling.objects.create(**velden)


def maak_bron(**velden):
    _naam("Bron", velden)
    velden.setdefault("soort", Bron.Soort.DOCUMENT)
    return _maak(Bron, velden)


def maak_wijk(**velden):
    """A wijk; `ligt_in` puts it below another place."""
    _naam("Wijk", velden)
    velden.setdefault("soort", Wijk.Soort.WIJK)
    return _maak(Wijk, velden)


def maak_gebied(**velden):
    return maak_wijk(**{"soort": Wijk.Soort.GEBIED, **velden})


def maak_stad(**velden):
    return maak_wijk(**{"soort": Wijk.Soort.STAD, "naam": "Groningen", **velden})


def maak_postcode(postcode="9737AB", wijk=None, huisnummers=1):
    velden = {"postcode": postcode, "wijk": wijk or maak_wijk(), "huisnummers": huisnummers}
    return _maak(Postcode, velden)


def maak_thema(**velden):
    _naam("Thema", velden)
    return _maak(Thema, velden)


def maak_agenda(**velden):
    _naam("Agenda", velden)
    velden.setdefault("soort", Agenda.Soort.WIJKAGENDA)
    return _maak(Agenda, velden)


def maak_agendapunt(**velden):
    """A point; `wijk` is where its new agenda holds, unless `agenda` is given."""
    wijk = velden.pop("wijk", None)
    if "agenda" not in velden:
        velden["agenda"] = maak_agenda(wijken=[wijk] if wijk else [])
    velden.setdefault("tekst", f"Punt {next(_nummer)}")
    return _maak(Agendapunt, velden)


# What there is to join


def maak_hulplijn(**velden):
    _naam("Hulplijn", velden)
    vast = {"vraag": "Is er gevaar?", "telefoon": "112", "bereikbaar": "dag en nacht"}
    bron = {"bron": "de gids", "opgezocht_op": VANDAAG}
    return _maak(Hulplijn, vast | bron | velden)


def maak_doelgroep(**velden):
    _naam("Doelgroep", velden)
    return _maak(Doelgroep, velden)


def maak_accommodatie(**velden):
    _naam("Plek", velden)
    velden.setdefault("soort", Accommodatie.Soort.BUURTHUIS)
    return _maak(Accommodatie, velden)


def maak_initiatief(**velden):
    _naam("Initiatief", velden)
    velden.setdefault("soort", Initiatief.Soort.BEWONERSINITIATIEF)
    return _maak(Initiatief, velden)


def maak_activiteit(**velden):
    _naam("Activiteit", velden)
    return _maak(Activiteit, velden)


def maak_verhaal(**velden):
    _naam("Verhaal", velden)
    velden.setdefault("tekst", "Er was eens een tuin.")
    velden.setdefault("datum", VANDAAG)
    return _maak(Verhaal, velden)


def maak_bestand(*, soort="PNG", naam="foto", maat=(20, 10), kleur="teal", mode="RGB", **opties):
    """A picture as a browser sends it; `opties` go to Pillow."""
    inhoud = io.BytesIO()
    Image.new(mode, maat, kleur).save(inhoud, soort, **opties)
    return SimpleUploadedFile(f"{naam}.{soort.lower()}", inhoud.getvalue())


def maak_afbeelding(**velden):
    """A picture that is kept; the same arguments give the same one."""
    return bewaren.bewaar(maak_bestand(**velden))


# Who works with whom


def maak_organisatie(**velden):
    _naam("Organisatie", velden)
    return _maak(Organisatie, velden)


def maak_netwerk(**velden):
    _naam("Netwerk", velden)
    velden.setdefault("soort", Netwerk.Soort.WIJKNETWERK)
    return _maak(Netwerk, velden)


def maak_werkgebied(**velden):
    if "netwerk" not in velden:
        velden["netwerk"] = maak_netwerk()
    if "wijk" not in velden:
        velden["wijk"] = maak_wijk()
    return _maak(Werkgebied, velden)


def maak_deelname(**velden):
    if "netwerk" not in velden:
        velden["netwerk"] = maak_netwerk()
    if not {"organisatie", "accommodatie", "omschreven_rol"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    return _maak(Deelname, velden)


def maak_inzet(**velden):
    """Inzet of a new organisation in a new wijk on a new theme, as far as not given."""
    if "wijk" not in velden:
        velden["wijk"] = maak_wijk()
    if "thema" not in velden:
        velden["thema"] = maak_thema()
    if not {"organisatie", "omschreven_rol", "netwerk"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    return _maak(Inzet, velden)


def maak_maandstand(**velden):
    """What was counted of a new wijk, unless told of what, at the end of October 2026."""
    if not {"wijk", "thema", "netwerk"} & set(velden):
        velden["wijk"] = maak_wijk()
    velden.setdefault("maand", datetime.date(2026, 10, 31))
    return _maak(Maandstand, velden)


def maak_huisvesting(**velden):
    if "accommodatie" not in velden:
        velden["accommodatie"] = maak_accommodatie()
    if not {"organisatie", "initiatief"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    return _maak(Huisvesting, velden)


def maak_hoede(**velden):
    """That a network looks after something; a new organisation and network, as far as not given."""
    if not {"organisatie", "initiatief", "accommodatie"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    if "netwerk" not in velden:
        velden["netwerk"] = maak_netwerk()
    return _maak(Hoede, velden)


def in_hoede_van(netwerk, record):
    """`record`, which `netwerk` looks after from now on."""
    maak_hoede(netwerk=netwerk, **{record._meta.model_name: record})
    return record


def maak_contactpunt(**velden):
    if not {"organisatie", "netwerk", "initiatief", "accommodatie"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    velden.setdefault("functie", "balie")
    return _maak(Contactpunt, velden, vooraf=True)


def maak_contactadres(**velden):
    if not {"organisatie", "initiatief", "accommodatie", "activiteit"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    velden.setdefault("email", f"balie{next(_nummer)}@voorbeeld.nl")
    return _maak(Contactadres, velden)


def maak_navraag(*adressen, **velden):
    """A question to these Contactadressen, which have one address."""
    adressen = adressen or (maak_contactadres(),)
    velden = {"sleutel": gehakt(f"sleutel {next(_nummer)}")} | velden
    dagen = {"begonnen_op": VANDAAG, "op": VANDAAG, "geldig_tot": VANDAAG + GELDIG}
    navraag = Navraag.objects.create(afdruk=adressen[0].afdruk, **dagen | velden)
    navraag.adressen.set(adressen)
    return navraag


def maak_voorstel(record=None, gegevens=None, **velden):
    """What somebody proposes about `record`, by default a report on the site in words."""
    if not gegevens:
        velden.setdefault("tekst", f"Dit klopt niet {next(_nummer)}")
    return voorstellen.maak(record, gegevens, **velden)


def maak_bijeenkomst(**velden):
    _naam("Bijeenkomst", velden)
    velden.setdefault("soort", Bijeenkomst.Soort.VERGADERING)
    return _maak(Bijeenkomst, velden)


def maak_bespreekpunt(**velden):
    if "bijeenkomst" not in velden:
        velden["bijeenkomst"] = maak_bijeenkomst()
    velden.setdefault("onderwerp", f"Bespreekpunt {next(_nummer)}")
    return _maak(Bespreekpunt, velden)


def maak_aanwezigheid(**velden):
    if "bijeenkomst" not in velden:
        velden["bijeenkomst"] = maak_bijeenkomst()
    if not {"organisatie", "accommodatie", "omschreven_rol"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    return _maak(Aanwezigheid, velden)


def maak_afspraak(*, partijen=(), **velden):
    """An agreement; of `partijen` (organisations) each takes part without promising anything."""
    _naam("Afspraak", velden)
    velden.setdefault("soort", Afspraak.Soort.WERKAFSPRAAK)
    afspraak = _maak(Afspraak, velden)
    for organisatie in partijen:
        maak_toezegging(afspraak=afspraak, organisatie=organisatie)
    return afspraak


def maak_toezegging(**velden):
    if "afspraak" not in velden:
        velden["afspraak"] = maak_afspraak()
    if not {"organisatie", "accommodatie", "omschreven_rol"} & set(velden):
        velden["organisatie"] = maak_organisatie()
    return _maak(Toezegging, velden)


def maak_signaal(**velden):
    """A signal that everybody may read, unless `openbaar` says otherwise."""
    _naam("Signaal", velden)
    velden.setdefault("openbaar", True)
    if velden.get("stand") == Signaal.Stand.BEANTWOORD:
        velden.setdefault("antwoord", "Zo zit het.")
    return _maak(Signaal, velden)


def maak_peiling(**velden):
    _naam("Peiling", velden)
    velden.setdefault("soort", Peiling.Soort.POLL)
    return _maak(Peiling, velden)

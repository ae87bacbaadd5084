"""Who: organisations, networks, housing, coverage, the booklet, and the desk of coordinators."""

from django.urls import path

from buurtnet.berichten.volgen import pagina as volgen
from buurtnet.paginas.bijeenkomst import bijeenkomst_verslag
from buurtnet.paginas.dekking.pagina import dekking
from buurtnet.paginas.jaren import jaarbericht, veranderd
from buurtnet.paginas.jaren import pagina as jaren
from buurtnet.paginas.netwerk.pagina import netwerk, netwerken
from buurtnet.paginas.organisatie.pagina import organisatie, organisaties
from buurtnet.paginas.signaal.lijst import signalen as alle_signalen
from buurtnet.paginas.signaal.pagina import signaal
from buurtnet.paginas.wijkgids.pagina import wijkgids
from buurtnet.paginas.wijkpact import wijkpact
from buurtnet.werkplek import (
    afspraken,
    collegas,
    contactadres,
    contactpunten,
    opvolging,
    rijenlijst,
    signalen,
    uitnodigen,
    verhuizen,
)
from buurtnet.werkplek.bijeenkomst.lijst import netwerk_bijeenkomsten
from buurtnet.werkplek.bijeenkomst.mailen import bijeenkomst_mailen
from buurtnet.werkplek.bijeenkomst.pagina import bijeenkomst
from buurtnet.werkplek.bureau import nalopen, pagina, te_bellen
from buurtnet.werkplek.naamwoorden import paden_van
from buurtnet.werkplek.rooster import pagina as rooster
from buurtnet.werkplek.rooster import regels as roosterregels
from buurtnet.werkplek.voorstellen import aanpassen, behandelen
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import Netwerk, Organisatie

from .inlezen import INLEZEN

app_name = "netwerken"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
WERKPLEK = [
    *paden_van(app_name),
    *INLEZEN,
    path("werkplek/", pagina.werkplek, name="werkplek"),
    path("werkplek/organisaties/", rijenlijst.organisaties, name="werkplek_organisaties"),
    path("werkplek/bevestigen/", nalopen.werkplek_bevestigen, name="werkplek_bevestigen"),
    path("werkplek/voorstellen/", behandelen.voorstellen_lijst, name="voorstellen"),
    path("werkplek/voorstellen/<int:pk>/", behandelen.voorstel, name="voorstel"),
    path(
        "werkplek/voorstellen/<int:pk>/aanpassen/",
        aanpassen.voorstel_aanpassen,
        name="voorstel_aanpassen",
    ),
    path("werkplek/collegas/", collegas.collegas, name="collegas"),
    path("werkplek/overdragen/", opvolging.opvolging, name="opvolging"),
    path("werkplek/overdragen/<int:pk>/", opvolging.opvolging_van, name="opvolging_van"),
    path("werkplek/uitnodigen/", uitnodigen.uitnodigen, name="uitnodigen"),
    path(
        "werkplek/uitnodigen/<int:pk>/sturen/",
        uitnodigen.uitnodiging_sturen,
        name="uitnodiging_sturen",
    ),
    path(
        "werkplek/uitnodigen/<int:pk>/intrekken/",
        uitnodigen.uitnodiging_intrekken,
        name="uitnodiging_intrekken",
    ),
    path(
        "huisvesting/<int:pk>/verhuizen/",
        verhuizen.huisvesting_verhuizen,
        name="huisvesting_verhuizen",
    ),
    path(
        "accommodaties/<slug:slug>/huisvesting/",
        rijenlijst.accommodatie_huisvesting,
        name="accommodatie_huisvesting",
    ),
    path("organisaties/<slug:slug>/inzet/", rijenlijst.organisatie_inzet, name="organisatie_inzet"),
    path("wijken/<slug:slug>/inzet/", rooster.wijk_inzet, name="wijk_inzet"),
    path(
        "wijken/<slug:slug>/inzet/regels/",
        roosterregels.wijk_inzet_regels,
        name="wijk_inzet_regels",
    ),
    path(
        "netwerken/<slug:slug>/bijeenkomsten/", netwerk_bijeenkomsten, name="netwerk_bijeenkomsten"
    ),
    path("netwerken/<slug:netwerk>/bijeenkomsten/<int:pk>/", bijeenkomst, name="bijeenkomst"),
    path(
        "netwerken/<slug:netwerk>/bijeenkomsten/<int:pk>/mailen/",
        bijeenkomst_mailen,
        name="bijeenkomst_mailen",
    ),
    path(
        "netwerken/<slug:slug>/deelnames/", rijenlijst.netwerk_deelnames, name="netwerk_deelnames"
    ),
    path(
        "netwerken/<slug:slug>/werkgebied/",
        rijenlijst.netwerk_werkgebied,
        name="netwerk_werkgebied",
    ),
    path("netwerken/<slug:slug>/signalen/", signalen.netwerk_signalen, name="netwerk_signalen"),
    path("signalen/<int:pk>/stap/", signalen.signaal_stap, name="signaal_stap"),
    path("signalen/<int:pk>/antwoord/", signalen.signaal_antwoord, name="signaal_antwoord"),
    path("netwerken/<slug:slug>/inzet/", rooster.netwerk_inzet, name="netwerk_inzet"),
    path(
        "netwerken/<slug:slug>/inzet/regels/",
        roosterregels.netwerk_inzet_regels,
        name="netwerk_inzet_regels",
    ),
    path(
        "netwerken/<slug:slug>/afspraken/",
        afspraken.netwerk_afspraken,
        name="netwerk_afspraken",
    ),
    path("wijken/<slug:slug>/afspraken/", afspraken.wijk_afspraken, name="wijk_afspraken"),
    path(
        "netwerken/<slug:slug>/peilingen/",
        rijenlijst.netwerk_peilingen,
        name="netwerk_peilingen",
    ),
    path("wijken/<slug:slug>/peilingen/", rijenlijst.wijk_peilingen, name="wijk_peilingen"),
    path(
        "afspraken/<int:pk>/uitgevoerd/",
        afspraken.afspraak_uitgevoerd,
        name="afspraak_uitgevoerd",
    ),
]

# How to reach a record, for each kind that has ways to.
CONTACT = [
    path(
        f"{begin}/<slug:slug>/contactpunten/",
        contactpunten.contactpunten,
        {"model": model},
        name=f"{model._meta.model_name}_contactpunten",
    )
    for begin, model in (
        ("organisaties", Organisatie),
        ("netwerken", Netwerk),
        ("initiatieven", Initiatief),
        ("accommodaties", Accommodatie),
    )
]

# Where we ask whether it is still right.
CONTACTADRES = [
    path(
        f"{begin}/<slug:slug>/contactadres/",
        contactadres.contactadres,
        {"model": model},
        name=f"{model._meta.model_name}_contactadres",
    )
    for begin, model in (
        ("organisaties", Organisatie),
        ("initiatieven", Initiatief),
        ("accommodaties", Accommodatie),
        ("activiteiten", Activiteit),
    )
]

# What the facts say over the years.
JAREN = [
    path(
        "wijken/<slug:slug>/jaarbericht/<int:jaar>/",
        jaarbericht.wijk_jaarbericht,
        name="wijk_jaarbericht",
    ),
    path(
        "netwerken/<slug:slug>/jaarbericht/<int:jaar>/",
        jaarbericht.netwerk_jaarbericht,
        name="netwerk_jaarbericht",
    ),
    path("wijken/<slug:slug>/jaren/", jaren.wijk_jaren, name="wijk_jaren"),
    path("netwerken/<slug:slug>/jaren/", jaren.netwerk_jaren, name="netwerk_jaren"),
    path("themas/<slug:slug>/jaren/", jaren.thema_jaren, name="thema_jaren"),
    path("wijken/<slug:slug>/volgen/", volgen.wijk_volgen, name="wijk_volgen"),
    path("netwerken/<slug:slug>/volgen/", volgen.netwerk_volgen, name="netwerk_volgen"),
    path("themas/<slug:slug>/volgen/", volgen.thema_volgen, name="thema_volgen"),
    path("wijken/<slug:slug>/veranderd/", veranderd.wijk_veranderd, name="wijk_veranderd"),
    path("netwerken/<slug:slug>/veranderd/", veranderd.netwerk_veranderd, name="netwerk_veranderd"),
    path("themas/<slug:slug>/veranderd/", veranderd.thema_veranderd, name="thema_veranderd"),
]

urlpatterns = [
    *WERKPLEK,
    path(
        "contactadressen/<int:pk>/gebeld/",
        te_bellen.contactadres_gebeld,
        name="contactadres_gebeld",
    ),
    *CONTACT,
    *CONTACTADRES,
    *JAREN,
    path("contactpunten/<int:pk>/weg/", contactpunten.contactpunt_weg, name="contactpunt_weg"),
    path("dekking/", dekking, name="dekking"),
    path("netwerken/", netwerken, name="netwerken"),
    path("netwerken/<slug:slug>/", netwerk, name="netwerk"),
    path(
        "netwerken/<slug:netwerk>/bijeenkomsten/<int:pk>/verslag/",
        bijeenkomst_verslag,
        name="bijeenkomst_verslag",
    ),
    path("organisaties/", organisaties, name="organisaties"),
    path("organisaties/<slug:slug>/", organisatie, name="organisatie"),
    path("signalen/", alle_signalen, name="signalen"),
    path("signalen/<int:pk>/", signaal, name="signaal"),
    path("wijken/<slug:slug>/gids/", wijkgids, name="wijkgids"),
    path("wijken/<slug:slug>/wijkpact/", wijkpact, name="wijkpact"),
]

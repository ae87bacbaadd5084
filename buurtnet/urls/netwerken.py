from django.urls import path

from buurtnet.bewerken.opslaan import adressen
from buurtnet.paginas.dekking.pagina import dekking
from buurtnet.paginas.netwerk.pagina import netwerk, netwerken
from buurtnet.paginas.organisatie.pagina import organisatie, organisaties
from buurtnet.paginas.wijkgids.pagina import wijkgids
from buurtnet.werkplek import huisvesting, inzet, nalopen, pagina, rijen, rijenlijst, uitnodigen
from buurtnet.werkplek import netwerken as beheer

app_name = "netwerken"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
BEHEER = [
    path("werkplek/", pagina.werkplek, name="werkplek"),
    path("werkplek/bevestigen/", nalopen.werkplek_bevestigen, name="werkplek_bevestigen"),
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
        "accommodaties/<slug:slug>/huisvesting/nieuw/",
        huisvesting.huisvesting_nieuw,
        name="huisvesting_nieuw",
    ),
    path(
        "huisvesting/<int:pk>/verhuizen/",
        huisvesting.huisvesting_verhuizen,
        name="huisvesting_verhuizen",
    ),
    *adressen(huisvesting, "huisvesting", "huisvesting/<int:pk>"),
    path(
        "accommodaties/<slug:slug>/huisvesting/",
        rijenlijst.accommodatie_huisvesting,
        name="accommodatie_huisvesting",
    ),
    path("organisaties/<slug:slug>/inzet/", rijenlijst.organisatie_inzet, name="organisatie_inzet"),
    path("wijken/<slug:slug>/inzet/", rijenlijst.wijk_inzet, name="wijk_inzet"),
    path("organisaties/suggesties/", beheer.organisatie_suggesties, name="organisatie_suggesties"),
    path("organisaties/nieuw/", beheer.organisatie_nieuw, name="organisatie_nieuw"),
    *adressen(beheer, "organisatie", "organisaties/<slug:slug>"),
    path("netwerken/nieuw/", beheer.netwerk_nieuw, name="netwerk_nieuw"),
    *adressen(beheer, "netwerk", "netwerken/<slug:slug>"),
    path(
        "netwerken/<slug:slug>/deelnames/", rijenlijst.netwerk_deelnames, name="netwerk_deelnames"
    ),
    path("netwerken/<slug:netwerk>/deelnames/nieuw/", rijen.deelname_nieuw, name="deelname_nieuw"),
    *adressen(rijen, "deelname", "netwerken/<slug:netwerk>/deelnames/<int:pk>"),
    path(
        "netwerken/<slug:slug>/werkgebied/",
        rijenlijst.netwerk_werkgebied,
        name="netwerk_werkgebied",
    ),
    path(
        "netwerken/<slug:netwerk>/werkgebied/nieuw/",
        rijen.werkgebied_nieuw,
        name="werkgebied_nieuw",
    ),
    *adressen(rijen, "werkgebied", "netwerken/<slug:netwerk>/werkgebied/<int:pk>"),
    path("netwerken/<slug:slug>/inzet/", rijenlijst.netwerk_inzet, name="netwerk_inzet"),
    path("netwerken/<slug:netwerk>/inzet/nieuw/", inzet.inzet_nieuw, name="inzet_nieuw"),
    *adressen(inzet, "inzet", "netwerken/<slug:netwerk>/inzet/<int:pk>"),
    path("wijken/<slug:wijk>/inzet/nieuw/", inzet.inzet_nieuw, name="inzet_nieuw"),
    *adressen(inzet, "inzet", "wijken/<slug:wijk>/inzet/<int:pk>"),
]

urlpatterns = [
    *BEHEER,
    path("dekking/", dekking, name="dekking"),
    path("netwerken/", netwerken, name="netwerken"),
    path("netwerken/<slug:slug>/", netwerk, name="netwerk"),
    path("organisaties/", organisaties, name="organisaties"),
    path("organisaties/<slug:slug>/", organisatie, name="organisatie"),
    path("wijken/<slug:slug>/gids/", wijkgids, name="wijkgids"),
]

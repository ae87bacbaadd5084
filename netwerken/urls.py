from django.urls import path

from buurtnet.basis.beheer import adressen

from . import views
from .views import beheer, beheerlijst, huisvesting, inzet, nalopen, rijen, uitnodiging, werkplek

app_name = "netwerken"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
BEHEER = [
    path("werkplek/", werkplek.werkplek, name="werkplek"),
    path("werkplek/bevestigen/", nalopen.werkplek_bevestigen, name="werkplek_bevestigen"),
    path("werkplek/uitnodigen/", uitnodiging.uitnodigen, name="uitnodigen"),
    path(
        "werkplek/uitnodigen/<int:pk>/sturen/",
        uitnodiging.uitnodiging_sturen,
        name="uitnodiging_sturen",
    ),
    path(
        "werkplek/uitnodigen/<int:pk>/intrekken/",
        uitnodiging.uitnodiging_intrekken,
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
        beheerlijst.accommodatie_huisvesting,
        name="accommodatie_huisvesting",
    ),
    path(
        "organisaties/<slug:slug>/inzet/", beheerlijst.organisatie_inzet, name="organisatie_inzet"
    ),
    path("wijken/<slug:slug>/inzet/", beheerlijst.wijk_inzet, name="wijk_inzet"),
    path("organisaties/suggesties/", beheer.organisatie_suggesties, name="organisatie_suggesties"),
    path("organisaties/nieuw/", beheer.organisatie_nieuw, name="organisatie_nieuw"),
    *adressen(beheer, "organisatie", "organisaties/<slug:slug>"),
    path("netwerken/nieuw/", beheer.netwerk_nieuw, name="netwerk_nieuw"),
    *adressen(beheer, "netwerk", "netwerken/<slug:slug>"),
    path(
        "netwerken/<slug:slug>/deelnames/", beheerlijst.netwerk_deelnames, name="netwerk_deelnames"
    ),
    path("netwerken/<slug:netwerk>/deelnames/nieuw/", rijen.deelname_nieuw, name="deelname_nieuw"),
    *adressen(rijen, "deelname", "netwerken/<slug:netwerk>/deelnames/<int:pk>"),
    path(
        "netwerken/<slug:slug>/werkgebied/",
        beheerlijst.netwerk_werkgebied,
        name="netwerk_werkgebied",
    ),
    path(
        "netwerken/<slug:netwerk>/werkgebied/nieuw/",
        rijen.werkgebied_nieuw,
        name="werkgebied_nieuw",
    ),
    *adressen(rijen, "werkgebied", "netwerken/<slug:netwerk>/werkgebied/<int:pk>"),
    path("netwerken/<slug:slug>/inzet/", beheerlijst.netwerk_inzet, name="netwerk_inzet"),
    path("netwerken/<slug:netwerk>/inzet/nieuw/", inzet.inzet_nieuw, name="inzet_nieuw"),
    *adressen(inzet, "inzet", "netwerken/<slug:netwerk>/inzet/<int:pk>"),
    path("wijken/<slug:wijk>/inzet/nieuw/", inzet.inzet_nieuw, name="inzet_nieuw"),
    *adressen(inzet, "inzet", "wijken/<slug:wijk>/inzet/<int:pk>"),
]

urlpatterns = [
    *BEHEER,
    path("dekking/", views.dekking, name="dekking"),
    path("netwerken/", views.netwerken, name="netwerken"),
    path("netwerken/<slug:slug>/", views.netwerk, name="netwerk"),
    path("organisaties/", views.organisaties, name="organisaties"),
    path("organisaties/<slug:slug>/", views.organisatie, name="organisatie"),
    path("wijken/<slug:slug>/gids/", views.wijkgids, name="wijkgids"),
]

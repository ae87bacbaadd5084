from django.urls import path

from buurtnet.basis.beheer import adressen

from . import views
from .views import beheer

app_name = "initiatieven"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
BEHEER = [
    path(
        "accommodaties/suggesties/",
        beheer.accommodatie_suggesties,
        name="accommodatie_suggesties",
    ),
    path("accommodaties/nieuw/", beheer.accommodatie_nieuw, name="accommodatie_nieuw"),
    *adressen(beheer, "accommodatie", "accommodaties/<slug:slug>"),
    path("activiteiten/nieuw/", beheer.activiteit_nieuw, name="activiteit_nieuw"),
    *adressen(beheer, "activiteit", "activiteiten/<slug:slug>"),
    path("initiatieven/suggesties/", beheer.initiatief_suggesties, name="initiatief_suggesties"),
    path("initiatieven/nieuw/", beheer.initiatief_nieuw, name="initiatief_nieuw"),
    *adressen(beheer, "initiatief", "initiatieven/<slug:slug>"),
    path("verhalen/nieuw/", beheer.verhaal_nieuw, name="verhaal_nieuw"),
    # A story tells what was: it is taken off the site, it doesn't end.
    *adressen(
        beheer,
        "verhaal",
        "verhalen/<slug:slug>",
        verben=("wijzigen", "bevestigen", "geschiedenis"),
    ),
]

urlpatterns = [
    *BEHEER,
    path("accommodaties/", views.accommodaties, name="accommodaties"),
    path("accommodaties/<slug:slug>/", views.accommodatie, name="accommodatie"),
    path("activiteiten/", views.activiteiten, name="activiteiten"),
    path("activiteiten/<slug:slug>/", views.activiteit, name="activiteit"),
    path("initiatieven/", views.initiatieven, name="initiatieven"),
    path("initiatieven/<slug:slug>/", views.initiatief, name="initiatief"),
    path("verhalen/", views.verhalen, name="verhalen"),
    path("verhalen/<slug:slug>/", views.verhaal, name="verhaal"),
]

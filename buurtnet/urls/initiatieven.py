from django.urls import path

from buurtnet.bewerken.opslaan import adressen
from buurtnet.paginas.accommodatie import accommodatie, accommodaties
from buurtnet.paginas.activiteit import activiteit, activiteiten
from buurtnet.paginas.initiatief import initiatief, initiatieven
from buurtnet.paginas.verhaal.pagina import verhaal, verhalen
from buurtnet.werkplek import initiatieven as beheer

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
    path("accommodaties/", accommodaties, name="accommodaties"),
    path("accommodaties/<slug:slug>/", accommodatie, name="accommodatie"),
    path("activiteiten/", activiteiten, name="activiteiten"),
    path("activiteiten/<slug:slug>/", activiteit, name="activiteit"),
    path("initiatieven/", initiatieven, name="initiatieven"),
    path("initiatieven/<slug:slug>/", initiatief, name="initiatief"),
    path("verhalen/", verhalen, name="verhalen"),
    path("verhalen/<slug:slug>/", verhaal, name="verhaal"),
]

"""Where, and what the wijk wants."""

from django.urls import path

from buurtnet.bewerken.opslaan import adressen
from buurtnet.paginas.agenda import agenda, agendas
from buurtnet.paginas.thema.pagina import thema, themas
from buurtnet.paginas.wijk.pagina import wijk, wijken
from buurtnet.werkplek import agendas as beheer

app_name = "wijken"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
BEHEER = [
    path("wijken/<slug:slug>/agendas/nieuw/", beheer.agenda_nieuw, name="agenda_nieuw"),
    *adressen(beheer, "agenda", "agendas/<slug:slug>"),
]

urlpatterns = [
    *BEHEER,
    path("agendas/", agendas, name="agendas"),
    path("agendas/<slug:slug>/", agenda, name="agenda"),
    path("themas/", themas, name="themas"),
    path("themas/<slug:slug>/", thema, name="thema"),
    path("wijken/", wijken, name="wijken"),
    path("wijken/<slug:slug>/", wijk, name="wijk"),
]

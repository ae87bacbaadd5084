"""Where, and what the wijk wants."""

from django.urls import path

from buurtnet.paginas.agenda import agenda, agendas
from buurtnet.paginas.thema.pagina import thema, themas
from buurtnet.paginas.wijk.pagina import wijk, wijken
from buurtnet.werkplek.agenda.nieuwe_versie import agenda_nieuwe_versie
from buurtnet.werkplek.agenda.vaststellen import agenda_vaststellen
from buurtnet.werkplek.agenda.vergelijken import agenda_vergelijken
from buurtnet.werkplek.naamwoorden import paden_van

app_name = "wijken"

urlpatterns = [
    # Above the pages, so that "nieuw" is never taken for a record.
    *paden_van(app_name),
    path("agendas/<slug:slug>/nieuwe-versie/", agenda_nieuwe_versie, name="agenda_nieuwe_versie"),
    path("agendas/<slug:slug>/vergelijken/", agenda_vergelijken, name="agenda_vergelijken"),
    path("agendas/<slug:slug>/vaststellen/", agenda_vaststellen, name="agenda_vaststellen"),
    path("agendas/", agendas, name="agendas"),
    path("agendas/<slug:slug>/", agenda, name="agenda"),
    path("themas/", themas, name="themas"),
    path("themas/<slug:slug>/", thema, name="thema"),
    path("wijken/", wijken, name="wijken"),
    path("wijken/<slug:slug>/", wijk, name="wijk"),
]

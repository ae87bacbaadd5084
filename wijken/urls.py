"""Where, and what the wijk wants."""

from django.urls import path

from buurtnet.basis.beheer import adressen

from . import views
from .views import beheer

app_name = "wijken"

# What coordinators do; above the pages, so that "nieuw" is never taken for a record.
BEHEER = [
    path("wijken/<slug:slug>/agendas/nieuw/", beheer.agenda_nieuw, name="agenda_nieuw"),
    *adressen(beheer, "agenda", "agendas/<slug:slug>"),
]

urlpatterns = [
    *BEHEER,
    path("agendas/", views.agendas, name="agendas"),
    path("agendas/<slug:slug>/", views.agenda, name="agenda"),
    path("themas/", views.themas, name="themas"),
    path("themas/<slug:slug>/", views.thema, name="thema"),
    path("wijken/", views.wijken, name="wijken"),
    path("wijken/<slug:slug>/", views.wijk, name="wijk"),
]

"""What there is: places, initiatives, activities and stories."""

from django.urls import path

from buurtnet.paginas.accommodatie import accommodatie, accommodaties
from buurtnet.paginas.activiteit import activiteit, activiteiten
from buurtnet.paginas.initiatief import initiatief, initiatieven
from buurtnet.paginas.verhaal.pagina import verhaal, verhalen
from buurtnet.werkplek.naamwoorden import paden_van

app_name = "initiatieven"

urlpatterns = [
    # Above the pages, so that "nieuw" is never taken for a record.
    *paden_van(app_name),
    path("accommodaties/", accommodaties, name="accommodaties"),
    path("accommodaties/<slug:slug>/", accommodatie, name="accommodatie"),
    path("activiteiten/", activiteiten, name="activiteiten"),
    path("activiteiten/<slug:slug>/", activiteit, name="activiteit"),
    path("initiatieven/", initiatieven, name="initiatieven"),
    path("initiatieven/<slug:slug>/", initiatief, name="initiatief"),
    path("verhalen/", verhalen, name="verhalen"),
    path("verhalen/<slug:slug>/", verhaal, name="verhaal"),
]

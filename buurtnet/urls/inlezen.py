"""Reading in spreadsheets: a step per address."""

from django.urls import path

from buurtnet.werkplek.inlezen import paginas

_STAM = "werkplek/inlezen/<int:pk>"

INLEZEN = [
    path("werkplek/inlezen/", paginas.inlezen, name="inlezen"),
    path(f"{_STAM}/tabel/", paginas.inlezen_tabel, name="inlezen_tabel"),
    path(f"{_STAM}/kolommen/", paginas.inlezen_kolommen, name="inlezen_kolommen"),
    path(f"{_STAM}/zoeken/", paginas.inlezen_zoeken, name="inlezen_zoeken"),
    path(f"{_STAM}/nalopen/", paginas.inlezen_nalopen, name="inlezen_nalopen"),
    path(f"{_STAM}/kiezen/", paginas.inlezen_kiezen, name="inlezen_kiezen"),
    path(f"{_STAM}/overnemen/", paginas.inlezen_overnemen, name="inlezen_overnemen"),
    path(f"{_STAM}/weg/", paginas.inlezen_weg, name="inlezen_weg"),
]

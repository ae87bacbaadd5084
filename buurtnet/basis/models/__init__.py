from .afbeelding import (
    AfbeeldingField,
    MetAfbeelding,
    afbeeldingen_in_gebruik,
    modellen_met_afbeelding,
)
from .bewerkbaar import Bewerkbaar, BewerkbaarQuerySet
from .boom import Boom
from .herkomst import Bron, Herkomst, Versheid, vers_sinds, versheid_van
from .periode import Periode, PeriodeQuerySet, Precisie, Status, op_q
from .record import OudAdres, Record, RecordManager, RecordQuerySet
from .regels import HELE_POSITIE, bekende_keuzes
from .synoniem import Synoniem
from .techniek import Dataversie, Inzending
from .zoekindex import Zoekingang, Zoekvermelding, Zoekwoord

__all__ = [
    "HELE_POSITIE",
    "AfbeeldingField",
    "Bewerkbaar",
    "BewerkbaarQuerySet",
    "Boom",
    "Bron",
    "Dataversie",
    "Herkomst",
    "Inzending",
    "MetAfbeelding",
    "OudAdres",
    "Periode",
    "PeriodeQuerySet",
    "Precisie",
    "Record",
    "RecordManager",
    "RecordQuerySet",
    "Status",
    "Synoniem",
    "Versheid",
    "Zoekingang",
    "Zoekvermelding",
    "Zoekwoord",
    "afbeeldingen_in_gebruik",
    "bekende_keuzes",
    "modellen_met_afbeelding",
    "op_q",
    "vers_sinds",
    "versheid_van",
]

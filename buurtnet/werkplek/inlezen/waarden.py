"""What the cells of a table say, as values of the fields they are for."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from buurtnet.bewerken.cellen import Keuze, plat, widget_voor
from buurtnet.kern.datumtekst import Tijdstip, lees_tijdstip
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.tekst import een_regel

# How Excel counts days, in a cell that is kept as a number: 1 January 1955 until 2118.
NULDAG = datetime.date(1899, 12, 30)
EERSTE_DAG, LAATSTE_DAG = 20_000, 80_000


class Celfout(Exception):
    """What is wrong with a cell, with its place."""


def lees_dag(cel, *, einde=False, vandaag):
    """The Tijdstip of a Cel. Raises Celfout."""
    tekst = een_regel(cel.tekst)
    if tekst.isascii() and tekst.isdigit() and EERSTE_DAG <= int(tekst[:6]) <= LAATSTE_DAG:
        return Tijdstip(NULDAG + datetime.timedelta(days=int(tekst)), Precisie.DAG)
    try:
        return lees_tijdstip(tekst, einde=einde, vandaag=vandaag)
    except ValueError as fout:
        raise _celfout(cel, fout) from None


def lees_waarde(veld, cel):
    """The value of a Cel for a field of a model. Raises Celfout."""
    widget = widget_voor(veld)
    try:
        waarde = widget.clean(plat(cel.tekst) if isinstance(widget, Keuze) else cel.tekst)
        if isinstance(veld, models.URLField):
            # As in a form: "voorbeeld.nl" is an address too.
            waarde = veld.formfield().clean(waarde)
        return veld.clean(veld.to_python(waarde), None)
    except ValidationError as fout:
        raise _celfout(cel, fout.messages[0]) from None
    except ValueError as fout:
        raise _celfout(cel, fout) from None


def keur_op_personen(uitkomst, naam, cel):
    """Note in an Uitkomst what is of one person in the Cel that the field `naam` is read from.

    A sheet holds numbers and addresses that nobody thinks of; what comes in is read by everybody.
    """
    try:
        weiger_persoonsgegevens(cel.tekst)
    except ValidationError as fout:
        uitkomst.persoonlijk[naam] = str(_celfout(cel, fout.messages[0]))


def lees_keuze(veld, cel):
    """As `lees_waarde`, of a choice: also by a word that its label has, as "kerk"."""
    tekst = een_regel(cel.tekst).casefold()
    labels = {str(waarde): str(label).casefold() for waarde, label in veld.choices}
    precies = [waarde for waarde, label in labels.items() if tekst in (waarde, label)]
    met_woord = [waarde for waarde, label in labels.items() if tekst in label.split()]
    for gevonden in (precies, met_woord):
        if len(gevonden) == 1:
            return gevonden[0]
    return lees_waarde(veld, cel)


def _celfout(cel, zin):
    return Celfout(_("%(cel)s: %(zin)s") % {"cel": cel.plek, "zin": zin})

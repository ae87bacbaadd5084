"""Markup in every text of every row, and what of it comes through on a page."""

import json
import re
from html.parser import HTMLParser

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from buurtnet.fotos.veld import AfbeeldingField

# Each field has a number, so that what comes through says where it comes from.
HEEL, KORT = """<i{0}q" x{0}q="'&> {0}""", "<i{0}q>&"
LABELS = ("wijken", "initiatieven", "netwerken", "basis", "accounts")
# Made by the site from the rest, or of a form that is checked by the database.
GEEN_TEKST = {"slug", "pad", "regel", "niet_op", "ook_op", "postcode", "cbs_code", "password"}
GEEN_TEKST |= {"code", "waarover"}
AFGELEID = {
    *("Inleesbestand", "Kolomkoppeling"),
    *("Inzending", "Concept", "Handeling", "Handelingrij", "OudAdres", "Dataversie"),
    *("Bericht", "GeweigerdAdres", "Maandstand", "Volger"),
    *("Zoekingang", "Zoeknaam", "Zoekwoord", "Zoekvermelding"),
}
# A word of it, and a number that it has no field for: for what a visitor asks.
GEVRAAGD = HEEL.format(0)
RUW = re.compile(r"<i\d+q")
# Without any of these there is nothing to find, and reading a page takes longer than making it.
VERDACHT = re.compile(r"<i\d+q|\" x\d+q=|&amp;(?:lt|amp|quot|#)")
DUBBEL = re.compile(r"&(?:lt|amp|quot|#\w+);(?:i\d+q| x\d+q|&gt|>)")


# Into the rows


def modellen():
    """Every model of ours with text that people write."""
    alle = [model for label in LABELS for model in apps.get_app_config(label).get_models()]
    return [
        model
        for model in alle
        if not model.__name__.startswith("Historical") and model.__name__ not in AFGELEID
    ]


def tekstvelden(model):
    return [
        veld
        for veld in model._meta.concrete_fields
        if isinstance(veld, (models.CharField, models.TextField))
        and not (veld.choices or veld.name in GEEN_TEKST or isinstance(veld, AfbeeldingField))
        and not isinstance(veld, models.SlugField)
        # Somebody logs in by it.
        and not (model._meta.label == "accounts.Gebruiker" and veld.name == "email")
    ]


NUMMERS = {
    str(veld): nummer
    for nummer, veld in enumerate((v for m in modellen() for v in tekstvelden(m)), start=10)
}


def kanarie(veld):
    tekst = (KORT if (veld.max_length or 999) <= 30 else HEEL).format(NUMMERS[str(veld)])
    if isinstance(veld, models.URLField):
        return f"https://voorbeeld.nl/{tekst}"
    return f"{tekst}@voorbeeld.nl" if isinstance(veld, models.EmailField) else tekst


def vul_met_kanaries(wereld):
    """Put markup in all texts; gives {field: whether some row took it}."""
    gevuld = dict.fromkeys(NUMMERS, False)
    for model in modellen():
        for rij in model._base_manager.all():
            velden = tekstvelden(model)
            for deel in [velden] if _bewaard(rij, velden) else [[veld] for veld in velden]:
                if deel is velden or _bewaard(rij, deel):
                    gevuld |= {str(veld): True for veld in deel}
    for waarde in vars(wereld).values():
        if isinstance(waarde, models.Model):
            waarde.refresh_from_db()
    return gevuld


def _bewaard(rij, velden):
    """Save the row with markup in these fields, unless a rule of the database says no."""
    rij = type(rij)._base_manager.get(pk=rij.pk)
    for veld in velden:
        setattr(rij, veld.name, kanarie(veld))
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        return False
    return True


# Out of a page


class _Lezer(HTMLParser):
    """Reads a page as a browser does: its attributes and its words."""

    def __init__(self):
        super().__init__()
        self.fouten = []

    def handle_starttag(self, tag, attrs):
        if any(re.match(r"x\d+q", naam) for naam, _waarde in attrs):
            self.fouten.append(self.get_starttag_text())
        for _naam, waarde in attrs:
            self.handle_data(waarde or "")

    def handle_data(self, data):
        if DUBBEL.search(data):
            self.fouten.append(data.strip()[:200])


def doorgekomen(tekst):
    """What of the markup a browser would take for its own, or show as signs twice over."""
    if not VERDACHT.search(tekst):
        return []
    # No page has a reason to hold these as they are, in a script no more than in an attribute.
    ruw = [tekst[treffer.start() :][:100] for treffer in RUW.finditer(tekst)]
    lezer = _Lezer()
    lezer.feed(tekst)
    lezer.close()
    return ruw + lezer.fouten


# One text everywhere


def plant(tekst):
    """Put `tekst` in every column that takes it, of every model there is, in one row or more.

    Gives {"table.column"} of those that did.
    """
    gevuld = set()
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if _past(veld, tekst) and _geplant(model, veld, tekst):
                gevuld.add(f"{model._meta.db_table}.{veld.column}")
    return gevuld


def _past(veld, tekst):
    if veld.primary_key or veld.choices:
        return False
    if isinstance(veld, models.JSONField):
        return True
    # What keeps a form of its own, such as days, takes no other text.
    is_tekst = isinstance(veld, models.CharField | models.TextField)
    return (
        is_tekst
        and not hasattr(veld, "from_db_value")
        and (veld.max_length or len(tekst)) >= len(tekst)
    )


def _geplant(model, veld, tekst):
    """Whether a row took it: any, unless a rule of the database says no."""
    naam, tabel = connection.ops.quote_name, model._meta.db_table
    rij = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    waarde = json.dumps([tekst]) if isinstance(veld, models.JSONField) else tekst
    vraag = f"UPDATE {naam(tabel)} SET {naam(veld.column)} = %s"
    vraag += f" WHERE {naam(model._meta.pk.column)} = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(vraag, [waarde, rij])
            return cursor.rowcount > 0
    except IntegrityError:
        return False

"""What a cell of a table holds, per kind of field: how it is read, and how it is written."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _t
from import_export import widgets

from buurtnet.kern.getal import eis_geheel, lees_geheel, lees_getal, rond_af
from buurtnet.kern.tekst import een_regel, meer_regels
from buurtnet.lijsten.uitvoer import INGEKORT, lijkt_formule

SCHEIDING = "; "


def plat(waarde):
    """The text of a cell in one line, without the apostrophe of an export before a formula."""
    return _zonder_apostrof(een_regel("" if waarde is None else str(waarde)))


def _zonder_apostrof(tekst):
    return tekst[1:].strip() if tekst[:1] == "'" and lijkt_formule(tekst[1:]) else tekst


class Tekst(widgets.Widget):
    """A text, with its line ends; one that an export cut off is refused."""

    def clean(self, value, row=None, **kwargs):
        tekst = meer_regels("" if value is None else str(value)).strip()
        if tekst.endswith(INGEKORT):
            raise ValueError(
                _t(
                    "Deze tekst is ingekort: hij past niet in een cel. Haal de kolom weg, of neem"
                    " de hele tekst over van de site."
                )
            )
        return _zonder_apostrof(tekst)


class Getal(widgets.Widget):
    """A number, with a comma or a point, rounded to the decimals that the field keeps."""

    def __init__(self, veld):
        self.decimalen = veld.decimal_places
        self.grens = Decimal(10) ** (veld.max_digits - veld.decimal_places)
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        if tekst := plat(value):
            getal = _als_getal(value) or lees_getal(tekst, self.grens, self.decimalen)
            return rond_af(getal, self.decimalen)
        return None


class Geheel(widgets.Widget):
    """A whole number, with or without points between the thousands."""

    def clean(self, value, row=None, **kwargs):
        if (getal := _als_getal(value)) is not None:
            return eis_geheel(getal)
        tekst = plat(value)
        return lees_geheel(tekst) if tekst else None


def _als_getal(waarde):
    """The Decimal of a cell that a spreadsheet keeps as a number; None of any other."""
    if isinstance(waarde, (int, float, Decimal)) and not isinstance(waarde, bool):
        getal = Decimal(str(waarde))
        return getal if getal.is_finite() else None
    return None


class Keuze(widgets.Widget):
    """One of the choices of a field, by its word; the value in the database will do too.

    An empty cell stands for `standaard`; None: it is refused, unless the field `mag_leeg`.
    """

    def __init__(self, keuzes, standaard=None, *, mag_leeg=False):
        self.labels = {waarde: str(label) for waarde, label in keuzes}
        self.standaard, self.mag_leeg = standaard, mag_leeg
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        tekst = plat(value).lower()
        for waarde, label in self.labels.items():
            if tekst in (str(waarde), label.lower()):
                return waarde
        if not tekst and (self.mag_leeg or self.standaard is not None):
            return self.standaard
        raise ValueError(
            _t("“%(tekst)s” kan hier niet. Kies uit: %(keuzes)s.")
            % {"tekst": tekst, "keuzes": ", ".join(self.labels.values())}
        )

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, "")


class JaNee(widgets.Widget):
    """Yes, no, or nothing for unknown."""

    WAARDEN = {"ja": True, "nee": False, "": None}

    def clean(self, value, row=None, **kwargs):
        tekst = {"true": "ja", "false": "nee"}.get(plat(value).lower(), plat(value).lower())
        if tekst not in self.WAARDEN:
            raise ValueError(_t("“%(tekst)s” kan hier niet: schrijf ja of nee.") % {"tekst": tekst})
        return self.WAARDEN[tekst]

    def render(self, value, obj=None, **kwargs):
        return {True: "ja", False: "nee"}.get(value, "")


class JaOfNee(JaNee):
    """Yes or no; nothing stands for `standaard`."""

    def __init__(self, standaard):
        self.WAARDEN = JaNee.WAARDEN | {"": standaard}
        super().__init__()


class Dag(widgets.Widget):
    """A day: 2021-06-30, 30-6-2021 or a date cell of a spreadsheet."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        tekst = plat(value)
        if not tekst:
            return None
        for vorm in ("%Y-%m-%d", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S"):
            try:
                return datetime.datetime.strptime(tekst, vorm).date()  # noqa: DTZ007 a day
            except ValueError:
                continue
        raise ValueError(
            _t("“%(tekst)s” is geen datum. Schrijf die zo: 2021-06-30.") % {"tekst": tekst}
        )

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class Verwijzing(widgets.ForeignKeyWidget):
    """Another record, by its address (slug) or else its exact name."""

    def __init__(self, model):
        super().__init__(model, field="slug")

    def clean(self, value, row=None, **kwargs):
        tekst = plat(value)
        return zoek_op(self.model, tekst) if tekst else None

    def render(self, value, obj=None, **kwargs):
        return value.slug if value else ""


class Verwijzingen(widgets.ManyToManyWidget):
    """Other records, separated by semicolons."""

    def __init__(self, model):
        super().__init__(model, separator=SCHEIDING, field="slug")

    def clean(self, value, row=None, **kwargs):
        delen = [deel.strip() for deel in plat(value).split(SCHEIDING.strip())]
        return [zoek_op(self.model, deel) for deel in delen if deel]

    def render(self, value, obj=None, **kwargs):
        return SCHEIDING.join(rij.slug for rij in value.all()) if value is not None else ""


def zoek_op(model, tekst):
    """The one record with this address or name, as `plat` reads it. Raises ValueError."""
    gevonden = list(model.objects.filter(slug=tekst)) or list(
        model.objects.filter(naam__iexact=tekst)[:2]
    )
    if len(gevonden) == 1:
        return gevonden[0]
    zin = _t("Er is meer dan één “%(tekst)s”. Gebruik het adres.")
    if not gevonden:
        zin = _t("“%(tekst)s” kennen we niet als %(soort)s. Gebruik het adres of de naam.")
    raise ValueError(zin % {"tekst": tekst, "soort": model._meta.verbose_name})


def widget_voor(veld):
    """How a column of this model field is read and written."""
    if veld.many_to_many:
        return Verwijzingen(veld.related_model)
    if veld.is_relation:
        return Verwijzing(veld.related_model)
    if veld.choices:
        return Keuze(veld.choices, veld.get_default() or None, mag_leeg=veld.null)
    soort = veld.get_internal_type()
    if soort == "BooleanField":
        return JaNee() if veld.null else JaOfNee(veld.get_default())
    if soort == "DecimalField":
        return Getal(veld)
    if soort.endswith("IntegerField"):
        return Geheel()
    return Dag() if soort == "DateField" else Tekst()

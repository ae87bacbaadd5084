"""Import and export of records as a table: what a column holds, and what an import leaves behind.

An import is a Bron: its rows can be found, and each says in which line of the file it stood. All
rows go in or none does, one by one through `save()`, so that history, search index and addresses
follow as with any other change.
"""

import datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from import_export import resources, widgets
from import_export.fields import Field

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.lijsten.uitvoer import FORMULETEKENS

# About twenty milliseconds each, twice; SQLite has one writer, and others wait for it.
MEESTE_RIJEN = 1000
SCHEIDING = "; "
PERIODE = list(PERIODEVELDEN)
HERKOMST = ["bron", "vindplaats", "bevestigd_op"]


def plat(waarde):
    """The text of a cell, without the apostrophe that an export puts before a formula."""
    tekst = "" if waarde is None else str(waarde).strip()
    return tekst[1:] if tekst[:1] == "'" and tekst[1:].startswith(FORMULETEKENS) else tekst


class Tekst(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return plat(value).replace("\r\n", "\n")


class Getal(widgets.Widget):
    """A number, with a comma or a point."""

    def clean(self, value, row=None, **kwargs):
        tekst = plat(value).replace(",", ".")
        try:
            return Decimal(tekst) if tekst else None
        except InvalidOperation:
            raise ValueError(_t("“%(tekst)s” is geen getal.") % {"tekst": tekst}) from None


class Keuze(widgets.Widget):
    """One of the choices of a field, by its word; the value in the database will do too."""

    def __init__(self, keuzes, standaard=""):
        self.labels = {str(waarde): str(label) for waarde, label in keuzes}
        self.standaard = str(standaard)
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        tekst = plat(value).lower()
        for waarde, label in self.labels.items():
            if tekst in (waarde, label.lower()):
                return waarde
        if not tekst and self.standaard:
            return self.standaard
        raise ValueError(
            _t("“%(tekst)s” kan hier niet. Kies uit: %(keuzes)s.")
            % {"tekst": tekst, "keuzes": ", ".join(self.labels.values())}
        )

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(str(value), "")


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
    """The one record with this address or name. Raises ValueError with a sentence."""
    gevonden = list(model.objects.filter(slug=tekst)) or list(
        model.objects.filter(naam__iexact=tekst)[:2]
    )
    if len(gevonden) == 1:
        return gevonden[0]
    zin = _t("Er is meer dan één “%(tekst)s”. Gebruik het adres.")
    if not gevonden:
        zin = _t("“%(tekst)s” kennen we niet als %(soort)s. Gebruik het adres of de naam.")
    raise ValueError(zin % {"tekst": tekst, "soort": model._meta.verbose_name})


class Verschil:
    """Old and new value of each column, as text: no inline style, which the site refuses."""

    def __init__(self, resource, instance, new):
        self.nieuw = new
        self.oud = self._lees(resource, instance)
        self.later = []

    def compare_with(self, resource, instance):
        self.later = self._lees(resource, instance)

    def as_html(self):
        paren = zip(self.oud, self.later, strict=True)
        return [
            na if self.nieuw or voor == na else f"{voor or '–'} → {na or '–'}" for voor, na in paren
        ]

    @staticmethod
    def _lees(resource, instance):
        return [str(veld.export(instance)) for veld in resource.get_import_fields()]


class Uitwisseling(resources.ModelResource):
    """A table of one model. Its Meta names `model` and `fields`."""

    # Columns that every file has.
    verplicht = ["naam"]
    bron = None

    class Meta:
        abstract = True
        import_id_fields = []
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        store_instance = True

    @classmethod
    def get_diff_class(cls):
        return Verschil

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        """A column with the name that people see; where a row comes from is only exported."""
        return Field(
            attribute=field_name,
            column_name=str(django_field.verbose_name),
            widget=_widget(django_field),
            readonly=field_name in HERKOMST,
        )

    def get_import_fields(self):
        return [veld for veld in super().get_import_fields() if not veld.readonly]

    def get_instance(self, instance_loader, row):
        """The record with the address in this row, or else its name; kept from others."""
        model = self._meta.model
        rijen = model.objects.select_for_update(of=("self",))
        slug = plat(row.get(self.fields["slug"].column_name))
        if slug:
            return rijen.filter(slug=slug).first() or rijen.op_oud_adres(slug)
        naam = plat(row.get(self.fields["naam"].column_name))
        gevonden = list(rijen.filter(naam__iexact=naam)[:2])
        if len(gevonden) > 1:
            zin = _t("Er is meer dan één “%(tekst)s”. Gebruik het adres.") % {"tekst": naam}
            raise ValidationError({"naam": zin})
        return gevonden[0] if gevonden else None

    def before_import(self, dataset, **kwargs):
        self._lees_koppen(dataset)
        kolommen = {veld.column_name for veld in self.fields.values()}
        onbekend = {str(kop) for kop in dataset.headers or [] if kop} - kolommen
        mist = {self.fields[naam].column_name for naam in self.verplicht} - set(
            dataset.headers or []
        )
        for namen, zin in (
            (onbekend, _t("Deze kolommen kennen we niet: %(kolommen)s.")),
            (mist, _t("Deze kolommen ontbreken: %(kolommen)s.")),
        ):
            if namen:
                self._weiger(dataset, zin % {"kolommen": ", ".join(sorted(namen))})
        if len(dataset) > MEESTE_RIJEN:
            zin = _t("Het bestand heeft meer dan %(aantal)d rijen. Knip het in stukken.")
            self._weiger(dataset, zin % {"aantal": MEESTE_RIJEN})
        self.bron = self._maak_bron(kwargs.get("file_name") or "")

    def _lees_koppen(self, dataset):
        """Headings in any case, also the short name of a column: "wijk" for "wijk of gebied"."""
        namen = {}
        for naam, veld in self.fields.items():
            namen |= {naam.replace("_", " "): veld.column_name, naam: veld.column_name}
        namen |= {veld.column_name.lower(): veld.column_name for veld in self.fields.values()}
        koppen = dataset.headers or []
        gelezen = [namen.get(plat(kop).lower(), kop) for kop in koppen]
        # Two headings for one column are left as they are, and refused.
        if gelezen != koppen and len(set(gelezen)) == len(gelezen):
            dataset.headers = gelezen

    @staticmethod
    def _weiger(dataset, zin):
        """Refuse the whole file: without this its rows would be tried all the same."""
        dataset.wipe()
        raise ValueError(zin)

    def _maak_bron(self, bestand):
        nu = timezone.localtime()
        wat = self._meta.model._meta.verbose_name_plural
        naam = _t("Import van %(wat)s uit %(bestand)s") % {"wat": wat, "bestand": bestand}
        return Bron.objects.create(
            naam=naam[:200],
            slug=f"import-{nu:%Y%m%d-%H%M%S-%f}",
            soort=Bron.Soort.IMPORT,
            datum=nu.date(),
        )

    def import_instance(self, instance, row, **kwargs):
        """Collect what is wrong in any column, the lists of other records included."""
        fouten = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
        for veld in self.get_import_fields():
            if isinstance(veld.widget, Verwijzingen) and veld.column_name in row:
                try:
                    veld.clean(row)
                except ValueError as fout:
                    fouten[veld.attribute] = [ValidationError(str(fout))]
        if fouten:
            raise ValidationError(fouten)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Name the columns as they stand in the file."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as fout:
            kolommen = {veld.attribute: veld.column_name for veld in self.fields.values()}
            fouten = fout.update_error_dict({})
            raise ValidationError(
                {kolommen.get(naam, naam): lijst for naam, lijst in fouten.items()}
            ) from None

    def before_save_instance(self, instance, row, **kwargs):
        # The first line of a file holds the names of the columns.
        vindplaats = f"{self.bron.slug}:{kwargs['row_number'] + 1}"
        instance.bron = self.bron
        instance.vindplaats = "; ".join(filter(None, [instance.vindplaats, vindplaats]))
        instance._change_reason = self.bron.naam[:100]

    def after_import(self, dataset, result, **kwargs):
        """An import that changes nothing leaves no Bron behind."""
        if self.bron and not result.totals["new"] and not result.totals["update"]:
            self.bron.delete()


def _widget(veld):
    """How a column of this model field is read and written."""
    if veld.many_to_many:
        return Verwijzingen(veld.related_model)
    if veld.is_relation:
        return Verwijzing(veld.related_model)
    if veld.choices:
        return Keuze(veld.choices, veld.get_default() or "")
    soort = veld.get_internal_type()
    if soort == "BooleanField":
        return JaNee() if veld.null else JaOfNee(veld.get_default())
    return {"DateField": Dag, "DecimalField": Getal}.get(soort, Tekst)()

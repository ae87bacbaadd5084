"""Import and export of records as a table: what a column holds, and what an import leaves behind.

An import is a Bron: its rows can be found, and each says in which line of the file it stood. All
rows go in or none does, one by one through `save()`, so that history, search index and addresses
follow as with any other change.
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from import_export import resources
from import_export.fields import Field
from import_export.results import Result

from buurtnet.kern.datumtwijfel import twijfel
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.tabel import VOLLEDIG
from buurtnet.kern.tekst import een_regel

from .cellen import Verwijzingen, plat, widget_voor

# About twenty milliseconds each, twice; SQLite has one writer, and others wait for it.
MEESTE_RIJEN = 1000
PERIODE = list(PERIODEVELDEN)
HERKOMST = ["bron", "vindplaats", "bevestigd_op"]


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


class Uitkomst(Result):
    """What became of a file, told by the numbers of the rows as they stand in it."""

    # Of each row that was read, which row of the file it is.
    regels = ()
    # Days that can hardly be meant, as (row of the file, column, what to ask about it).
    twijfels = ()

    def row_errors(self):
        return [(self.regels[nr - 1] - 1, fouten) for nr, fouten in super().row_errors()]

    def noem_regels(self, regels):
        """Count from the top of the file from now on: the names of its columns stand anywhere."""
        self.regels = regels
        for rij in self.invalid_rows:
            rij.number = regels[rij.number - 1] - 1


class Uitwisseling(resources.ModelResource):
    """A table of one model. Its Meta names `model` and `fields`."""

    # Columns that every file has.
    verplicht = ["naam"]
    bron = None
    regels = ()

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
    def get_result_class(cls):
        return Uitkomst

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        """A column with the name that people see; where a row comes from is only exported."""
        return Field(
            attribute=field_name,
            column_name=str(django_field.verbose_name),
            widget=widget_voor(django_field),
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
        self.twijfels = []
        # The first row of a table made elsewhere holds the names of the columns.
        self.regels = getattr(dataset, "regels", range(2, len(dataset) + 2))
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
        self.bron = Bron.objects.maak_import(self._meta.model, kwargs.get("file_name") or "")

    def _lees_koppen(self, dataset):
        """Headings in any case, also the short name of a column: "wijk" for "wijk of gebied"."""
        namen = self._kolomnamen()
        koppen = dataset.headers or []
        gelezen = [namen.get(plat(kop).lower(), kop) for kop in koppen]
        # Two headings for one column are left as they are, and refused.
        if gelezen != koppen and len(set(gelezen)) == len(gelezen):
            dataset.headers = gelezen

    def _kolomnamen(self):
        """{heading in lower case: name of the column}."""
        namen = {}
        for naam, veld in self.fields.items():
            namen |= {naam.replace("_", " "): veld.column_name, naam: veld.column_name}
        return namen | {veld.column_name.lower(): veld.column_name for veld in self.fields.values()}

    def herken(self, cellen):
        """How surely these cells are the headings: see `kern.tabel.beste_kop`."""
        namen = self._kolomnamen()
        koppen = [een_regel(str(cel)).lower() for cel in cellen if cel is not None]
        bekend = [namen[kop] for kop in koppen if kop in namen]
        nodig = {self.fields[naam].column_name for naam in self.verplicht} <= set(bekend)
        volledig = nodig and len(bekend) == sum(map(bool, koppen))
        return len(bekend) + (VOLLEDIG if volledig else VOLLEDIG // 2 if nodig else 0)

    @staticmethod
    def _weiger(dataset, zin):
        """Refuse the whole file: without this its rows would be tried all the same."""
        dataset.wipe()
        raise ValueError(zin)

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
        vindplaats = f"{self.bron.slug}:{self.regels[kwargs['row_number'] - 1]}"
        self._twijfel_aan(instance, self.regels[kwargs["row_number"] - 1])
        instance.bron = self.bron
        instance.vindplaats = "; ".join(filter(None, [instance.vindplaats, vindplaats]))
        instance._change_reason = self.bron.naam

    def _twijfel_aan(self, rij, regel):
        """Note the days that differ and can hardly be meant, to ask about: see `datumtwijfel`."""
        vandaag = timezone.localdate()
        for veld in self.get_import_fields():
            dag = getattr(rij, veld.attribute) if veld.attribute in rij.anders else None
            if isinstance(dag, datetime.date):
                zin = twijfel(dag, vandaag, einde=veld.attribute == "tot", terug=rij.jaren_terug)
                self.twijfels += [(regel, veld.column_name, zin)] if zin else []

    def after_import(self, dataset, result, **kwargs):
        """An import that changes nothing leaves no Bron behind."""
        result.noem_regels(self.regels)
        result.twijfels = self.twijfels
        if self.bron and not result.totals["new"] and not result.totals["update"]:
            self.bron.delete()

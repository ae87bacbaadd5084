"""Import with a dry run, and export of what the list shows, in the admin."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from import_export.admin import ImportExportMixin
from import_export.formats import base_formats
from import_export.forms import ImportForm

from buurtnet.kern.peildatum import Peildatum
from buurtnet.kern.tabel import Tabelfout
from buurtnet.lijsten.uitvoer import antwoord

from .. import tabellen
from ..tabelbestand import lees_tabel
from .handelingen import doe_in_beheer

MEESTE_BYTES = 5 * 1024 * 1024


class Tabelbestand:
    """A format that reads any table, whichever was chosen: the file itself says what it is."""

    def __init__(self, encoding=None, *, resource):
        super().__init__(encoding)
        self.resource = resource

    def create_dataset(self, in_stream):
        return lees_tabel(in_stream, self.resource().herken, tabellen.MEESTE_RIJEN + 1)


class CSV(Tabelbestand, base_formats.CSV):
    """With commas, semicolons or tabs, in any usual encoding."""


class XLSX(Tabelbestand, base_formats.XLSX):
    """On whichever sheet the table is."""


class BestandForm(ImportForm):
    def clean_import_file(self):
        bestand = self.cleaned_data["import_file"]
        if bestand.size > MEESTE_BYTES:
            raise ValidationError(_t("Dit bestand is te groot. Knip het in stukken."))
        return bestand


class UitwisselingAdmin(ImportExportMixin):
    import_form_class = BestandForm
    formats = export_formats = [CSV, XLSX]
    import_template_name = "admin/importeren.html"

    def get_import_formats(self):
        """The formats, each told which columns to look for."""
        return [partial(soort, resource=self.resource_classes[0]) for soort in self.formats]

    def get_urls(self):
        naam = "{}_{}_export_xlsx".format(*self.get_model_info())
        excel = path("export/xlsx/", self.admin_site.admin_view(self.export_xlsx), name=naam)
        return [excel, *super().get_urls()]

    def export_action(self, request):
        return self._exporteer(request, "csv")

    def export_xlsx(self, request):
        return self._exporteer(request, "xlsx")

    def process_import(self, request, **kwargs):
        """As the library's; the file may be gone since the dry run."""
        if request.method != "POST":
            return super().process_import(request, **kwargs)
        try:
            with doe_in_beheer(request):
                return super().process_import(request, **kwargs)
        except Tabelfout as fout:
            messages.error(request, capfirst(str(fout)))
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, Tabelfout):
            form.add_error("import_file", capfirst(str(e)))
            return
        form.add_error(
            "import_file",
            _t(
                "Dit bestand kunnen we niet lezen. Kies het juiste formaat, en zorg voor een regel"
                " met kolomnamen en daaronder minstens één rij."
            ),
        )

    def add_success_message(self, result, request):
        zin = _t("Geïmporteerd: %(new)d nieuw, %(update)d gewijzigd, %(skip)d ongewijzigd.")
        messages.success(request, zin % result.totals)

    def get_import_data_kwargs(self, **kwargs):
        """What went well in the dry run may go wrong a minute later; then nothing goes in."""
        kwargs = super().get_import_data_kwargs(**kwargs)
        return kwargs | {"rollback_on_validation_errors": True}

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            # What was noted of it was not kept.
            transaction.set_rollback(True)
            messages.error(
                request,
                _t("Er is niets geïmporteerd: intussen is er iets veranderd. Doe het opnieuw."),
            )
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        if result.twijfels and "klopt" not in request.POST:
            transaction.set_rollback(True)
            messages.error(
                request,
                _t("Er is niets geïmporteerd: zeg eerst of de datums kloppen. Doe het opnieuw."),
            )
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        zin = _t("Import van %(wat)s: %(new)d nieuw, %(update)d gewijzigd.")
        request.handeling.wat = zin % {"wat": self.opts.verbose_name_plural, **result.totals}
        return super().process_result(result, request)

    def _exporteer(self, request, formaat):
        """All rows that the search and the filters of the list leave, as a file."""
        model = self.model
        relaties = [veld.name for veld in model._meta.fields if veld.many_to_one]
        lijsten = [veld.name for veld in model._meta.many_to_many]
        rijen = self.get_export_queryset(request).select_related(*relaties)
        tabel = self.resource_classes[0]().export(rijen.prefetch_related(*lijsten))
        naam = str(model._meta.verbose_name_plural)
        return antwoord(Peildatum(timezone.localdate()), formaat, naam, tabel.headers, iter(tabel))

"""Import with a dry run, and export of what the list shows, in the admin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _t
from import_export.admin import ImportExportMixin
from import_export.formats import base_formats
from import_export.forms import ImportForm

from buurtnet.kern.peildatum import Peildatum
from buurtnet.lijsten.uitvoer import antwoord

MEESTE_BYTES = 5 * 1024 * 1024


class CSV(base_formats.CSV):
    """With commas or semicolons, whichever its first line has most of."""

    def create_dataset(self, in_stream, **kwargs):
        if isinstance(in_stream, bytes):
            in_stream = in_stream.decode(self.encoding or "utf-8-sig")
        koppen = in_stream.partition("\n")[0]
        teken = ";" if koppen.count(";") >= koppen.count(",") else ","
        return _niet_leeg(
            super().create_dataset(in_stream.lstrip("\ufeff"), delimiter=teken, **kwargs)
        )


class XLSX(base_formats.XLSX):
    def create_dataset(self, in_stream):
        return _niet_leeg(super().create_dataset(in_stream))


def _niet_leeg(tabel):
    if not len(tabel):
        raise ValueError("a table without rows")
    return tabel


class BestandForm(ImportForm):
    def clean_import_file(self):
        bestand = self.cleaned_data["import_file"]
        if bestand.size > MEESTE_BYTES:
            raise ValidationError(_t("Dit bestand is te groot. Knip het in stukken."))
        return bestand


class UitwisselingAdmin(ImportExportMixin):
    import_form_class = BestandForm
    formats = import_formats = export_formats = [CSV, XLSX]
    import_template_name = "admin/importeren.html"

    def get_urls(self):
        naam = "{}_{}_export_xlsx".format(*self.get_model_info())
        excel = path("export/xlsx/", self.admin_site.admin_view(self.export_xlsx), name=naam)
        return [excel, *super().get_urls()]

    def export_action(self, request):
        return self._exporteer(request, "csv")

    def export_xlsx(self, request):
        return self._exporteer(request, "xlsx")

    def add_data_read_fail_error_to_form(self, form, e):
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
            messages.error(
                request,
                _t("Er is niets geïmporteerd: intussen is er iets veranderd. Doe het opnieuw."),
            )
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
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

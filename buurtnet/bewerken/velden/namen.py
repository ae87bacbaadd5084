"""The field of a form for a few records out of thousands, each by its name."""

from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.noemen import mag_noemen
from buurtnet.kern.tekst import een_regel
from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.zoeken.gelijkenis import gelijkende

from .eenmalig import EenmaligVeld
from .naam import omschrijf

MEESTE = 40


class NamenWidget(forms.Widget):
    """A text box with suggestions for each name, and two empty ones."""

    template_name = "django/forms/widgets/namenkeuze.html"
    # How many more there are, which the user can't see.
    besloten = 0
    use_fieldset = True

    def __init__(self, suggesties):
        self.suggesties = suggesties
        super().__init__()

    def value_from_datadict(self, data, files, name):
        waarden = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [waarden] if isinstance(waarden, str) else waarden

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        namen = [tekst for tekst in value or () if str(tekst).strip()][:MEESTE]
        context["widget"] |= {
            "namen": [*namen, "", ""],
            "suggesties": self.suggesties,
            "besloten": self.besloten,
        }
        return context


class NamenField(EenmaligVeld):
    """Gives a queryset: of each name its record; of a name that two have, that of its slug."""

    default_error_messages = {
        "onbekend": _("“%(naam)s” kennen we hier niet. Kijk de naam na, of voeg die eerst toe."),
        "bijna": _("“%(naam)s” kennen we niet precies zo. Bedoel je: %(kandidaten)s?"),
        "meer": _("Er is meer dan één “%(naam)s”. Schrijf op welke: %(kandidaten)s."),
        "te_veel": _("Dat zijn er te veel. Noem er hoogstens %(meeste)d."),
    }

    def __init__(self, queryset, *, suggesties, **kwargs):
        self.queryset = queryset
        super().__init__(widget=NamenWidget(suggesties), required=False, **kwargs)

    def prepare_value(self, value):
        """Names of the records that are there; what was typed stays as it is."""
        self.widget.besloten = len(self._besloten())
        records = [een for een in value or () if hasattr(een, "naam")]
        if not records:
            return value
        alle = self.queryset.filter(naam__in=[een.naam for een in records])
        telling = Counter(alle.values_list("naam", flat=True))
        zichtbaar = [een for een in records if mag_noemen(een, self.gebruiker)]
        return [een.slug if telling[een.naam] > 1 else een.naam for een in zichtbaar]

    def _besloten(self):
        """Keys of what is saved here and stays, as the user can't see it."""
        return [rij.pk for rij in self.huidige if not mag_noemen(rij, self.gebruiker)]

    def lees_waarde(self, value):
        for tekst in value:
            if "\x00" in str(tekst):
                raise self._fout("onbekend", naam=een_regel(str(tekst))[:40])
        namen = list(dict.fromkeys(een_regel(str(tekst)) for tekst in value))
        namen = [naam for naam in namen if naam]
        if len(namen) > MEESTE:
            raise self._fout("te_veel", meeste=MEESTE)
        gevonden, fouten = [], []
        for naam in namen:
            try:
                gevonden.append(self._vind(naam).pk)
            except ValidationError as fout:
                fouten.append(fout)
        if fouten:
            raise ValidationError(fouten)
        sleutels = [*gevonden, *self._besloten()]
        return self.queryset.model.objects.filter(pk__in=sleutels)

    def has_changed(self, initial, data):
        try:
            nieuw = {rij.pk for rij in self.clean(data)}
        except ValidationError:
            return True
        return nieuw != {rij.pk for rij in initial or ()}

    def _vind(self, naam):
        if len(naam) > 160:
            raise self._fout("onbekend", naam=naam[:40])
        blijft = [rij for rij in self.huidige if naam in (rij.naam, rij.slug)]
        if len(blijft) == 1 and mag_noemen(blijft[0], self.gebruiker):
            return blijft[0]
        sleutels = list(Zoekingang.objects.met_naam(self.queryset.model, naam))
        rijen = list(self.queryset.filter(Q(pk__in=sleutels) | Q(slug=naam))[:8])
        gelijk = [rij for rij in rijen if rij.slug == naam] or rijen
        if len(gelijk) == 1:
            return gelijk[0]
        if gelijk:
            keuzes = ", ".join(rij.slug for rij in gelijk)
            raise self._fout("meer", naam=naam, kandidaten=keuzes)
        bijna = ", ".join(f"{omschrijf(rij)}" for rij in gelijkende(self.queryset, naam)[:3])
        raise self._fout("bijna" if bijna else "onbekend", naam=naam, kandidaten=bijna)

    def _fout(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)

"""The forms of reading in a table: the file, where the headings are, what each column is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.tabel import Tabelfout
from buurtnet.kern.tabel.bladen import lees_bladen
from netwerken.models import Netwerk
from wijken.models import Thema, Wijk

from ..formulieren.velden import wijk_veld
from .soorten import SOORTEN
from .velden import THEMAKOLOM

MEESTE_BYTES = 5 * 1024 * 1024
MEESTE_RIJEN = 5000
# Fields that several columns may be together: their texts one after the other.
SAMEN_TE_VOEGEN = ("toelichting", "omschrijving")


class Bestand(forms.Form):
    """The file, and what is in it when the user wants to say so."""

    bestand = forms.FileField(
        label=_("Je bestand"),
        help_text=_(
            "Een Excel-bestand (.xlsx) of CSV, zoals je het hebt. Hoogstens 5.000 rijen. De naam"
            " van het bestand komt als bron op de site."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv", "autofocus": True}),
    )
    soort = forms.ChoiceField(
        label=_("Wat staat erin?"),
        required=False,
        choices=[("", _("Kijk zelf maar")), *((naam, s.label) for naam, s in SOORTEN.items())],
        help_text=_("Je kunt dit straks nog veranderen."),
    )

    def __init__(self, *args, herken=None, **kwargs):
        self.herken = herken
        super().__init__(*args, **kwargs)

    def clean_bestand(self):
        """The sheets in the file, and its name."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MEESTE_BYTES:
            raise ValidationError(_t("Dit bestand is te groot. Knip het in stukken."))
        try:
            bladen = lees_bladen(bestand.read(), self.herken, MEESTE_RIJEN)
        except Tabelfout as fout:
            zin = str(fout)
            raise ValidationError(zin[:1].upper() + zin[1:]) from None
        return bestand.name[-120:], [[blad.naam, blad.rijen] for blad in bladen]


class Kolommen(forms.Form):
    """What the table is, what it is of as a whole, and what each column is."""

    soort = forms.ChoiceField(
        label=_("Wat staat erin?"), choices=[(naam, soort.label) for naam, soort in SOORTEN.items()]
    )
    wijk = wijk_veld(
        required=False,
        help_text=_("Waar dit over gaat. Niet nodig als een kolom de wijk noemt."),
    )
    netwerk = forms.ModelChoiceField(
        Netwerk.objects.none(),
        label=_("Netwerk"),
        required=False,
        help_text=_("Bij welk netwerk dit hoort. Niet nodig als een kolom het netwerk noemt."),
    )

    def __init__(self, *args, gebruiker, tabel, keuze, vandaag, **kwargs):
        initial = {naam: keuze.get(naam) for naam in ("soort", "wijk", "netwerk")}
        super().__init__(*args, initial=initial, **kwargs)
        # Of a form that was sent: the kind that its columns were made for.
        self.soort = SOORTEN[keuze["soort"]]
        wijken = Wijk.objects.te_kiezen_door(gebruiker)
        self.fields["wijk"].gebruiker = gebruiker
        self.fields["wijk"].queryset = wijken
        netwerken = Netwerk.objects.editable_by(gebruiker).niet_voorbij(vandaag)
        self.fields["netwerk"].queryset = netwerken
        for naam in ("wijk", "netwerk"):
            if naam not in self.soort.vast:
                del self.fields[naam]
            elif not initial[naam]:
                self.initial[naam] = self._enige(naam, gebruiker)
        self.kolommen = tabel.kolommen()
        self._voeg_kolommen_toe(keuze, self._keuzes(gebruiker))

    def _voeg_kolommen_toe(self, keuze, keuzes):
        for plek, kop, teksten in self.kolommen:
            voorbeelden = "; ".join(tekst[:40] for tekst in teksten)
            zoals = _t("Zoals: %(teksten)s") % {"teksten": voorbeelden}
            veld = forms.ChoiceField(
                label=kop,
                choices=keuzes,
                required=False,
                initial=keuze["kolommen"].get(str(plek), ""),
                help_text=zoals if teksten else _t("Deze kolom is leeg."),
            )
            # Every one says what a column is, if only that it isn't read in.
            veld.een_van = True
            self.fields[f"kolom-{plek}"] = veld

    def _enige(self, naam, gebruiker):
        """The key of the only one there is to choose, or that names the user; else None."""
        rijen = self.fields[naam].queryset
        if naam == "netwerk":
            rijen = rijen.filter(coordinatoren=gebruiker)
        enige = list(rijen.order_by("pk").values_list("pk", flat=True)[:2])
        return enige[0] if len(enige) == 1 else None

    def _keuzes(self, gebruiker):
        velden = [(veld.naam, veld.label) for veld in self.soort.velden]
        keuzes = [("", _t("Niet inlezen")), *velden]
        if self.soort.naam == "inzet":
            themas = Thema.objects.visible_to(gebruiker)
            kruisen = [(f"{THEMAKOLOM}{thema.pk}", thema.naam) for thema in themas]
            keuzes.append((_t("Kruisjes voor één thema"), kruisen))
        return keuzes

    @property
    def vaste_velden(self):
        return [self[naam] for naam in ("soort", *self.soort.vast)]

    @property
    def kolomvelden(self):
        return [self[f"kolom-{plek}"] for plek, _kop, _teksten in self.kolommen]

    @property
    def gekozen(self):
        """{place of a column, as text: what it is} of a form that is right."""
        namen = {
            str(plek): self.cleaned_data.get(f"kolom-{plek}") for plek, _k, _t in self.kolommen
        }
        return {plek: naam for plek, naam in namen.items() if naam}

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("soort") != self.soort.naam:
            return gegevens  # asked again, with the columns of that kind
        gekozen = list(self.gekozen.values())
        for plek, _kop, _teksten in self.kolommen:
            naam = gegevens.get(f"kolom-{plek}")
            if naam and naam not in SAMEN_TE_VOEGEN and gekozen.count(naam) > 1:
                self.add_error(f"kolom-{plek}", _t("Dit is een andere kolom ook al."))
        self._eis(gegevens, set(gekozen))
        return gegevens

    def _eis(self, gegevens, gekozen):
        """Say what is missing without which no row says anything."""
        heeft_thema = any(naam.startswith(THEMAKOLOM) for naam in gekozen)
        for veld in self.soort.velden:
            if veld.naam in self.soort.verplicht and veld.naam not in gekozen:
                if veld.naam == "thema" and heeft_thema:
                    continue
                zin = _t("Welke kolom is “%(wat)s”?") % {"wat": veld.label}
                self.add_error(None, zin)
        vast = self.soort.vast[0]
        if self.soort.naam != "organisatie" and not gegevens.get(vast) and vast not in gekozen:
            self.add_error(vast, _t("Kies dit, of wijs de kolom aan waar het in staat."))

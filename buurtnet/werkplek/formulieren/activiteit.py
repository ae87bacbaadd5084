"""The form of coordinators for an activity: when it is, in plain words."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.status import Status
from initiatieven.dagenveld import Dagen
from initiatieven.herhaling import dagen_van, komende, lees_herhaling
from initiatieven.herhaling.dagen import EEN_DAG, is_eenmalig
from initiatieven.herhaling.kalender import HORIZON
from initiatieven.herhaling.lossedagen import reeksen
from initiatieven.herhaling.woorden import dag_in_woorden, som_op
from initiatieven.models import Activiteit

from .in_wijken import InWijkenFormulier
from .velden import PERIODE, VINKJES, accommodatie_veld, initiatief_veld

DAG = Precisie.DAG
GETOOND = 3
# How far to look for the next times, and around a day for the nearest.
VER = HORIZON * EEN_DAG
TIJD = forms.TimeInput({"type": "time"}, format="%H:%M")


class ActiviteitFormulier(InWijkenFormulier):
    volgers = {"ritme": ("regel",)}
    meer = ("initiatief", "niet_op", "ook_op", *PERIODE, "nagaan_elke", "openbaar")

    initiatief = initiatief_veld(
        label=_("Hoort bij initiatief"),
        help_text=_("Als het bij een project of groep hoort die al op deze site staat."),
    )
    accommodatie = accommodatie_veld(
        label=_("Plek"), help_text=_("Waar het is. Typ de naam van het gebouw of de tuin.")
    )

    class Meta:
        model = Activiteit
        fields = [
            "naam",
            "wijken",
            "accommodatie",
            "initiatief",
            "ritme",
            "begint_om",
            "eindigt_om",
            "niet_op",
            "ook_op",
            "themas",
            "doelgroepen",
            "omschrijving",
            "kosten",
            "aanmelden",
            *PERIODE,
            "nagaan_elke",
            "openbaar",
        ]
        field_classes = VINKJES
        widgets = {"begint_om": TIJD, "eindigt_om": TIJD}
        help_texts = {
            "ritme": _(
                "Zoals “elke zondag”, “om de week op dinsdag”, “elke laatste vrijdag van de"
                " maand”, “elke dinsdag behalve in juli en augustus” of “op 12 december 2026”."
            ),
            "niet_op": _("Dagen waarop het uitvalt. Zoals 24 december 2026, 1 t/m 14 juli 2027."),
            "ook_op": _("Extra dagen, naast de vaste. Zoals 3 oktober 2026."),
            "kosten": _("Zoals “gratis” of “€ 2,50 met koffie”."),
            "aanmelden": _("Hoe je je opgeeft. Zoals “niet nodig” of “aan de balie”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self._toon_voorbeeld()

    def clean_ritme(self):
        """The words in their usual form; what is understood is kept in `herhaling`."""
        tekst = self.cleaned_data["ritme"]
        self.herhaling = None
        if not tekst or not self._is_nieuw_ritme():
            return tekst
        try:
            self.herhaling = lees_herhaling(tekst)
        except ValueError as fout:
            raise forms.ValidationError(str(fout), code="onbegrepen") from None
        # What is kept is Dutch, whatever the language of the page.
        with override("nl"):
            regel = self.herhaling.regel
            return self.herhaling.zonder_einde.woorden if regel else self.herhaling.woorden

    def clean(self):
        gegevens = super().clean()
        if self._is_nieuw_ritme() and "ritme" not in self.errors:
            self._volg_ritme(gegevens)
        return gegevens

    def _is_nieuw_ritme(self):
        """Whether there are words to read: those of an older version come with what they mean."""
        return "ritme" in self.changed_data and self.waarden is None

    def _volg_ritme(self, gegevens):
        """Put what the words say where it is kept: rule, times, first and last day."""
        herhaling, rij = self.herhaling, self.instance
        if is_eenmalig(rij) and not {"vanaf", "tot"} & set(self.changed_data):
            gegevens["vanaf"] = gegevens["tot"] = None
        rij.regel = ""
        if herhaling is None:
            return
        rij.regel = str(herhaling.zonder_einde.regel or "")
        for naam, tijd in zip(("begint_om", "eindigt_om"), herhaling.tijden or (), strict=False):
            if tijd:
                self._neem_over(
                    naam,
                    gegevens,
                    tijd,
                    _("Bij “Wanneer” staat een andere tijd. Laat er één staan."),
                )
        if "niet_op" in gegevens:
            gegevens["niet_op"] = Dagen((*gegevens["niet_op"], *herhaling.niet_op))
        einde = herhaling.regel and herhaling.regel.tot
        self._neem_dag_over("vanaf", gegevens, herhaling.vanaf or Tijdstip(herhaling.datum, DAG))
        self._neem_dag_over("tot", gegevens, Tijdstip(herhaling.datum or einde, DAG))

    def _neem_dag_over(self, naam, gegevens, tijdstip):
        if tijdstip.datum:
            zin = _("Bij “Wanneer” staat een andere dag. Laat er één staan.")
            self._neem_over(naam, gegevens, tijdstip.datum, zin)
            setattr(self.instance, f"{naam}_precisie", tijdstip.precisie)

    def _neem_over(self, naam, gegevens, waarde, zin):
        """Fill a field from the words; `zin` stands beside it when something else was typed."""
        if gegevens.get(naam) not in (None, waarde) and naam in self.changed_data:
            self.add_error(naam, zin)
        gegevens[naam] = waarde

    def houd(self, namen):
        if "ritme" in namen:
            self.instance.regel = self.bewaard.regel
        return super().houd(namen)

    def _post_clean(self):
        super()._post_clean()
        if {"niet_op", "ritme", "vanaf", "tot"} & set(self.changed_data) and not self.errors:
            self._keur_niet_op()
        self._toon_voorbeeld()

    def _keur_niet_op(self):
        """A coming day off on which it is not anyway is a slip: the day nearest may be meant."""
        vandaag = timezone.localdate()
        wat = self.instance.wanneer._replace(niet_op=(), status=Status.ACTIEF)
        for reeks in reeksen(self.instance.niet_op):
            eerste, laatste = reeks[0], reeks[-1]
            if laatste < vandaag or dagen_van(wat, eerste, laatste):
                continue
            dichtbij = dagen_van(wat, eerste - VER, laatste + VER)
            if dichtbij:
                _afstand, wel = min((abs(dag - eerste), dag) for dag in dichtbij)
                dagen = {"dag": _volledig(eerste), "wel": _volledig(wel)}
                zin = _t("Op %(dag)s is het er al niet. Bedoel je %(wel)s?")
                self.add_error("niet_op", zin % dagen)

    def _toon_voorbeeld(self):
        """Beside the field: what the rhythm that is filled in comes down to."""
        if self.gevolg and "ritme" not in self.errors:
            self["ritme"].help_text = self.gevolg

    @property
    def gevolg(self):
        """The coming three times in a sentence, or what is missing to know them, or ""."""
        rij, vandaag = self.instance, timezone.localdate()
        if not (rij.ook_op or is_eenmalig(rij) or rij.heeft_vaste_dagen):
            return _open(rij)
        keren = komende(rij, vandaag, vandaag + VER)[:GETOOND]
        if not keren:
            return _t("Er komen geen dagen meer. Kijk de periode en de status na.")
        namen = som_op(dag_in_woorden(keer.dag, vandaag) for keer in keren)
        if not rij.begint_om:
            return _t("De eerstvolgende keren: %(dagen)s.") % {"dagen": namen}
        delen = {"dagen": namen, "begin": f"{rij.begint_om:%H:%M}"}
        if not rij.eindigt_om:
            return _t("De eerstvolgende keren: %(dagen)s, om %(begin)s uur.") % delen
        zin = _t("De eerstvolgende keren: %(dagen)s, van %(begin)s tot %(einde)s uur.")
        return zin % (delen | {"einde": f"{rij.eindigt_om:%H:%M}"})

    @property
    def gevolgen(self):
        return [self.gevolg] if self.gevolg else super().gevolgen


def _volledig(dag):
    return date_format(dag, "l j F Y")


def _open(rij):
    """What to add to know on which days it is; "" when the words leave that open on purpose."""
    try:
        herhaling = lees_herhaling(rij.ritme) if rij.ritme else None
    except ValueError:
        return ""
    if herhaling is None or herhaling.wisselend or herhaling.datum:
        return ""
    freq = herhaling.regel.freq if herhaling.regel else ""
    if freq == "WEEKLY" or (herhaling.regel and herhaling.regel.weken):
        return _t(
            "Er staat nog niet op welke dag van de week. Schrijf bijvoorbeeld “elke week op"
            " dinsdag”. Zonder dag staat het niet in de agenda."
        )
    if freq == "YEARLY":
        return _t(
            "Er staat nog niet op welke dag. Schrijf bijvoorbeeld “elk jaar op 5 mei”. Zonder dag"
            " staat het niet in de agenda."
        )
    return _t(
        "Er staat nog niet op welke dag. Ligt die vast? Schrijf dan bijvoorbeeld “elke dinsdag” of"
        " “elke eerste dinsdag van de maand”. Zonder dag staat het niet in de agenda."
    )

"""The points on the table: what is said of each, and what is decided there."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.getal import lees_nummer
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.noemen import mag_noemen
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.zoeken.gelijkenis import met_naam
from netwerken.models import Afspraak, Bespreekpunt, Signaal, Toezegging
from wijken.models import Agenda, Agendapunt

from ..formulieren.toezeggingen import RECORDS

LEGE_PUNTEN = 2
# So many agenda points, and as many signals, are there to choose from.
MEESTE_KEUZES = 40
EEN_REGEL = {"lang": "nl", "autocomplete": "off"}


class PuntFormulier(Bewerkformulier):
    """A point that is there already: its name, what is said of it, and whether that is done."""

    vanaf = tot = None
    tijdstippen = ()
    # One begins at the top of the sheet, not in one of its points.
    leest_eerst = True

    class Meta:
        model = Bespreekpunt
        fields = ["notitie", "besproken", "onderwerp"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notitie"].widget.attrs["rows"] = 3
        # Said once above all points.
        self.fields["notitie"].help_text = ""

    @property
    def gesprek(self):
        """The fields that one fills in while it is talked about."""
        return [self["notitie"], self["besproken"]]


class Regels(forms.Form):
    """What is decided with one point, as it falls: a decision, and who does what by when."""

    besluit = forms.CharField(
        label=_("Besluit"),
        max_length=200,
        required=False,
        widget=forms.TextInput(EEN_REGEL),
        validators=[weiger_persoonsgegevens],
    )
    wie = forms.CharField(
        label=_("Wie"),
        max_length=200,
        required=False,
        widget=forms.TextInput(EEN_REGEL | {"list": "aan-tafel"}),
        validators=[weiger_persoonsgegevens],
    )
    doet = forms.CharField(
        label=_("Doet wat"),
        max_length=200,
        required=False,
        widget=forms.TextInput(EEN_REGEL),
        validators=[weiger_persoonsgegevens],
    )
    voor = PeriodeDatumField(label=_("Uiterlijk"), required=False, einde=True, help_text="")

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        lees_zuiver(self)

    @property
    def is_leeg(self):
        return not any(self.cleaned_data.get(naam) for naam in ("besluit", "wie", "doet", "voor"))

    def clean(self):
        gegevens = super().clean()
        zonder = not gegevens.get("doet") and not {"doet", "wie", "voor"} & self.errors.keys()
        if zonder and (gegevens.get("wie") or gegevens.get("voor")):
            self.add_error("doet", _("Schrijf ook op wat er gebeurt."))
        return gegevens

    def bewaar(self, bijeenkomst, punt):
        """Write what was filled in; gives the rows."""
        gegevens, rijen = self.cleaned_data, []
        if tekst := gegevens["besluit"]:
            rijen.append(self._maak(bijeenkomst, punt, tekst, Afspraak.Soort.BESLUIT))
        if tekst := gegevens["doet"]:
            voor = gegevens["voor"]
            uiterlijk = {"deadline": voor.datum, "deadline_precisie": voor.precisie} if voor else {}
            soort = Afspraak.Soort.WERKAFSPRAAK
            afspraak = self._maak(bijeenkomst, punt, tekst, soort, **uiterlijk)
            rijen.append(afspraak)
            if gegevens["wie"]:
                Toezegging(afspraak=afspraak, **self._wie(gegevens["wie"])).save()
        return rijen

    def _maak(self, bijeenkomst, punt, tekst, soort, **velden):
        afspraak = Afspraak(
            naam=tekst,
            soort=soort,
            netwerk=bijeenkomst.netwerk,
            bijeenkomst=bijeenkomst,
            punt=punt,
            gemaakt_op=bijeenkomst.dag,
            stand=Afspraak.Stand.GELDT,
            openbaar=bijeenkomst.is_verslag_openbaar,
            bron=Bron.objects.handinvoer(),
            **velden,
        )
        afspraak.bevestig(self.gebruiker, timezone.localdate())
        afspraak.save()
        return afspraak

    def _wie(self, tekst):
        """The organisation or place that is called so, when there is one; else it is a role."""
        for naam, model in RECORDS.items():
            gelijk = list(met_naam(model.objects.visible_to(self.gebruiker), tekst)[:2])
            if len(gelijk) == 1:
                return {naam: gelijk[0]}
        return {"omschreven_rol": tekst}


class NieuwPunt(forms.Form):
    """An empty line for what comes up."""

    onderwerp = forms.CharField(
        label=_("Onderwerp"),
        max_length=200,
        required=False,
        widget=forms.TextInput(EEN_REGEL),
        validators=[weiger_persoonsgegevens],
    )
    notitie = forms.CharField(
        label=_("Notitie"),
        required=False,
        widget=forms.Textarea({"rows": 2, "lang": "nl"}),
        validators=[weiger_persoonsgegevens],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)


class Punt:
    """One point as it stands on the table: `form` for what it is, `regels` for what is decided.

    Of a new one `rij` is None. `botsing` says what somebody else wrote meanwhile; `is_verdwenen`
    that they took it off the table.
    """

    is_verdwenen = False

    def __init__(self, prefix, gebruiker, data=None, rij=None, afspraken=()):
        self.prefix, self.rij, self.afspraken = prefix, rij, afspraken
        self.gebruiker = gebruiker
        self.regels = Regels(data, prefix=prefix, gebruiker=gebruiker)
        if rij:
            self.form = PuntFormulier(data, prefix=prefix, gebruiker=gebruiker, instance=rij)
            self.versie = lees_versie(data, f"{prefix}-versie") if data else rij.versie
        else:
            self.form, self.versie = NieuwPunt(data, prefix=prefix), 0
        self.botsing = None

    def open_concept(self):
        """Show what stands in a draft as something not sent yet: nothing is wrong with it."""
        soort = {"prefix": self.prefix}
        if self.rij:
            leeg = PuntFormulier(instance=self.rij, gebruiker=self.gebruiker, **soort)
            self.form = leeg.neem_over(self.form)
        else:
            self.form = NieuwPunt(initial=waarden_van(self.form), **soort)
        self.regels = Regels(initial=waarden_van(self.regels), gebruiker=self.gebruiker, **soort)

    def als_nieuw(self, prefix):
        """The same with all that was typed, to be added once more."""
        soort = {"prefix": prefix, "initial": waarden_van(self.form)}
        punt = Punt(prefix, self.gebruiker)
        punt.form, punt.is_verdwenen = NieuwPunt(**soort), True
        soort["initial"] = waarden_van(self.regels)
        punt.regels = Regels(gebruiker=self.gebruiker, **soort)
        return punt

    @property
    def is_open(self):
        """Whether it stands folded out: what is to be talked about, and what isn't right yet."""
        fout = self.form.is_bound and (self.form.errors or self.regels.errors)
        return not self.rij or not self.rij.besproken or bool(self.botsing or fout)

    def is_valid(self):
        # Both are asked, so that all that is wrong is told at once.
        goed = all([self.form.is_valid(), self.regels.is_valid()])
        if goed and not self.rij and self._is_zonder_onderwerp():
            self.form.add_error("onderwerp", _("Geef het punt een onderwerp."))
            return False
        return goed

    def _is_zonder_onderwerp(self):
        gegevens = self.form.cleaned_data
        iets = gegevens.get("notitie") or not self.regels.is_leeg
        return bool(iets and not gegevens.get("onderwerp"))

    def toon_botsing(self, botsing):
        """Show what both wrote; what was typed stays in the form, to be sent knowingly."""
        soort = {"prefix": self.prefix, "gebruiker": self.gebruiker, "instance": self.rij}
        self.rij.refresh_from_db()
        self.form = PuntFormulier(**soort).neem_over(self.form)
        self.botsing, self.versie = botsing, self.rij.versie


def waarden_van(form):
    """What stands in each field of a form, right or wrong."""
    return {naam: form[naam].value() for naam in form.fields}


def lees_versie(data, naam):
    """The number of the version that a form was opened on, 0 for anything else."""
    return lees_nummer(data.get(naam, "")) or 0


class Keuzes:
    """What can be put on the list: points of the agenda in force, and signals without an answer."""

    def __init__(self, bijeenkomst, gebruiker, data=None):
        self.bijeenkomst, self.gebruiker = bijeenkomst, gebruiker
        self.gekozen = set(data.getlist("over")) if data else set()

    @cached_property
    def groepen(self):
        """[(heading, [(value, text, whether it is ticked)])] of what isn't on the list yet."""
        groepen = ((_t("Van de agenda"), self._agendapunten), (_t("Signalen"), self._signalen))
        return [(kop, self._vakken(rijen)) for kop, rijen in groepen if rijen]

    def _vakken(self, rijen):
        return [(naam, str(rij), naam in self.gekozen) for naam, rij in rijen.items()]

    @cached_property
    def _wijken(self):
        """The keys of where the network works."""
        gebieden = self.bijeenkomst.netwerk.werkgebieden.op(self.bijeenkomst.dag)
        return list(gebieden.values_list("wijk", flat=True))

    @cached_property
    def _agendapunten(self):
        agenda, dag = self.bijeenkomst.netwerk.agenda, self.bijeenkomst.dag
        rijen = Agendapunt.objects.op(dag).exclude(bespreekpunten__bijeenkomst=self.bijeenkomst)
        if agenda and mag_noemen(agenda, self.gebruiker):
            rijen = rijen.filter(agenda=agenda)
        else:
            geldend = Agenda.objects.geldend(dag).filter(openbaar=True, wijken__in=self._wijken)
            rijen = rijen.filter(agenda__in=geldend.order_by().values("pk"))
        rijen = rijen.order_by("agenda", "volgorde", "pk")[:MEESTE_KEUZES]
        return {f"a{rij.pk}": rij for rij in rijen}

    @cached_property
    def _signalen(self):
        hier = Q(netwerk=self.bijeenkomst.netwerk_id) | Q(wijken__in=self._wijken)
        rijen = Signaal.objects.visible_to(self.gebruiker).open().filter(hier)
        rijen = rijen.exclude(bespreekpunten__bijeenkomst=self.bijeenkomst).distinct()
        return {f"s{rij.pk}": rij for rij in rijen.order_by("-pk")[:MEESTE_KEUZES]}

    def nieuwe_punten(self):
        """Unsaved points, in order, of what was ticked."""
        bronnen = {"agendapunt": self._agendapunten, "signaal": self._signalen}
        return [
            Bespreekpunt(bijeenkomst=self.bijeenkomst, onderwerp=str(rij)[:200], **{veld: rij})
            for veld, rijen in bronnen.items()
            for naam, rij in rijen.items()
            if naam in self.gekozen
        ]

"""The form of coordinators for a move: where to, when, and what goes along."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.opslaan import slot
from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.rijen import RijenField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.bewerken.vorm import UITLEG, richt
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.noemen import noem
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.kern.precisie import Precisie
from initiatieven.models import Accommodatie, Activiteit
from netwerken.models.huisvesting import EEN_DAG

from .velden import accommodatie_veld


class Verhuizing(forms.Form):
    """Where somebody moves to, and what the last day at the old place is."""

    # The stay at the new place, when this same form was sent before.
    al_verhuisd = None

    nieuwe_plek = accommodatie_veld(
        label=_("Nieuwe plek"), required=True, help_text=_("Typ de naam en kies uit de lijst.")
    )
    laatste_dag = PeriodeDatumField(
        label=_("Laatste dag op de oude plek"),
        einde=True,
        help_text=_("Zoals vandaag, 12-5-2021 of mei 2021. De dag erna begint de nieuwe plek."),
    )
    activiteiten = RijenField(
        Activiteit.objects.none(),
        label=_("Deze activiteiten verhuizen mee"),
        required=False,
        help_text=_("Ze staan daarna meteen bij de nieuwe plek."),
    )
    toelichting = forms.CharField(
        label=_("Toelichting"),
        max_length=250,
        required=False,
        help_text=UITLEG["toelichting"],
        validators=[weiger_persoonsgegevens],
    )

    def __init__(self, *args, gebruiker, huisvesting, **kwargs):
        self.huisvesting, self.gebruiker = huisvesting, gebruiker
        self.vandaag = timezone.localdate()
        verhuist = gaat_mee(huisvesting, gebruiker, self.vandaag)
        initial = {"laatste_dag": Tijdstip(self.vandaag, Precisie.DAG), "activiteiten": verhuist}
        super().__init__(*args, initial=initial, **kwargs)
        lees_zuiver(self)
        self.fields["nieuwe_plek"].queryset = Accommodatie.objects.te_gebruiken_door(gebruiker)
        if verhuist:
            self.fields["activiteiten"].queryset = verhuist
            self.fields["activiteiten"].widget.attrs["lang"] = "nl"
        else:
            del self.fields["activiteiten"]
        richt(self)

    def clean_laatste_dag(self):
        dag = self.cleaned_data["laatste_dag"].datum
        vanaf, tot = self.huisvesting.vanaf, self.huisvesting.tot
        if vanaf and dag < vanaf:
            raise forms.ValidationError(_("Dat is voor het begin van deze huisvesting."))
        if tot and dag > tot:
            raise forms.ValidationError(_("Deze huisvesting was toen al afgelopen."))
        return dag

    def clean(self):
        gegevens = super().clean()
        nieuwe_plek, dag = gegevens.get("nieuwe_plek"), gegevens.get("laatste_dag")
        wie = {veld: getattr(self.huisvesting, veld) for veld in ("organisatie", "initiatief")}
        if nieuwe_plek and dag and self.huisvesting.tot == dag:
            self.al_verhuisd = nieuwe_plek.huisvestingen.filter(vanaf=dag + EEN_DAG, **wie).first()
        if nieuwe_plek and nieuwe_plek.huisvestingen.filter(tot=None, **wie).exists():
            wie = noem(self.huisvesting.wie, self.gebruiker)
            self.add_error("nieuwe_plek", _("%(wie)s zit daar al.") % {"wie": wie})
        return gegevens

    def verhuis(self, huisvesting, gebruiker):
        """End the stay, open the next, and take the activities along. Returns the new row."""
        nieuwe_plek, reden = self.cleaned_data["nieuwe_plek"], "verhuisd"
        huisvesting._change_reason = reden
        nieuw = huisvesting.verhuis(
            nieuwe_plek,
            self.cleaned_data["laatste_dag"],
            toelichting=self.cleaned_data["toelichting"],
            bron=Bron.objects.handinvoer(),
            bevestigd_op=self.vandaag,
            bevestigd_door_id=gebruiker.pk,
        )
        for activiteit in self.cleaned_data.get("activiteiten", ()):
            vers = slot(activiteit)
            vers.accommodatie, vers._change_reason = nieuwe_plek, reden
            vers.save()
        return nieuw


def gaat_mee(huisvesting, gebruiker, vandaag):
    """What the guest, an initiative, does at the old place and the user may change."""
    if not huisvesting.initiatief:
        return Activiteit.objects.none()
    hier = Activiteit.objects.filter(accommodatie=huisvesting.accommodatie)
    eigen = hier.editable_by(gebruiker).filter(initiatief=huisvesting.initiatief)
    return eigen.niet_voorbij(vandaag)

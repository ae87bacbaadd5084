"""The forms of coordinators for a signal: a new one, what it says, and its answer."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.velden.namen import NamenField
from initiatieven.models import Initiatief
from netwerken.models import Bijeenkomst, Signaal

from .in_wijken import InWijkenFormulier
from .velden import VINKJES, accommodatie_veld

# So many of the last meetings of a network are offered as where it was heard.
BIJEENKOMSTEN = 12


def _leidde_tot():
    return NamenField(
        Initiatief.objects.none(),
        suggesties=reverse_lazy("initiatieven:initiatief_suggesties"),
        label=_("Leidde tot"),
        help_text=_("Initiatieven die hieruit kwamen. In elk vak één naam."),
    )


class MetStand(Bewerkformulier):
    """What brings a signal further: the day of that is the day on which it is saved."""

    # A signal has days of its own, no period.
    vanaf = tot = None
    tijdstippen = ()

    def nieuwe_stand(self):
        """The Stand that the signal gets; the one it has when that stays."""
        return self.instance.stand

    def bewaar(self):
        stand = self.nieuwe_stand()
        # An older version that is put back brings its own days.
        if self.waarden is None and stand != self.bewaard.stand:
            self.instance.zet_stand(stand, timezone.localdate())
            self.instance._change_reason = Signaal.Stand(stand).label
        return super().bewaar()


class SignaalFormulier(MetStand, InWijkenFormulier):
    """All of a signal, to change it."""

    meer = ("accommodatie", "bijeenkomst", "leidde_tot")
    volgers = {"stand": [f"{stap}_op" for stap in Signaal.STAPPEN]}

    accommodatie = accommodatie_veld(
        label=_("Plek"), help_text=_("Als het over een buurthuis, park of gebouw gaat.")
    )
    leidde_tot = _leidde_tot()

    class Meta:
        model = Signaal
        fields = [
            "naam",
            "soort",
            "wijken",
            "themas",
            "omschrijving",
            "stand",
            "antwoord",
            "openbaar",
            "accommodatie",
            "bijeenkomst",
            "leidde_tot",
        ]
        field_classes = VINKJES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "bijeenkomst" in self.fields and not self.fields["bijeenkomst"].queryset.exists():
            del self.fields["bijeenkomst"]

    def keuzes(self):
        return super().keuzes() | {
            "bijeenkomst": self._bijeenkomsten(),
            "leidde_tot": Initiatief.objects.visible_to(self.gebruiker),
        }

    def _bijeenkomsten(self):
        netwerk = self.instance.netwerk_id
        alle = Bijeenkomst.objects.visible_to(self.gebruiker)
        laatste = alle.filter(netwerk=netwerk, netwerk__isnull=False)
        # As keys: what is cut off can't be narrowed any further.
        return alle.filter(pk__in=list(laatste.values_list("pk", flat=True)[:BIJEENKOMSTEN]))

    def verplicht(self):
        """Without a network it is hers by where it is."""
        vrij = self.gebruiker.is_redacteur or self.instance.netwerk_id
        return () if vrij else ("wijken",)


class SignaalNieuwFormulier(SignaalFormulier):
    """A new signal: what came of it comes later."""

    class Meta(SignaalFormulier.Meta):
        fields = [
            "naam",
            "soort",
            "wijken",
            "themas",
            "omschrijving",
            "openbaar",
            "accommodatie",
            "bijeenkomst",
        ]

    leidde_tot = None
    meer = ("accommodatie", "bijeenkomst")

    def bewaar(self):
        self.instance.gehoord_op = timezone.localdate()
        return super().bewaar()


class AntwoordFormulier(MetStand):
    """The answer to a signal: with it, it is answered."""

    leidde_tot = _leidde_tot()
    meer = ("leidde_tot",)
    kop = _("Antwoord op “%(naam)s”")

    class Meta:
        model = Signaal
        fields = ["antwoord", "leidde_tot"]

    def keuzes(self):
        return {"leidde_tot": Initiatief.objects.visible_to(self.gebruiker)}

    def verplicht(self):
        return ("antwoord",)

    def nieuwe_stand(self):
        return Signaal.Stand.BEANTWOORD

    def has_changed(self):
        """What was written before it was answered may be the answer as it stands."""
        return super().has_changed() or self.bewaard.stand != Signaal.Stand.BEANTWOORD

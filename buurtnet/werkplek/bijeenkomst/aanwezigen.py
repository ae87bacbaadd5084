"""Who is at a meeting: pressed in the room, one press for each; what two press at once adds up."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.namen import NamenField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.noemen import mag_noemen, noem
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from initiatieven.models import Accommodatie
from netwerken.models import Aanwezigheid, Bijeenkomst, Organisatie

from .punten import waarden_van

# Who wasn't at so many meetings in a row is marked.
GEMIST = 3
ROL = "r"
# What stands before the key of who it is.
LETTERS = {"organisatie": "o", "accommodatie": "p"}
MODELLEN = {"o": Organisatie, "p": Accommodatie}
LANGSTE_ROL = Aanwezigheid._meta.get_field("omschreven_rol").max_length


class Stoel(NamedTuple):
    """A place at the table: whose it is, whether they are there, and whether they often aren't."""

    sleutel: str
    naam: str
    is_er: bool
    is_gemist: bool


def sleutel_van(rij):
    """What names who takes part or is present in a form: "o12", "p3", "rcultuurcoach"."""
    for veld, letter in LETTERS.items():
        if sleutel := getattr(rij, f"{veld}_id"):
            return f"{letter}{sleutel}"
    return f"{ROL}{rij.omschreven_rol}"


class Erbij(forms.Form):
    """Who is there and doesn't take part in the network, by name or by role."""

    organisaties = NamenField(
        Organisatie.objects.none(),
        suggesties=reverse_lazy("netwerken:organisatie_suggesties"),
        label=_("Ook aanwezig"),
        help_text=_("In elk vak één organisatie, zoals die op deze site staat."),
    )
    rol = forms.CharField(
        label=_("Of een rol"),
        max_length=LANGSTE_ROL,
        required=False,
        validators=[weiger_persoonsgegevens],
        help_text=_("Zoals “buurtbewoner”. Nooit iemands naam."),
        widget=forms.TextInput({"lang": "nl"}),
    )

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, prefix="erbij", **kwargs)
        self.fields["organisaties"].queryset = Organisatie.objects.visible_to(gebruiker)
        self.fields["organisaties"].gebruiker = gebruiker
        lees_zuiver(self)

    @property
    def is_gevuld(self):
        """Whether anything is filled in, right or wrong."""
        waarden = (self[naam].value() for naam in self.fields)
        return any(any(waarde) if isinstance(waarde, list) else waarde for waarde in waarden)

    def sleutels(self):
        """Of all that were named, what `sleutel_van` would give."""
        rol = self.cleaned_data["rol"]
        return [f"o{rij.pk}" for rij in self.cleaned_data["organisaties"]] + (
            [f"{ROL}{rol}"] if rol else []
        )


class Presentie:
    """Who is there of who could be; `data`: what was sent, or None.

    A form says who was ticked when it was opened and who is now. Only what differs is written, so
    whoever else ticks others at the same time loses nothing, and neither does this one.
    """

    def __init__(self, bijeenkomst, gebruiker, data=None):
        self.bijeenkomst, self.gebruiker = bijeenkomst, gebruiker
        self.erbij = Erbij(data, gebruiker=gebruiker)
        gekozen, waren = (set(data.getlist(n)) if data else set() for n in ("wie", "wie_was"))
        self._aan, self._uit = gekozen - waren, waren - gekozen

    @cached_property
    def _aanwezig(self):
        """{key: row} of who stands as present."""
        rijen = self.bijeenkomst.aanwezigen.select_related("organisatie", "accommodatie")
        return {sleutel_van(rij): rij for rij in rijen}

    @cached_property
    def _deelnemers(self):
        """{key: row} of who takes part in the network on the day of the meeting."""
        deelnames = self.bijeenkomst.netwerk.deelnames.loopt_op(self.bijeenkomst.dag)
        rijen = deelnames.select_related("organisatie", "accommodatie").order_by("pk")
        return {sleutel_van(rij): rij for rij in rijen}

    @cached_property
    def stoelen(self):
        """A Stoel for everybody who may be named, by name."""
        rijen = self._deelnemers | self._aanwezig
        er = (self._aanwezig.keys() | self._aan) - self._uit
        gezien = self._onlangs_gezien()
        stoelen = [
            Stoel(
                sleutel,
                noem(rij.wie, self.gebruiker),
                sleutel in er,
                gezien is not None and sleutel in self._deelnemers and sleutel not in gezien,
            )
            for sleutel, rij in rijen.items()
            if mag_noemen(rij.wie, self.gebruiker)
        ]
        return sorted(stoelen, key=lambda stoel: stoel.naam.casefold())

    def _onlangs_gezien(self):
        """The keys of who was at one of the last GEMIST meetings before this; None for fewer."""
        eerder = Bijeenkomst.objects.filter(
            netwerk=self.bijeenkomst.netwerk_id,
            vanaf__lt=self.bijeenkomst.dag,
            aanwezigen__isnull=False,
        )
        laatste = eerder.exclude(pk=self.bijeenkomst.pk).order_by("-vanaf", "-pk").distinct()
        sleutels = [rij.pk for rij in laatste[:GEMIST]]
        if len(sleutels) < GEMIST:
            return None
        return {sleutel_van(rij) for rij in Aanwezigheid.objects.filter(bijeenkomst__in=sleutels)}

    @property
    def waren(self):
        """The keys of who is saved as present and has a Stoel: only they are said to go."""
        return [s for s, rij in self._aanwezig.items() if mag_noemen(rij.wie, self.gebruiker)]

    @property
    def aantal(self):
        return sum(stoel.is_er for stoel in self.stoelen)

    @property
    def gemist(self):
        return [stoel.naam for stoel in self.stoelen if stoel.is_gemist]

    def open_concept(self):
        """As of a Punt."""
        self.erbij = Erbij(gebruiker=self.gebruiker, initial=waarden_van(self.erbij))

    def is_valid(self):
        return self.erbij.is_valid()

    def bewaar(self):
        """Write who came and who was ticked by mistake; within a transaction that holds both.

        Gives how many were added and how many went.
        """
        erbij = [*sorted(self._aan), *self.erbij.sleutels()]
        nieuw = [s for s in dict.fromkeys(erbij) if s not in self._aanwezig]
        rijen = [rij for rij in map(self._maak, nieuw) if rij]
        for rij in rijen:
            rij.save()
        weg = [self._aanwezig[s] for s in self.waren if s in self._uit]
        for rij in weg:
            rij.delete()
        return len(rijen), len(weg)

    def _maak(self, sleutel):
        """The row of who has this key; None for nobody that the user may name."""
        rij = Aanwezigheid(bijeenkomst=self.bijeenkomst)
        letter, rest = sleutel[:1], sleutel[1:]
        if letter == ROL:
            rij.omschreven_rol = rest
        elif letter in MODELLEN and rest.isascii() and rest.isdigit() and len(rest) < 18:
            wie = MODELLEN[letter].objects.visible_to(self.gebruiker).filter(pk=rest).first()
            veld = next(naam for naam, waarde in LETTERS.items() if waarde == letter)
            setattr(rij, veld, wie)
        try:
            rij.full_clean()
        except ValidationError:
            return None
        return rij

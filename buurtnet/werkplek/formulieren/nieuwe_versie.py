"""The form of coordinators for an agenda that is to take the place of another: a concept."""

import re

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.status import Status
from wijken.models import Agenda, Wijk

from .agenda import AgendaFormulier
from .punten import waarden_van

JAAR_ACHTERAAN = re.compile(r"\s+(\d{4})$")


class NieuweVersieFormulier(AgendaFormulier):
    """A concept that follows `vervolg_op`, with the points of that to take along or not."""

    meer = ("wijken", "omschrijving")

    class Meta(AgendaFormulier.Meta):
        fields = ["naam", "wijken", "omschrijving", "openbaar"]
        help_texts = {
            "openbaar": _(
                "Uit: alleen wie de agenda bijhoudt, ziet het concept. Vaststellen maakt het"
                " openbaar."
            )
        }

    # It is known what this is a newer one of.
    al_geldend = ()
    # What is asked once it is adopted.
    vanaf = tot = None

    def __init__(self, *args, vaste_velden, **kwargs):
        concept = Agenda(
            soort=vaste_velden["vervolg_op"].soort,
            stand=Agenda.Stand.CONCEPT,
            status=Status.IN_OPRICHTING,
        )
        super().__init__(*args, instance=concept, vaste_velden=vaste_velden, **kwargs)

    def get_context(self):
        """What is filled in from the older agenda needs no look."""
        context = super().get_context()
        return context | {"open": any(veld.errors for veld in context["gevouwen"])}

    @cached_property
    def _oude_punten(self):
        """{key: point} of those that can be taken along."""
        punten = self.instance.vervolg_op.punten.niet_voorbij(timezone.localdate())
        return {punt.pk: punt for punt in punten.order_by("volgorde", "pk")}

    @cached_property
    def punten(self):
        if self.is_bound:
            return super().punten
        return self._maak_punten([_overgenomen(punt) for punt in self._oude_punten.values()])

    def clean_wijken(self):
        """With those of the old one that this user can't choose: it is to take its whole place."""
        gekozen, te_kiezen = self.cleaned_data["wijken"], self.fields["wijken"].queryset
        andere = self.instance.vervolg_op.wijken.exclude(pk__in=te_kiezen.values("pk"))
        return Wijk.objects.filter(Q(pk__in=gekozen) | Q(pk__in=andere.values("pk")))

    @property
    def gelijkende(self):
        """Other concepts that are to take the same place; its name looks like that on purpose."""
        eerder = self.instance.vervolg_op.vervolgen.visible_to(self.gebruiker)
        return list(eerder.filter(stand=Agenda.Stand.CONCEPT))

    def _nieuw_punt(self, agenda, gegevens):
        """A point that says the same is as well explained as the one it comes from."""
        punt = super()._nieuw_punt(agenda, gegevens)
        oud = self._oude_punten.get(gegevens.get("overgenomen"))
        if oud and oud.tekst == gegevens["tekst"]:
            punt.toelichting = oud.toelichting
        return punt


def _overgenomen(punt):
    """What the line of a point starts with that may be taken along."""
    return waarden_van(punt) | {"sleutel": None, "overgenomen": punt.pk}


def beginwaarden(agenda, vandaag):
    """What the form for a new version of `agenda` is filled in with."""
    return {
        "naam": _volgende_naam(agenda.naam, vandaag.year),
        "wijken": list(agenda.wijken.all()),
        "omschrijving": agenda.omschrijving,
        "openbaar": False,
    }


def _volgende_naam(naam, jaar):
    """ "Wijkagenda 2023" → "Wijkagenda 2026": with the year, or the next when that is taken."""
    if naam.endswith(str(jaar)):
        jaar += 1
    return f"{JAAR_ACHTERAAN.sub('', naam)} {jaar}"

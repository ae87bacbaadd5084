"""A draft: what somebody typed in a form and did not save yet."""

import datetime
import json

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# How long a draft is kept after the last letter.
BEWAARTIJD = datetime.timedelta(days=60)
# How long one that was dropped can be brought back.
TERUG_TOT = datetime.timedelta(days=1)
# As much as a draft may hold, as JSON; and how many somebody may have.
MEESTE_BYTES = 100_000
MEESTE = 60
LANGSTE_ADRES, LANGSTE_SLEUTEL = 300, 120
# What belongs to the page and not to what was typed.
BUITEN = frozenset({"csrfmiddlewaretoken", "sleutel", "nog_eens"})
EIGEN = "concept_"
# Names the page on which it was typed; kept with it.
TABBLAD = "concept_tabblad"


CONCEPT = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Wat je typt en nog niet bewaarde (een concept)"),
    waarvoor=_("Om verder te gaan als er iets misgaat."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Alleen jij."),
    hoe_lang=format_lazy(_("{duur} na je laatste letter."), duur=duur(BEWAARTIJD)),
)


class TeGroot(ValueError):
    """There is more text than a draft holds."""


class ConceptQuerySet(models.QuerySet):
    def van(self, gebruiker, sleutel):
        """The draft of `gebruiker` in the form with this key, and the one dropped there."""
        return self.filter(gebruiker=gebruiker, sleutel=sleutel)

    def niet_weg(self):
        """Those that were not dropped."""
        return self.filter(weg=False)

    def per_stand(self):
        """(the draft, the one that was dropped) of `van`; None for what isn't there."""
        per_stand = {rij.weg: rij for rij in self}
        return per_stand.get(False), per_stand.get(True)

    def houd_vast(self):
        """`per_stand`, with both kept from others until the transaction ends."""
        return self.select_for_update().order_by("pk").per_stand()

    def verlopen(self, nu):
        """Those that nobody typed in for too long, or dropped too long ago."""
        lang, gegooid = Q(gewijzigd_op__lt=nu - BEWAARTIJD), Q(gewijzigd_op__lt=nu - TERUG_TOT)
        return self.filter(lang | Q(weg=True) & gegooid)


class Concept(models.Model):
    """What one person is typing in one form; changes nothing of the record.

    `nummer` counts how often it was kept. A page that sends what it holds says which number it saw
    last: when another page was in between, what that one kept goes on in `vorige`.
    """

    is_inhoud = False

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="concepten"
    )
    sleutel = models.CharField(
        max_length=LANGSTE_SLEUTEL,
        help_text=_("Van het formulier, en van de rij waar het over gaat of waar die onder hangt."),
    )
    adres = models.CharField(
        max_length=LANGSTE_ADRES, help_text=_("Waar het formulier het laatst stond.")
    )
    velden = models.JSONField(help_text=_("Per veld alle waarden, zoals ze gestuurd worden."))
    vorige = models.JSONField(null=True, blank=True)
    nummer = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    # Dropped by its writer: a row of its own beside the draft that is typed in since.
    weg = models.BooleanField(default=False)

    persoonsgegevens = dict.fromkeys(("gebruiker", "adres", "velden", "vorige"), CONCEPT)
    zonder_personen = ("sleutel",)
    objects = ConceptQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("concept")
        verbose_name_plural = _("concepten")
        ordering = ["-gewijzigd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "sleutel", "weg"], name="basis_concept_uniek"
            )
        ]

    def __str__(self):
        return self.adres

    @property
    def is_van_twee(self):
        """Whether two pages each kept something of their own."""
        return self.vorige is not None

    def is_terug_te_halen(self, nu):
        """Whether it was dropped, and so lately that it can be brought back."""
        return self.weg and self.gewijzigd_op > nu - TERUG_TOT

    def houd_alleen(self, delen):
        """Keep of `velden` and `vorige` those in `delen`, in that order, and drop the rest."""
        if not delen:
            self.delete()
            return
        if delen[0] is not self.velden:
            # Nobody who saw the other one saw this.
            self.nummer += 1
        self.velden, self.vorige = [*delen, None][:2]
        self.save()

    def leg_weg(self, *, vorige=False):
        """Drop what is shown, or what another page kept (`vorige`); see `zet_terug`.

        Within a transaction that holds it and what was dropped before.
        """
        Concept.objects.van(self.gebruiker, self.sleutel).filter(weg=True).delete()
        weg, blijft = self.velden, self.vorige
        if vorige and self.is_van_twee:
            weg, blijft = blijft, weg
        soort = {"gebruiker": self.gebruiker, "sleutel": self.sleutel, "adres": self.adres}
        Concept.objects.create(**soort, velden=weg, weg=True)
        self.houd_alleen([] if blijft is None else [blijft])

    def zet_terug(self, sinds):
        """Bring this one back, which was dropped; what was typed since (`sinds`) is then `vorige`.

        Gives whether it could: not beside what two pages typed since. Within a transaction that
        holds both.
        """
        if sinds and sinds.is_van_twee:
            return False
        if sinds:
            sinds.velden, sinds.vorige = self.velden, sinds.velden
            sinds.nummer += 1
            sinds.save()
            self.delete()
        else:
            self.weg = False
            self.save(update_fields=["weg"])
        return True

    def gestuurd(self, *, vorige=False):
        """What was typed, as a form takes what is sent; `vorige`: on the other page."""
        data = QueryDict(mutable=True)
        for naam, waarden in ((self.vorige if vorige else self.velden) or {}).items():
            data.setlist(naam, waarden)
        return data


@transaction.atomic
def bewaar(gebruiker, sleutel, adres, gestuurd, gezien):
    """Keep what `gestuurd`, a QueryDict, holds; gives the Concept and whether another page typed.

    `sleutel` and `adres` are of the form; `gezien` is the number of the draft that the page saw
    last. Raises TeGroot.
    """
    velden = _te_bewaren(gestuurd)
    if len(json.dumps(velden)) > MEESTE_BYTES:
        raise TeGroot
    # Held: what is dropped at this very moment, is a new one.
    concept, nieuw = Concept.objects.select_for_update().get_or_create(
        gebruiker=gebruiker,
        sleutel=sleutel,
        weg=False,
        defaults={"velden": velden, "adres": adres},
    )
    if nieuw:
        _ruim_oudste(gebruiker)
        return concept, False
    anders = _getypt(concept.velden) != _getypt(velden)
    van_ander = anders and concept.nummer != gezien and not _van_zelfde(concept.velden, velden)
    if van_ander:
        concept.vorige = concept.velden
    concept.velden, concept.nummer, concept.adres = velden, concept.nummer + 1, adres
    concept.gewijzigd_op = timezone.now()
    concept.save()
    return concept, van_ander


@transaction.atomic
def rond_af(gebruiker, sleutel, gestuurd, gezien):
    """Drop the draft of a form that is saved now; what another page typed in it stays.

    `gestuurd` and `gezien`: see `bewaar`.
    """
    concept, weg = Concept.objects.van(gebruiker, sleutel).houd_vast()
    if weg:
        weg.delete()
    if concept is None:
        return
    velden = _te_bewaren(gestuurd)

    def is_bewaard(deel):
        van_hier = deel is concept.velden and concept.nummer == gezien
        return van_hier or _van_zelfde(deel, velden) or _getypt(deel) == _getypt(velden)

    delen = [deel for deel in (concept.velden, concept.vorige) if deel is not None]
    concept.houd_alleen([deel for deel in delen if not is_bewaard(deel)])


def _van_zelfde(een, ander):
    """Whether both were typed on one page."""
    return TABBLAD in een and een[TABBLAD] == ander.get(TABBLAD)


def _getypt(velden):
    return {naam: waarden for naam, waarden in velden.items() if naam != TABBLAD}


def _te_bewaren(gestuurd):
    return {
        naam: [waarde.replace("\x00", "") for waarde in waarden]
        for naam, waarden in gestuurd.lists()
        if _hoort_erbij(naam)
    }


def _hoort_erbij(naam):
    if naam in BUITEN or (naam.startswith(EIGEN) and naam != TABBLAD):
        return False
    return "password" not in naam and "\x00" not in naam


def _ruim_oudste(gebruiker):
    sleutels = list(gebruiker.concepten.niet_weg().values_list("pk", flat=True)[MEESTE:])
    Concept.objects.filter(pk__in=sleutels).delete()

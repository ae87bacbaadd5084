"""The search index: derived from the records, rebuilt by `manage.py zoekindex`.

A record's text is kept as its distinct words (Zoekwoord) and where they stand
(Zoekvermelding).
"""

from django.db import models, transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ..woorden import tokens, vormen, zoektermen

GEWICHT_NAAM, GEWICHT_TEKST = 10, 2


class ZoekingangQuerySet(models.QuerySet):
    @transaction.atomic
    def indexeer(self, records):
        """Bring the index up to date with these saved records, of one model."""
        records = list(records)
        if not records:
            return
        sleutels = self._zet_ingangen(records)
        gewenst = {
            (sleutels[record.pk], woord): gewicht
            for record in records
            for woord, gewicht in gewichten(record).items()
        }
        openbaar = {sleutels[record.pk]: record.openbaar for record in records}
        vermeldingen = Zoekvermelding.objects.filter(ingang__in=sleutels.values())
        weg = []
        for pk, ingang, woord, *rest in vermeldingen.values_list(
            "pk", "ingang_id", "woord__woord", "gewicht", "openbaar"
        ):
            if [gewenst.get((ingang, woord)), openbaar[ingang]] == rest:
                del gewenst[ingang, woord]
            else:
                weg.append(pk)
        if weg:
            Zoekvermelding.objects.filter(pk__in=weg).delete()
        if gewenst:
            Zoekvermelding.objects.voeg_toe(records[0].soort_record, gewenst, openbaar)

    def vergeet(self, soort, sleutels):
        """Take the records of model `soort` with these keys out of the index."""
        self.filter(soort=soort, object_id__in=sleutels).delete()

    def _zet_ingangen(self, records):
        """Write one entry per record; give the entries' keys by the records' keys."""
        soort = records[0].soort_record
        self.bulk_create(
            [
                Zoekingang(
                    soort=soort,
                    object_id=record.pk,
                    naam=record.naam,
                    slug=record.slug,
                    toelichting=Truncator(record.zoektoelichting).chars(200),
                    openbaar=record.openbaar,
                )
                for record in records
            ],
            update_conflicts=True,
            unique_fields=["soort", "object_id"],
            update_fields=["naam", "slug", "toelichting", "openbaar"],
        )
        eigen = self.filter(soort=soort, object_id__in=[record.pk for record in records])
        return dict(eigen.values_list("object_id", "pk"))


def gewicht_van_naam(naam):
    """What a word of this name weighs: 20 when it is the whole name, 10 in a long one."""
    return max(GEWICHT_NAAM, 25 - 5 * len(zoektermen(naam)))


def gewichten(record):
    """The record's words with what each weighs: more in a name, most in a short name."""
    resultaat = {}
    for nummer, tekst in enumerate(record.zoekteksten()):
        gewicht = GEWICHT_TEKST if nummer else gewicht_van_naam(tekst)
        for token in tokens(tekst):
            for vorm in vormen(token):
                resultaat[vorm] = max(gewicht, resultaat.get(vorm, 0))
    return resultaat


class Zoekingang(models.Model):
    """One record as search shows it."""

    soort = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    naam = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, db_index=False)
    toelichting = models.CharField(max_length=200, blank=True)
    openbaar = models.BooleanField(default=True)

    objects = ZoekingangQuerySet.as_manager()

    class Meta:
        verbose_name = _("zoekingang")
        verbose_name_plural = _("zoekingangen")
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "object_id"], name="basis_zoekingang_uniek")
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse(self.soort.replace(".", ":"), args=[self.slug])


class Zoekwoord(models.Model):
    """A distinct word of the index: without accents or capitals, stemmed."""

    woord = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        ordering = ["woord", "pk"]

    def __str__(self):
        return self.woord


class ZoekvermeldingQuerySet(models.QuerySet):
    def voeg_toe(self, soort, nieuw, openbaar):
        """Add mentions of one kind: weights by (entry, word), and which entries are public."""
        # Sorted, so that two writers take the same new words in the same order.
        woorden = sorted({woord for _ingang, woord in nieuw})
        sleutels = self._sleutels(woorden)
        ontbrekend = [Zoekwoord(woord=woord) for woord in woorden if woord not in sleutels]
        if ontbrekend:
            Zoekwoord.objects.bulk_create(ontbrekend, ignore_conflicts=True)
            sleutels = self._sleutels(woorden)
        self.bulk_create(
            [
                Zoekvermelding(
                    ingang_id=ingang,
                    woord_id=sleutels[woord],
                    gewicht=gewicht,
                    soort=soort,
                    openbaar=openbaar[ingang],
                )
                for (ingang, woord), gewicht in nieuw.items()
            ],
            batch_size=500,
        )

    @staticmethod
    def _sleutels(woorden):
        return dict(Zoekwoord.objects.filter(woord__in=woorden).values_list("woord", "pk"))


class Zoekvermelding(models.Model):
    """That a word stands in a record; the weight is higher where it tells more.

    `soort` and `openbaar` repeat the entry's, so that one index answers a question.
    """

    woord = models.ForeignKey(Zoekwoord, on_delete=models.CASCADE, related_name="vermeldingen")
    ingang = models.ForeignKey(Zoekingang, on_delete=models.CASCADE, related_name="vermeldingen")
    gewicht = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=60)
    openbaar = models.BooleanField()

    objects = ZoekvermeldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("zoekvermelding")
        verbose_name_plural = _("zoekvermeldingen")
        ordering = ["-gewicht", "pk"]
        indexes = [
            models.Index(
                fields=["woord", "soort", "ingang", "gewicht", "openbaar"],
                name="zoekvermelding_vraag",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["woord", "ingang"], name="basis_zoekvermelding_uniek")
        ]

    def __str__(self):
        return f"{self.woord_id} in {self.ingang_id}"

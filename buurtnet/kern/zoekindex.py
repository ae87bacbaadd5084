"""The search index: derived from the records, rebuilt by `manage.py zoekindex`.

A record's text is kept as its distinct words (Zoekwoord) and where they stand (Zoekvermelding);
its names also in one piece (Zoeknaam), to see that two are the same but for spaces or legal form.
"""

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .naamkern import naamsleutels
from .woorden import LANGSTE_SLEUTEL, naamsleutel, tokens, vormen, zoektermen

# In a name (up to twice as much in a short one), among keywords, in a text.
GEWICHT_NAAM, GEWICHT_TREFWOORD, GEWICHT_TEKST = 10, 3, 1
# Of the last several names, separated by commas.
NAAMVELDEN = ("naam", "afkorting", "ook_bekend_als")
TREFWOORDVELDEN = frozenset({"trefwoorden", "soort"})


class ZoekingangQuerySet(models.QuerySet):
    @transaction.atomic(savepoint=False)
    def indexeer(self, records, *, namen=True):
        """Bring the index up to date with these saved records, of one model.

        `namen`: whether what they are called may have changed.
        """
        records = list(records)
        if not records:
            return
        sleutels = self._zet_ingangen(records)
        if namen:
            Zoeknaam.objects.zet(records, sleutels)
        gewenst, geschreven = {}, {}
        for record in records:
            for woord, (gewicht, token) in gewichten(record).items():
                gewenst[sleutels[record.pk], woord] = gewicht
                geschreven.setdefault(woord, token)
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
            woorden = {woord: geschreven[woord] for _ingang, woord in gewenst}
            Zoekvermelding.objects.voeg_toe(
                records[0].soort_record, gewenst, Zoekwoord.objects.voeg_toe(woorden), openbaar
            )

    def met_naam(self, model, naam):
        """Keys of the records of `model` that are called exactly `naam`, or so for short.

        Found by an index, however many there are; whatever accents, case and spaces.
        """
        sleutel = naamsleutel(naam)
        if not sleutel:
            return self.none()
        soort = self.filter(soort=model._meta.label_lower).order_by()
        heten, kort = soort.filter(sleutel=sleutel), soort.filter(kort=sleutel)
        sleutels = kort.values_list("object_id", flat=True)
        # Not as one question with "or": SQLite would read all of the kind.
        return heten.values_list("object_id", flat=True).union(sleutels)

    def vergeet(self, soort, sleutels):
        """Take the records of model `soort` with these keys out of the index."""
        self.filter(soort=soort, object_id__in=sleutels).delete()

    def _zet_ingangen(self, records):
        """Write one entry per record; give the entries' keys by the records' keys."""
        soort = records[0].soort_record
        ingangen = self.bulk_create(
            [
                Zoekingang(
                    soort=soort,
                    object_id=record.pk,
                    naam=record.naam,
                    sleutel=naamsleutel(record.naam),
                    kort=naamsleutel(getattr(record, "afkorting", "")),
                    slug=record.slug,
                    toelichting=record.zoeksoort,
                    openbaar=record.openbaar,
                    verschijnt_op=record.verschijnt_op,
                    vermeld_tot=getattr(record, "vermeld_tot", None),
                )
                for record in records
            ],
            update_conflicts=True,
            unique_fields=["soort", "object_id"],
            update_fields=[
                *("naam", "sleutel", "kort", "slug"),
                *("toelichting", "openbaar", "verschijnt_op", "vermeld_tot"),
            ],
        )
        return {ingang.object_id: ingang.pk for ingang in ingangen}


def gewicht_van_naam(naam):
    """What a word of this name weighs: 20 when it is the whole name, 10 in a long one."""
    return max(GEWICHT_NAAM, 25 - 5 * len(zoektermen(naam)))


def gewichten(record):
    """{word: (what it weighs, how it is written)}: more in a name, most in a short name."""
    resultaat = {}
    for veld, tekst in record.zoekteksten():
        for deel in tekst.split(",") if veld in NAAMVELDEN else [tekst]:
            gewicht = _gewicht(veld, deel)
            for token in tokens(deel):
                for vorm in vormen(token):
                    if gewicht > resultaat.get(vorm, (0,))[0]:
                        resultaat[vorm] = gewicht, token
    return resultaat


def _gewicht(veld, tekst):
    if veld in NAAMVELDEN:
        return gewicht_van_naam(tekst)
    return GEWICHT_TREFWOORD if veld in TREFWOORDVELDEN else GEWICHT_TEKST


class Zoekingang(models.Model):
    """One record as search shows it."""

    soort = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    naam = models.CharField(max_length=160)
    # By which a name and a short one are found: see `naamsleutel`.
    sleutel = models.CharField(max_length=LANGSTE_SLEUTEL, blank=True)
    kort = models.CharField(max_length=LANGSTE_SLEUTEL, blank=True)
    slug = models.SlugField(max_length=80, db_index=False)
    # The value of its own soort, to be shown in the language of the page.
    toelichting = models.CharField(max_length=200, blank=True)
    openbaar = models.BooleanField(default=True)
    # From when to when (inclusive) visitors find it; None: from the beginning, or to the end.
    verschijnt_op = models.DateField(null=True)
    vermeld_tot = models.DateField(null=True)

    zonder_personen = ("soort", "naam", "sleutel", "kort", "toelichting")
    objects = ZoekingangQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("zoekingang")
        verbose_name_plural = _("zoekingangen")
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "object_id"], name="basis_zoekingang_uniek")
        ]
        indexes = [
            models.Index(fields=["sleutel", "soort"], name="zoekingang_naam"),
            models.Index(fields=["kort", "soort"], name="zoekingang_kort"),
            # The few that wait for their day, found without reading the rest.
            models.Index(
                fields=["verschijnt_op"],
                condition=models.Q(verschijnt_op__isnull=False),
                name="zoekingang_verschijnt",
            ),
            # And the few that are found no longer than a day, or no longer at all.
            models.Index(
                fields=["vermeld_tot"],
                condition=models.Q(vermeld_tot__isnull=False),
                name="zoekingang_vermeld",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return apps.get_model(self.soort)(slug=self.slug).get_absolute_url()


class ZoeknaamQuerySet(models.QuerySet):
    def zet(self, records, ingangen):
        """Bring the names of these records up to date; `ingangen`: the keys of their entries."""
        gewenst = {
            (ingangen[record.pk], sleutel): record.soort_record
            for record in records
            for naam in namen_van(record)
            for sleutel in naamsleutels(naam)
        }
        weg = []
        oude = self.filter(ingang__in=ingangen.values())
        for pk, *paar in oude.values_list("pk", "ingang_id", "sleutel"):
            if gewenst.pop(tuple(paar), None) is None:
                weg.append(pk)
        if weg:
            self.filter(pk__in=weg).delete()
        if gewenst:
            self.bulk_create(
                [
                    Zoeknaam(ingang_id=ingang, soort=soort, sleutel=sleutel, terug=sleutel[::-1])
                    for (ingang, sleutel), soort in gewenst.items()
                ],
                batch_size=500,
            )


def namen_van(record):
    """All names of `record`, as a list."""
    teksten = [getattr(record, veld, "") for veld in NAAMVELDEN]
    return [teksten[0], *(naam for tekst in teksten[1:] for naam in tekst.split(","))]


class Zoeknaam(models.Model):
    """A name of a record in one piece: whole, or without what many names share."""

    # Changes only along with the entries, and those are.
    is_inhoud = False

    ingang = models.ForeignKey(Zoekingang, on_delete=models.CASCADE, related_name="namen")
    # As of its entry.
    soort = models.CharField(max_length=60)
    sleutel = models.CharField(max_length=LANGSTE_SLEUTEL, db_index=True)
    # The same from back to front: by which an end is found as fast as a beginning.
    terug = models.CharField(max_length=LANGSTE_SLEUTEL, db_index=True)

    zonder_personen = ("soort", "sleutel", "terug")
    objects = ZoeknaamQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("zoeknaam")
        verbose_name_plural = _("zoeknamen")
        ordering = ["sleutel", "pk"]

    def __str__(self):
        return self.sleutel


class ZoekwoordQuerySet(models.QuerySet):
    def voeg_toe(self, geschreven):
        """Add the words that are not there yet: {word: how it is written}; give {word: its key}."""
        aanwezig = self._sleutels(geschreven)
        # Sorted, so that two writers take the same new words in the same order.
        nieuw = [
            Zoekwoord(woord=woord, geschreven=token)
            for woord, token in sorted(geschreven.items())
            if woord not in aanwezig
        ]
        if nieuw:
            self.bulk_create(nieuw, ignore_conflicts=True)
            aanwezig |= self._sleutels([een.woord for een in nieuw])
        return aanwezig

    def _sleutels(self, woorden):
        return dict(self.filter(woord__in=woorden).values_list("woord", "pk"))


class Zoekwoord(models.Model):
    """A distinct word of the index: without accents or capitals, stemmed."""

    # Changes only along with the entries, and those are.
    is_inhoud = False

    woord = models.CharField(max_length=80, unique=True)
    # As it stood where it was first met, without accents or capitals: to show.
    geschreven = models.CharField(max_length=80)

    zonder_personen = ("woord", "geschreven")
    objects = ZoekwoordQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        ordering = ["woord", "pk"]

    def __str__(self):
        return self.woord


class ZoekvermeldingQuerySet(models.QuerySet):
    def voeg_toe(self, soort, nieuw, sleutels, openbaar):
        """Add mentions of one kind: weights by (entry, word), and which entries are public.

        `sleutels` are the keys of the words.
        """
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


class Zoekvermelding(models.Model):
    """That a word stands in a record; the weight is higher where it tells more.

    `soort` and `openbaar` repeat the entry's, so that one index answers a question.
    """

    is_inhoud = False

    woord = models.ForeignKey(Zoekwoord, on_delete=models.CASCADE, related_name="vermeldingen")
    ingang = models.ForeignKey(Zoekingang, on_delete=models.CASCADE, related_name="vermeldingen")
    gewicht = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=60)
    openbaar = models.BooleanField()

    zonder_personen = ("soort",)
    objects = ZoekvermeldingQuerySet.as_manager()

    class Meta:
        app_label = "basis"
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

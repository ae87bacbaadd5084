"""Public records, and the slugs that they used to have."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from . import soorten, spoor
from .bewerkbaar import Bewerkbaar
from .herkomst import Herkomst
from .letters import slug_van
from .rechten import BewerkbaarQuerySet
from .zoekindex import NAAMVELDEN, Zoekingang

# Last parts of an address that mean an action: never the address of a record.
GERESERVEERD = frozenset({"nieuw", "suggesties"})

# The address of a name without a letter that can stand in one.
NAAMLOOS = "naamloos"

# What the search index keeps besides the words.
INDEXVELDEN = ("naam", "slug", "soort", "openbaar", "datum", "vermeld_tot")


class OudAdresQuerySet(models.QuerySet):
    def leid(self, soort, slug, doel):
        """Let the old address `slug` of this kind lead to the record with uuid `doel`.

        None: to nothing any more.
        """
        waar = {"soort": soort, "slug": slug}
        van = self.filter(**waar).values_list("doel", flat=True).first()
        if van == doel:
            return
        if doel is None:
            self.filter(**waar).delete()
        else:
            self.update_or_create(**waar, defaults={"doel": doel})
        spoor.noteer_adres(soort, slug, van, doel)


class OudAdres(models.Model):
    """A slug that a public record used to have; it redirects to the record."""

    soort = models.CharField(max_length=60)
    slug = models.SlugField(max_length=80)
    doel = models.UUIDField(db_index=True)

    zonder_personen = ("soort",)
    objects = OudAdresQuerySet.as_manager()

    class Meta:
        app_label = "basis"
        verbose_name = _("oud adres")
        verbose_name_plural = _("oude adressen")
        ordering = ["soort", "slug", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "slug"], name="basis_oudadres_uniek")
        ]

    def __str__(self):
        return f"{self.soort}: {self.slug}"


class RecordQuerySet(BewerkbaarQuerySet):
    def update(self, **velden):
        """As Django's; when search reads one of these fields, the index follows."""
        if not self.model.indexvelden() & velden.keys():
            return super().update(**velden)
        with transaction.atomic():
            sleutels = list(self.values_list("pk", flat=True))
            aantal = super().update(**velden)
            Zoekingang.objects.indexeer(self.model._base_manager.filter(pk__in=sleutels))
        return aantal

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic():
            nieuw = super().bulk_create(objs, *args, **kwargs)
            Zoekingang.objects.indexeer(nieuw)
        return nieuw

    def delete(self):
        with transaction.atomic():
            sleutels = list(self.values_list("pk", flat=True))
            aantal = super().delete()
            Zoekingang.objects.vergeet(self.model._meta.label_lower, sleutels)
        return aantal

    delete.alters_data = True
    delete.queryset_only = True

    def visible_to(self, gebruiker):
        """What `gebruiker` may read: all that is public, and what they may edit."""
        return self.openbaar_of_eigen(models.Q(openbaar=True), gebruiker)

    def hidden_from(self, gebruiker):
        """What `gebruiker` may not read: usually few, so cheaper to name than all the rest."""
        besloten = self.filter(openbaar=False)
        if not gebruiker.is_authenticated:
            return besloten
        return besloten.exclude(pk__in=self.model.objects.editable_by(gebruiker))

    def op_oud_adres(self, slug):
        """The record that used to be at `slug`, or None."""
        doel = OudAdres.objects.filter(soort=self.model._meta.label_lower, slug=slug)
        return self.filter(uuid__in=doel.values("doel")).first()

    def nieuwe_adressen(self, slugs):
        """{old slug: slug now} for those among `slugs` that records here used to have."""
        oud = OudAdres.objects.filter(soort=self.model._meta.label_lower, slug__in=slugs)
        doelen = dict(oud.values_list("slug", "doel"))
        nu = dict(self.filter(uuid__in=doelen.values()).values_list("uuid", "slug"))
        return {slug: nu[doel] for slug, doel in doelen.items() if doel in nu}


class RecordManager(models.Manager.from_queryset(RecordQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Record(Bewerkbaar, Herkomst):
    """A public record: a name, an address of its own, and a key for the open data."""

    # Fields that search reads, the most telling first.
    zoekvelden = ("naam",)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=160)
    slug = models.SlugField(
        _("adres"), max_length=80, unique=True, blank=True, help_text=_("Leeg: volgt de naam.")
    )
    openbaar = models.BooleanField(
        _("openbaar"), default=True, help_text=_("Uit: alleen wie dit mag wijzigen, ziet het.")
    )
    zonder_personen = ("naam",)

    class Meta:
        abstract = True

    def __str__(self):
        return self.naam

    @classmethod
    def check(cls, **kwargs):
        return [*super().check(**kwargs), *soorten.controleer(cls)]

    def save(self, *args, **kwargs):
        velden = kwargs.get("update_fields")
        if velden is not None and not self.indexvelden().intersection(velden):
            # Neither its address nor the index says anything of these.
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            if velden is None or {"naam", "slug"}.intersection(velden):
                self._zet_slug()
            if velden is not None:
                kwargs["update_fields"] = {*velden, "slug"}
            super().save(*args, **kwargs)
            namen = velden is None or not {*NAAMVELDEN}.isdisjoint(velden)
            Zoekingang.objects.indexeer([self], namen=namen)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            Zoekingang.objects.vergeet(self.soort_record, [self.pk])
            return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.naam and not any(teken.isalnum() for teken in self.naam):
            raise ValidationError({"naam": _("Een naam heeft een letter of cijfer nodig.")})

    @classmethod
    def indexvelden(cls):
        """The names of the fields that the search index is made of, as a set."""
        return {*cls.zoekvelden, *INDEXVELDEN}

    # The day from which search shows it to visitors; None is always. Until when is `vermeld_tot`.
    verschijnt_op = None

    def zoekteksten(self):
        """[(name of the field, text)] that search reads."""
        velden = [(veld, str(getattr(self, veld) or "")) for veld in self.zoekvelden]
        # The index is in the language of the content, whatever that of the page is.
        with override(settings.LANGUAGE_CODE):
            return [*velden, ("soort", self.get_soort_display() if self.zoeksoort else "")]

    @property
    def zoeksoort(self):
        """The kind that search shows with the name; "other" says nothing."""
        return getattr(self, "soort", "").removeprefix("anders")

    @property
    def soortnaam(self):
        """What kind of record this is, for its title: tells two of the same name apart."""
        return self._meta.verbose_name

    def natural_key(self):
        return (self.slug,)

    @property
    def padsleutel(self):
        return {"slug": self.slug}

    @property
    def soort_record(self):
        return self._meta.label_lower

    def _zet_slug(self):
        oud = type(self)._base_manager.filter(pk=self.pk).values("naam", "slug").first()
        volgde_naam = oud and oud["slug"] == self.slug and oud["naam"] != self.naam
        vrij = self.slug and self.slug not in GERESERVEERD
        if not vrij or (volgde_naam and self._is_slug_van(oud["naam"])):
            self.slug = self._vrije_slug()
        if oud and oud["slug"] != self.slug:
            self.neem_adres_over(oud["slug"])

    def neem_adres_over(self, slug):
        """Let the address `slug` lead to this record from now on."""
        OudAdres.objects.leid(self.soort_record, self.slug, None)
        OudAdres.objects.leid(self.soort_record, slug, self.uuid)

    def _is_slug_van(self, naam):
        """Whether the address comes from `naam`, also as it was made without other scripts."""
        stammen = {(slug(naam) or NAAMLOOS)[:70] for slug in (slug_van, slugify)}
        return any(
            self.slug == stam or self.slug.removeprefix(f"{stam}-").isdigit() for stam in stammen
        )

    def _vrije_slug(self):
        """An address after the name that nobody has, or had: old links keep leading there."""
        stam = slug_van(self.naam)[:70] or NAAMLOOS
        anderen = type(self)._base_manager.exclude(pk=self.pk)
        vroeger = OudAdres.objects.filter(soort=self.soort_record).exclude(doel=self.uuid)
        bezet = GERESERVEERD.union(
            anderen.filter(slug__startswith=stam).values_list("slug", flat=True),
            vroeger.filter(slug__startswith=stam).values_list("slug", flat=True),
        )
        nummer = 2
        slug = stam
        while slug in bezet:
            slug = f"{stam}-{nummer}"
            nummer += 1
        return slug

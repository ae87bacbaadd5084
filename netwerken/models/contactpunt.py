"""Contacts: how to reach somebody, by their function, and who may read what of that."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.persoonsgegevens import vind_persoonsgegevens
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.sloten import houd_vast
from initiatieven.models import Accommodatie, Initiatief

from .een_van import bijgehouden_door, een_van, precies_een_van
from .netwerk import Netwerk
from .organisatie import Organisatie
from .persoon import VELDEN, VERBORGEN, MetPersoon

# Of which records; what of VELDEN is read apart, each has a field "<veld>_zichtbaar" for.
EIGENAREN = {
    "organisatie": Organisatie,
    "netwerk": Netwerk,
    "initiatief": Initiatief,
    "accommodatie": Accommodatie,
}


class Zichtbaarheid(models.TextChoices):
    """Who may read something, from few to all."""

    REDACTIE = "redactie", _("alleen de redactie")
    NETWERK = "netwerk", _("dit netwerk: wie dit bijhoudt")
    COORDINATOREN = "coordinatoren", _("alle coördinatoren")
    OPENBAAR = "openbaar", _("iedereen")


class Grond(models.TextChoices):
    """Why the name of a person may stand here."""

    TOESTEMMING = "toestemming", _("de persoon vindt het goed")
    OPENBAAR = "openbaar", _("de persoon zet het zelf openbaar, zoals op een website")


class Contact(NamedTuple):
    """A contact as one person may read it: "" for what they may not.

    `van` says of which record: (name of the field, key). `van_naam` is what that is called, when
    it was fetched along; the caller asks whether it may be seen.
    """

    pk: int
    van: tuple
    van_naam: str
    functie: str
    naam: str
    telefoon: str
    email: str

    @property
    def bereikbaar(self):
        """Whether it says how to reach somebody."""
        return bool(self.telefoon or self.email)


def _gevuld(*niveaus):
    """Q for rows of which something is filled in that these may read (values of Zichtbaarheid)."""
    q = Q()
    for veld in VELDEN:
        q |= Q(**{f"{veld}_zichtbaar__in": niveaus}) & ~Q(**{veld: ""})
    return q


class ContactpuntQuerySet(BewerkbaarQuerySet):
    def van_coordinator(self, gebruiker):
        """Of the records that they look after, unless it ever was for the redactie alone.

        Who changes something also reads its history.
        """
        toen = Contactpunt.history.filter(_gevuld(Zichtbaarheid.REDACTIE), id=OuterRef("pk"))
        return bijgehouden_door(gebruiker, EIGENAREN) & ~Exists(toen.order_by())

    def visible_to(self, gebruiker):
        """What says something to `gebruiker`, of a record that they may see."""
        van = Q()
        for soort, model in EIGENAREN.items():
            van |= Q(**{f"{soort}__in": model.objects.visible_to(gebruiker)})
        niveaus = [Zichtbaarheid.OPENBAAR]
        if gebruiker.is_authenticated and gebruiker.is_coordinator:
            niveaus.append(Zichtbaarheid.COORDINATOREN)
        leesbaar = van & _gevuld(*niveaus) & ~VERBORGEN
        if gebruiker.is_authenticated:
            leesbaar |= bijgehouden_door(gebruiker, EIGENAREN) & _gevuld(Zichtbaarheid.NETWERK)
        return self.openbaar_of_eigen(leesbaar, gebruiker)

    def leesbaar_voor_allen(self):
        """What says something to everybody; of its record that is not asked."""
        return self.filter(_gevuld(Zichtbaarheid.OPENBAAR) & ~VERBORGEN)

    def van_personen(self):
        """Those with the name of somebody."""
        return self.exclude(naam="")

    def voor(self, gebruiker):
        """These rows in order as Contacts, without those that say nothing to `gebruiker`.

        The only way to print a contact: whether its record may be seen, the caller asks.
        """
        rijen = list(self)
        eigen = _sleutels_van(rijen, gebruiker)
        contacten = (rij.als_contact(gebruiker, rij.pk in eigen) for rij in rijen)
        return [een for een in contacten if een.naam or een.bereikbaar]

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for rij in objs:
            rij.bescherm()
        return super().bulk_create(objs, *args, **kwargs)


def _sleutels_van(rijen, gebruiker):
    """The keys of those `rijen` of what `gebruiker` looks after; asked only when that matters."""
    besloten = [
        rij.pk
        for rij in rijen
        if rij.is_verborgen
        or any(getattr(rij, f"{veld}_zichtbaar") == Zichtbaarheid.NETWERK for veld in VELDEN)
    ]
    if not besloten or not gebruiker.is_authenticated:
        return frozenset()
    eigen = Contactpunt.objects.filter(
        bijgehouden_door(gebruiker, EIGENAREN), pk__in=besloten
    ).order_by()
    return frozenset(eigen.values_list("pk", flat=True))


def _zichtbaar(wat):
    return models.CharField(
        wat,
        max_length=13,
        choices=Zichtbaarheid,
        default=Zichtbaarheid.REDACTIE,
        help_text=_("Kies zo weinig mensen als kan."),
    )


MET_TOESTEMMING = Q(toestemming_op__isnull=False) & ~Q(toestemming_tekst="")


class Contactpunt(MetPersoon, Bewerkbaar, Herkomst):
    """How to reach somebody: a function first, a name only with recorded consent."""

    termijn_via = "netwerk"

    organisatie = een_van(Organisatie, _("organisatie"), "contactpunten")
    netwerk = een_van(Netwerk, _("netwerk"), "contactpunten")
    initiatief = een_van(Initiatief, _("initiatief"), "contactpunten")
    accommodatie = een_van(Accommodatie, _("plek"), "contactpunten")
    functie = models.CharField(
        _("functie"), max_length=120, help_text=_("Zoals “balie” of “coördinator vrijwilligers”.")
    )
    naam = models.CharField(
        _("naam van de persoon"),
        max_length=120,
        blank=True,
        help_text=_("Liever niet: een functie is genoeg. Een naam mag alleen met een grond."),
    )
    toestemming_grond = models.CharField(
        _("waarom mag de naam hier staan"),
        max_length=11,
        choices=Grond,
        blank=True,
        help_text=_("Hoort bij elke naam."),
    )
    toestemming_op = models.DateField(
        _("afgesproken of gezien op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop de persoon het goed vond, of waarop je het zag staan."),
    )
    toestemming_tekst = models.TextField(
        _("met welke woorden"),
        blank=True,
        help_text=_("Wat je vroeg en wat de persoon zei, of waar het openbaar staat."),
    )
    telefoon = models.CharField(
        _("telefoon"), max_length=20, blank=True, help_text=_("Liefst van de organisatie zelf.")
    )
    email = models.EmailField(
        _("e-mailadres"), blank=True, help_text=_("Liefst van de functie, zoals info@….")
    )
    naam_zichtbaar = _zichtbaar(_("wie ziet de naam"))
    telefoon_zichtbaar = _zichtbaar(_("wie ziet de telefoon"))
    email_zichtbaar = _zichtbaar(_("wie ziet het e-mailadres"))
    gevoelig = models.BooleanField(
        _("gevoelig"),
        default=False,
        help_text=_(
            "Aan als het laat zien wat iemand gelooft of vindt, zoals bij een kerk, moskee of"
            " partij. Dan is niets openbaar zonder toestemming van die persoon."
        ),
    )

    # The function has a sentence of its own: see `clean`.
    van_een_persoon = frozenset({"naam", "telefoon", "email", "toestemming_tekst", "functie"})
    objects = ContactpuntQuerySet.as_manager()

    @bekende_keuzes(
        naam_zichtbaar=Zichtbaarheid,
        telefoon_zichtbaar=Zichtbaarheid,
        email_zichtbaar=Zichtbaarheid,
    )
    class Meta:
        verbose_name = _("contactpunt")
        verbose_name_plural = _("contactpunten")
        ordering = ["functie", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_contactpunt_een_eigenaar",
                condition=precies_een_van(EIGENAREN),
                violation_error_message=_("Een contactpunt hoort bij precies één ding."),
            ),
            models.CheckConstraint(
                name="netwerken_contactpunt_naam_met_toestemming",
                condition=Q(naam="") | (MET_TOESTEMMING & Q(toestemming_grond__in=Grond.values)),
                violation_error_message=_(
                    "Bij een naam hoort waarom die hier mag staan, sinds wanneer en met welke"
                    " woorden."
                ),
            ),
            models.CheckConstraint(
                name="netwerken_contactpunt_gevoelig_met_toestemming",
                condition=Q(gevoelig=False)
                | (MET_TOESTEMMING & Q(toestemming_grond=Grond.TOESTEMMING))
                | (
                    (~Q(naam_zichtbaar=Zichtbaarheid.OPENBAAR) | Q(naam=""))
                    & (~Q(telefoon_zichtbaar=Zichtbaarheid.OPENBAAR) | Q(telefoon=""))
                    & (~Q(email_zichtbaar=Zichtbaarheid.OPENBAAR) | Q(email=""))
                ),
                violation_error_message=_(
                    "Dit is gevoelig: openbaar mag alleen als die persoon het goed vindt. Vul in"
                    " wanneer en met welke woorden, of kies wie het dan wel ziet."
                ),
            ),
        ]

    def __str__(self):
        return self.functie

    def get_absolute_url(self):
        return f"{self.eigenaar.get_absolute_url()}#contact"

    def save(self, *args, **kwargs):
        self.bescherm()
        if kwargs.get("update_fields") is not None:
            zichtbaar = {f"{veld}_zichtbaar" for veld in VELDEN}
            kwargs["update_fields"] = {*kwargs["update_fields"], "gevoelig", *zichtbaar}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self._merk_gevoelig()
        if vind_persoonsgegevens(self.functie):
            zin = _(
                "De functie leest iedereen die hier iets van ziet. Zet een nummer of adres in het"
                " vak daarvoor: daar kies je wie het ziet."
            )
            raise ValidationError({"functie": zin})
        if self.toestemming_op and self.toestemming_op > timezone.localdate():
            raise ValidationError({"toestemming_op": _("Deze dag moet nog komen.")})

    @property
    def eigenaar(self):
        return self.organisatie or self.netwerk or self.initiatief or self.accommodatie

    @property
    def van(self):
        """Of which record: (name of the field, key)."""
        return next(
            (soort, sleutel) for soort in EIGENAREN if (sleutel := getattr(self, f"{soort}_id"))
        )

    @property
    def staat_bij(self):
        return self.eigenaar

    @property
    def padsleutel(self):
        return {self.van[0]: self.eigenaar.slug, "pk": self.pk}

    @property
    def heeft_toestemming(self):
        """Whether it is recorded that the person agreed."""
        gegeven = self.toestemming_grond == Grond.TOESTEMMING
        return bool(gegeven and self.toestemming_op and self.toestemming_tekst)

    def _merk_gevoelig(self):
        """What is of a church is gevoelig; once it is, only people say that it no longer is."""
        if not self.organisatie_id:
            return
        if self._state.adding or "organisatie" in self.anders:
            # What becomes a church meanwhile, waits for this or is seen here. A row that hangs on
            # it already is kept from others, and closed by what becomes a church once it is free.
            houd_vast(Organisatie, [self.organisatie_id])
        soort = Organisatie.objects.filter(pk=self.organisatie_id).values_list("soort")
        self.gevoelig = self.gevoelig or (Organisatie.Soort.KERK,) in soort

    def bescherm(self):
        """Close what is gevoelig and would be public without consent; without saving.

        A form or the admin says so instead, before it comes to this.
        """
        self._merk_gevoelig()
        if not self.gevoelig or self.heeft_toestemming:
            return
        for veld in VELDEN:
            if getattr(self, f"{veld}_zichtbaar") == Zichtbaarheid.OPENBAAR:
                setattr(self, f"{veld}_zichtbaar", Zichtbaarheid.COORDINATOREN)

    def als_contact(self, gebruiker, is_eigen):
        """The Contact that this is to `gebruiker`; `is_eigen`: whether they keep its record."""
        leesbaar = {
            veld: getattr(self, veld) if self._leest(gebruiker, veld, is_eigen) else ""
            for veld in VELDEN
        }
        gelezen = self._state.fields_cache.get(self.van[0])
        van_naam = gelezen.naam if gelezen else ""
        return Contact(self.pk, self.van, van_naam, self.functie, **leesbaar)

    def _leest(self, gebruiker, veld, is_eigen):
        """Whether `gebruiker` may read `veld`, one of VELDEN."""
        if self.is_verborgen and not is_eigen and not getattr(gebruiker, "is_redacteur", False):
            return False
        wie = getattr(self, f"{veld}_zichtbaar")
        if wie == Zichtbaarheid.OPENBAAR:
            return True
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return False
        if gebruiker.is_redacteur:
            return True
        if wie == Zichtbaarheid.NETWERK:
            return is_eigen
        return wie == Zichtbaarheid.COORDINATOREN and gebruiker.is_coordinator

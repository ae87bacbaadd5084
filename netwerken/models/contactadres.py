"""The address to which we mail "Klopt dit nog?": of one record, and never public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie
from initiatieven.models import Accommodatie, Activiteit, Initiatief

from .een_van import bijgehouden_door, een_van, precies_een_van
from .organisatie import Organisatie

# {name of the field: model} of what may have one.
VAN = {
    "organisatie": Organisatie,
    "initiatief": Initiatief,
    "accommodatie": Accommodatie,
    "activiteit": Activiteit,
}
ZOUT = "netwerken.contactadres"
ADRES = Verwerking(
    van=Wie.CONTACT,
    wat=_("Het e-mailadres waarop we vragen of alles nog klopt"),
    waarvoor=_("Om een paar keer per jaar te vragen: klopt dit nog?"),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Wie de gegevens bijhoudt. Het komt nooit op de site."),
    hoe_lang=_(
        "Tot je zegt: vergeet mij. Dan blijft alleen een code die niemand kan terugrekenen."
    ),
)
GEVRAAGD = ADRES._replace(
    wat=_("Wanneer we je iets vroegen, en of je antwoordde"),
    waarvoor=_("Om je niet te vaak te mailen. Er staat een code bij, en niet je adres."),
    hoe_lang=_("Zolang de organisatie op de site staat."),
)


def afdruk_van(email):
    """What an address is known by, once it is forgotten too; nobody reads the address from it."""
    return salted_hmac(ZOUT, email.strip().lower(), algorithm="sha256").hexdigest()


class ContactadresQuerySet(BewerkbaarQuerySet):
    def van(self, record):
        """The row of `record`, at most one."""
        return self.filter(**{record._meta.model_name: record})

    def van_coordinator(self, gebruiker):
        """Of the records that they look after."""
        return bijgehouden_door(gebruiker, VAN)

    def visible_to(self, gebruiker):
        """Whoever keeps the record, and nobody else."""
        return self.editable_by(gebruiker)

    def te_mailen(self):
        """Those that nobody objected to."""
        return self.filter(bezwaar_op=None)

    def met_record(self):
        """With what each is of, in the same query."""
        return self.select_related(*VAN)


class Contactadres(Bewerkbaar):
    """Where we ask whether what we show of a record is still right.

    Who objected is mailed no more; who was forgotten has no address here either, and is known by
    `afdruk` alone, so that nobody adds them again unawares.
    """

    # It stands on no page that everybody reads.
    is_inhoud = False
    hangt_los = True
    van_een_persoon = frozenset({"email"})
    is_persoon = True
    persoonsgegevens = dict.fromkeys(("email", "afdruk"), ADRES)

    organisatie = een_van(Organisatie, _("organisatie"), "contactadressen")
    initiatief = een_van(Initiatief, _("initiatief"), "contactadressen")
    accommodatie = een_van(Accommodatie, _("plek"), "contactadressen")
    activiteit = een_van(Activiteit, _("activiteit"), "contactadressen")
    email = models.EmailField(
        _("e-mailadres"),
        blank=True,
        help_text=_("Liefst van de organisatie zelf, zoals info@…. Het komt nooit op de site."),
    )
    vertrouwd = models.BooleanField(
        _("mag zelf wijzigen"),
        default=False,
        help_text=_(
            "Aan: wat dit adres via de mail wijzigt, staat meteen op de site, en jij leest het op"
            " je werkplek. Uit: jij kijkt er eerst naar."
        ),
    )
    # The first mail says what is kept and why; to the same address it is sent once.
    verteld_op = models.DateField(_("verteld op"), null=True, blank=True, editable=False)
    bezwaar_op = models.DateField(_("wil geen mail sinds"), null=True, blank=True)
    afdruk = models.CharField(max_length=64, db_index=True, editable=False)

    objects = ContactadresQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactadres")
        verbose_name_plural = _("contactadressen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_contactadres_een_record",
                condition=precies_een_van(VAN),
                violation_error_message=_("Een contactadres hoort bij precies één ding."),
            ),
            models.CheckConstraint(
                name="netwerken_contactadres_leeg_na_bezwaar",
                condition=~Q(email="") | Q(bezwaar_op__isnull=False),
                violation_error_message=_("Vul een e-mailadres in."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[naam],
                    name=f"netwerken_contactadres_een_per_{naam}",
                    violation_error_message=_("Er is al een contactadres. Wijzig dat."),
                )
                for naam in VAN
            ),
        ]

    def __str__(self):
        # Never the address: this stands in histories, messages and logs.
        return f"{self._meta.verbose_name} {self.record or ''}".strip()

    def get_absolute_url(self):
        return self.record.get_absolute_url()

    def save(self, *args, **kwargs):
        if self.email:
            self.afdruk = afdruk_van(self.email)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "afdruk"}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.email and self.bezwaar_op is None and wil_geen_mail(self.email):
            raise ValidationError({"email": BEZWAAR})

    @property
    def record(self):
        return next(filter(None, (getattr(self, naam) for naam in VAN)), None)

    @property
    def staat_bij(self):
        return self.record


BEZWAAR = _("Wie dit adres leest, vroeg ons om niet meer te mailen. Vul een ander adres in.")


def wil_geen_mail(email):
    """Whether who reads this address asked us not to mail it."""
    rijen = Contactadres.objects.filter(afdruk=afdruk_van(email), bezwaar_op__isnull=False)
    return rijen.exists()

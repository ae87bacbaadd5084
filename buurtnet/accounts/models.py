"""The table of people who log in, by their e-mail address."""

import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.gelezen import Gelezen
from buurtnet.kern.rechten import bereik_van
from buurtnet.kern.tekst import MetTekst, TekstQuerySet
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie

GROEP_REDACTEUR = "redacteur"
# Long enough to tell a form that was sent twice from somebody who asks for a new mail.
EEN_MINUUT = datetime.timedelta(minutes=1)
# How long the link in an invitation works.
GELDIG = datetime.timedelta(days=14)
PERSOON = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Je e-mailadres en je naam"),
    waarvoor=_("Om je te laten inloggen, en collega's te laten zien wie iets wijzigde."),
    grond=Rechtsgrond.OVEREENKOMST,
    wie_ziet=_("Wie samen met jou een netwerk coördineert, de redactie en de beheerder."),
    hoe_lang=_("Tot je account weg is."),
)
WACHTWOORD = PERSOON._replace(
    wat=_("Je wachtwoord, zo versleuteld dat niemand het kan lezen"),
    waarvoor=_("Om te weten dat jij het bent."),
    wie_ziet=_("Niemand."),
)
GENODIGD = PERSOON._replace(
    wat=_("Wie jou uitnodigde"),
    waarvoor=_("Om te weten wie je erbij vroeg."),
    wie_ziet=_("De beheerder."),
)


class GebruikerQuerySet(TekstQuerySet):
    def uitgenodigd(self):
        """Whose invitation is still open: they have no password yet and never logged in."""
        return self.filter(
            uitgenodigd_op__isnull=False,
            last_login__isnull=True,
            is_active=True,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
        )

    def kan_inloggen(self):
        """Who can come in: with a password or a passkey, or by an invitation that still works."""
        uitgenodigd = models.Q(uitgenodigd_op__gt=timezone.now() - GELDIG)
        heeft_account = models.Q(last_login__isnull=False) | ~models.Q(
            password__startswith=UNUSABLE_PASSWORD_PREFIX
        )
        return self.filter(uitgenodigd | heeft_account, is_active=True)


class GebruikerManager(BaseUserManager.from_queryset(GebruikerQuerySet)):
    def create_user(self, email, password=None, **velden):
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email, password=None, **velden):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def nodig_uit(self, email, naam, door):
        """Invite `email`: the person there (made when unknown), and whether the invitation is new.

        Somebody who logged in before, or was invited less than a minute ago, is not invited again.
        """
        with transaction.atomic():
            gebruiker, _nieuw = self.get_or_create(
                email=self.normalize_email(email).lower(),
                defaults={"naam": naam, "uitgenodigd_door": door, "password": make_password(None)},
            )
            gebruiker = self.select_for_update().get(pk=gebruiker.pk)
            if not gebruiker.kan_uitgenodigd:
                return gebruiker, False
            gebruiker.uitgenodigd_op = timezone.now()
            gebruiker.uitgenodigd_door = door
            gebruiker.is_active = True
            gebruiker.save(update_fields=["uitgenodigd_op", "uitgenodigd_door", "is_active"])
            return gebruiker, True


class Gebruiker(Gelezen, MetTekst, AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in: a coordinator, a redacteur or a beheerder."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    naam = models.CharField(
        _("naam"), max_length=120, blank=True, help_text=_("Zo zien collega's wie iets wijzigde.")
    )
    is_staff = models.BooleanField(
        _("beheerder"),
        default=False,
        help_text=_("Mag in het beheer, mits met een tweede inlogstap."),
    )
    is_active = models.BooleanField(
        _("actief"), default=True, help_text=_("Zet uit in plaats van te verwijderen.")
    )
    uitgenodigd_op = models.DateTimeField(_("uitgenodigd op"), null=True, blank=True)
    uitgenodigd_door = models.ForeignKey(
        "self",
        verbose_name=_("uitgenodigd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="genodigden",
    )
    date_joined = models.DateTimeField(_("aangemaakt op"), default=timezone.now)
    weekbericht = models.BooleanField(
        _("weekbericht"),
        default=True,
        help_text=_("Eén keer in de week een mail: wat veranderde er, en wat wacht op jou?"),
    )
    # Up to this day, exclusive, it told.
    weekbericht_tot = models.DateField(null=True, blank=True, editable=False)
    uitlogteller = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    is_persoon = True
    persoonsgegevens = {
        **dict.fromkeys(("email", "naam"), PERSOON),
        "password": WACHTWOORD,
        "uitgenodigd_door": GENODIGD,
    }
    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["email", "pk"]

    def __str__(self):
        return self.naam or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def _get_session_auth_hash(self, secret=None):
        # Sessions hold this hash: a higher number ends them all, wherever they are.
        return salted_hmac(
            "buurtnet.accounts.sessie",
            f"{self.password}{self.uitlogteller}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def log_overal_uit(self):
        """End all sessions of this person."""
        self.uitlogteller = models.F("uitlogteller") + 1
        self.save(update_fields=["uitlogteller"])
        self.refresh_from_db(fields=["uitlogteller"])

    def bevestig_email(self):
        """Record that this person reads the mail at this address; without it nobody logs in."""
        self.emailaddress_set.exclude(email=self.email).delete()
        self.emailaddress_set.update_or_create(
            email=self.email, defaults={"verified": True, "primary": True}
        )

    @property
    def heeft_account(self):
        """Whether this person has been in, or can come in with a password."""
        return bool(self.last_login or self.has_usable_password())

    @property
    def uitnodiging_geldig_tot(self):
        """When the link in the mail stops working; None without an invitation."""
        return self.uitgenodigd_op and self.uitgenodigd_op + GELDIG

    @property
    def uitnodiging_verlopen(self):
        return bool(self.uitgenodigd_op and self.uitnodiging_geldig_tot < timezone.now())

    @property
    def kan_uitgenodigd(self):
        """Whether an invitation may go out: never logged in, and not just invited.

        Who was switched off after logging in once is switched on in the admin only.
        """
        pas = self.uitgenodigd_op and timezone.now() - self.uitgenodigd_op < EEN_MINUUT
        staat_uit = not self.is_active and not self.uitgenodigd_op
        return not (self.heeft_account or staat_uit or (pas and self.is_active))

    @cached_property
    def is_redacteur(self):
        """Whether this person may edit everything on the site."""
        return self.is_active and self.is_in_groep()

    def is_in_groep(self):
        """Whether this person is in the group redacteur now, in or out of use."""
        return self.groups.filter(name=GROEP_REDACTEUR).exists()

    def netwerk_ids(self):
        """Keys of the networks this person coordinates, those below them included."""
        return bereik_van(self).netwerk_ids

    @property
    def is_coordinator(self):
        return bool(self.netwerk_ids())

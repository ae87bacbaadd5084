from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

GROEP_REDACTEUR = "redacteur"


class GebruikerManager(BaseUserManager):
    def create_user(self, email, password=None, **velden):
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email, password=None, **velden):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Gebruiker(AbstractBaseUser, PermissionsMixin):
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

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

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

    @cached_property
    def is_redacteur(self):
        """Whether this person may edit everything on the site."""
        return self.is_active and self.groups.filter(name=GROEP_REDACTEUR).exists()

    def netwerk_ids(self):
        """Keys of the networks this person coordinates, those below them included."""
        return self._netwerk_ids

    @cached_property
    def _netwerk_ids(self):
        eigen = models.Q(pk__in=[])
        for pad in self.netwerken.values_list("pad", flat=True):
            eigen |= models.Q(pad__startswith=pad)
        netwerken = self.netwerken.model._default_manager
        return frozenset(netwerken.filter(eigen).values_list("pk", flat=True))

    @property
    def is_coordinator(self):
        return bool(self.netwerk_ids())

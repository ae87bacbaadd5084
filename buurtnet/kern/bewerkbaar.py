"""What people edit: each save raises its number and leaves a version in its history."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from simple_history.models import HistoricalRecords

from . import rechten, regels, spoor
from .gelezen import Gelezen
from .persoonsgegevens import weiger_persoonsgegevens
from .sloten import vergrendel
from .tekst import MetTekst, een_regel, tekstvelden
from .verwerking import VAN_VERSIE, Rechtsgrond, Verwerking, Wie

# As much as a reason in the history has room for.
LANGSTE_REDEN = 100
# Texts that a program makes: an address, and in which line of a file a row stood.
NIET_GETYPT = frozenset({"slug", "vindplaats"})


class Verouderd(OperationalError):
    """Somebody else saved the row since it was read: saving it would undo what they did."""


def neem_uit_lijsten(rij):
    """Take `rij`, which is about to be deleted, out of each list that keeps a history."""
    reden = f"{rij} is verwijderd"
    if not getattr(rij, "openbaar", True):
        # Whoever reads the history of a list need not know what was hidden.
        reden = "Iets wat niet openbaar was, is verwijderd"
    for relatie in rij._meta.related_objects:
        veld = relatie.field.name
        if veld in getattr(relatie.related_model, "_history_m2m_fields", ()):
            lijsten = relatie.related_model._base_manager.filter(**{veld: rij.pk})
            for ander in vergrendel(lijsten):
                rest = getattr(ander, veld).exclude(pk=rij.pk)
                ander.bewaar_lijst(veld, list(rest), reden)


class Versies(HistoricalRecords):
    """As its parent; the history of a model is kept by the app that keeps the model."""

    def get_meta_options(self, model):
        return super().get_meta_options(model) | {"app_label": model._meta.app_label}

    def get_change_reason_for_object(self, instance, history_type, using):
        """What was typed or names a file, kept as any text of one line, as far as there is room."""
        reden = super().get_change_reason_for_object(instance, history_type, using)
        # What is kept is in the language of the content, whatever that of the page is.
        with override(settings.LANGUAGE_CODE):
            return reden and een_regel(str(reden))[:LANGSTE_REDEN]

    def create_historical_record(self, instance, history_type, using=None):
        """As its parent's; what is written while an action is noted, is part of that."""
        super().create_historical_record(instance, history_type, using)
        spoor.noteer(instance, history_type)

    def schrijf_gelezen(self, rij, waarden):
        """Keep as a version how `rij` was read, `waarden` by column: loaded, it has no history."""
        historie = rij.history.model
        namen = [veld.attname for veld in self.fields_included(rij)]
        toen = historie.objects.create(
            history_date=waarden["gewijzigd_op"],
            history_type="+",
            **{naam: waarden[naam] for naam in namen},
        )
        self.create_historical_record_m2ms(toen, rij)


VERSIES = Versies(inherit=True)
WIJZIGER = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Wat jij wijzigt, en wanneer"),
    waarvoor=_("Om na te gaan wie iets veranderde, en een fout terug te draaien."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Wie hetzelfde mag wijzigen, en de redactie."),
    hoe_lang=_("Zolang het gegeven bestaat. Je naam tot je account weg is."),
)
VAN_VERSIE |= {"history_user": WIJZIGER, "history_change_reason": WIJZIGER}


def kijk_naar_begin(rijen):
    """Look at once which of these rows of one kind, about to be saved, have a version that tells
    how they are now, so that none of them has to ask (see `Bewerkbaar.bewaar_begin`).
    """
    if not rijen or not spoor.loopt():
        return
    historie = type(rijen[0]).history.filter(id__in=[rij.pk for rij in rijen])
    bekend = set(historie.values_list("id", "versie"))
    for rij in rijen:
        if (rij.pk, rij.versie) in bekend:
            rij._begin_van = rij.versie


class Bewerkbaar(Gelezen, MetTekst):
    """What people edit: with a history and a number that each save raises by one.

    A save writes the columns that differ from what was read, and only when nobody saved the row
    in between: the database compares the number. Whoever locks the row before reading it (see
    `sloten`) never meets that.
    """

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(_("gewijzigd op"), default=timezone.now, editable=False)
    history = VERSIES

    # The number that is known to stand in its history: see `kijk_naar_begin`.
    _begin_van = None
    # Whether saving it is work that somebody did, to undo with the rest; not what only marks that.
    is_werk = True
    # Of parts that are saved together: the text by which one is told from another; see `wisselen`.
    wisselveld = ""
    # Whether it is only said about what it points at: no reason for that to stay.
    hangt_los = False
    # Texts that may be of one person: of these it is chosen who reads them, or they are for staff.
    van_een_persoon = frozenset()
    # Reverse accessor of the parts whose history is told with that of the whole.
    deelveld = ""
    # The ends that name a row which ties records together, in order; see `noemen`.
    naamdelen = ()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save what differs, among `update_fields`. Raises Verouderd when another saved first."""
        self.gewijzigd_op = timezone.now()
        gelezen = self.versie
        if not self._state.adding:
            self.bewaar_begin()
            self.versie += 1
            velden = self.te_schrijven(kwargs.get("update_fields"))
            kwargs["update_fields"] = velden | {"versie", "gewijzigd_op"}
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.versie = gelezen
            raise

    def delete(self, *args, **kwargs):
        """As Django's; where others list this, their history tells that it went."""
        with transaction.atomic():
            self.bewaar_begin()
            neem_uit_lijsten(self)
            return super().delete(*args, **kwargs)

    def bewaar_lijst(self, veld, rijen, reden):
        """Save a many-to-many field, by its name, as one version in the history."""
        self.bewaar_lijsten({veld: rijen}, reden)

    def bewaar_lijsten(self, lijsten, reden):
        """Save these many-to-many fields, by name, with what else differs, as one version."""
        self.bewaar_begin()
        self.skip_history_when_saving = True
        for veld, rijen in lijsten.items():
            getattr(self, veld).set(rijen)
        del self.skip_history_when_saving
        self._change_reason = reden
        self.save()

    def bewaar_begin(self):
        """While an action is noted: keep how this was read when no version tells, to undo it."""
        if (
            not spoor.loopt()
            or not self.is_werk
            or self._begin_van == self.versie
            or self.history.filter(versie=self.versie).exists()
        ):
            return
        waarden = self._gelezen
        if not waarden or len(waarden) < len(self._meta.concrete_fields):
            waarden = type(self)._base_manager.filter(pk=self.pk).values().get()
        VERSIES.schrijf_gelezen(self, waarden)

    def reken_vanaf(self, vers):
        """Count as read what `vers` says, the same row as it is now; the next save compares."""
        self.versie, self._gelezen = vers.versie, vers._gelezen

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        """As Django's, of the version that was read and no other. Raises Verouderd."""
        if self._state.adding:
            return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        zo = base_qs.filter(versie=self.versie - 1)
        if not super()._do_update(zo, using, pk_val, values, update_fields, forced_update):
            raise Verouderd(f"{self._meta.label} {pk_val}")
        return True

    def clean_fields(self, exclude=None):
        """As Django's; and no text that differs holds anything of one person: many read it."""
        fouten = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
        for naam in self.openbare_teksten() & self.anders - fouten.keys() - {*(exclude or ())}:
            try:
                weiger_persoonsgegevens(getattr(self, naam))
            except ValidationError as fout:
                fouten[naam] = fout.error_list
        if fouten:
            raise ValidationError(fouten)

    @classmethod
    def openbare_teksten(cls):
        """The names of the fields with a text that somebody typed for others to read, as a set."""
        getypt = {naam for naam in tekstvelden(cls) if cls._meta.get_field(naam).editable}
        return getypt - cls.van_een_persoon - NIET_GETYPT

    def validate_constraints(self, exclude=None):
        """As Django's, in fewer queries: see `regels.keur`."""
        regels.keur(self, uitgezonderd=exclude or ())

    def can_edit(self, gebruiker):
        return rechten.mag_wijzigen(self, gebruiker)

    @property
    def staat_bij(self):
        """The record on whose page this row stands: itself, unless it has no page of its own."""
        return self

    @property
    def padsleutel(self):
        """What names this row in the addresses of its forms."""
        return {"pk": self.pk}

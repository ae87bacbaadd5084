"""What people edit: each save raises its number and leaves a version in its history."""

from django.db import OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from . import rechten, regels
from .sloten import vergrendel


class Verouderd(OperationalError):
    """Somebody else saved the row since it was read: saving it would undo what they did."""


def neem_uit_lijsten(rij):
    """Take `rij`, which is about to be deleted, out of each list that keeps a history."""
    reden = _t("%(naam)s is verwijderd") % {"naam": rij}
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


class Bewerkbaar(models.Model):
    """What people edit: with a history and a number that each save raises by one.

    A save writes the columns that differ from what was read, and only when nobody saved the row
    in between: the database compares the number. Whoever locks the row before reading it (see
    `sloten`) never meets that.
    """

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(_("gewijzigd op"), default=timezone.now, editable=False)
    history = Versies(inherit=True)

    # Reverse accessor of the parts whose history is told with that of the whole.
    deelveld = ""
    # Values by the name of their column, as they were read or saved last.
    _gelezen = None

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save what differs, among `update_fields`. Raises Verouderd when another saved first."""
        self.gewijzigd_op = timezone.now()
        if self._state.adding:
            super().save(*args, **kwargs)
            self._onthoud()
            return
        velden, anders = kwargs.get("update_fields"), self.anders - {self._meta.pk.name}
        if velden is not None:
            anders &= {self._meta.get_field(naam).name for naam in velden}
        kwargs["update_fields"] = anders | {"versie", "gewijzigd_op"}
        gelezen = self.versie
        self.versie += 1
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.versie = gelezen
            raise
        self._onthoud(kwargs["update_fields"])

    def delete(self, *args, **kwargs):
        """As Django's; where others list this, their history tells that it went."""
        with transaction.atomic():
            neem_uit_lijsten(self)
            return super().delete(*args, **kwargs)

    def bewaar_lijst(self, veld, rijen, reden):
        """Save a many-to-many field, by its name, as one version in the history."""
        self.skip_history_when_saving = True
        getattr(self, veld).set(rijen)
        del self.skip_history_when_saving
        self._change_reason = reden[:100]
        self.save()

    @classmethod
    def from_db(cls, db, field_names, values):
        rij = super().from_db(db, field_names, values)
        rij._gelezen = dict(zip(field_names, values, strict=True))
        return rij

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        super().refresh_from_db(using, fields, **kwargs)
        self._onthoud(fields)

    def _onthoud(self, namen=None):
        """Count these fields (by name or column; None is all) as read, with the value they have."""
        gelezen = dict(self._gelezen or {})
        for veld in self._meta.concrete_fields:
            hoort = namen is None or veld.name in namen or veld.attname in namen
            if hoort and veld.attname in self.__dict__:
                waarde = self.__dict__[veld.attname]
                # A file is an object that changes along; its name is what is saved.
                is_bestand = isinstance(veld, models.FileField)
                gelezen[veld.attname] = str(waarde) if is_bestand else waarde
        self._gelezen = gelezen

    def reken_vanaf(self, vers):
        """Count as read what `vers` says, the same row as it is now; the next save compares."""
        self.versie, self._gelezen = vers.versie, vers._gelezen

    @property
    def anders(self):
        """The names of the fields that differ from what was read, as a set; of a new row all."""
        gelezen = {} if self._state.adding else self._gelezen or {}
        return {
            veld.name
            for veld in self._meta.concrete_fields
            if veld.attname in self.__dict__
            and (
                veld.attname not in gelezen or self.__dict__[veld.attname] != gelezen[veld.attname]
            )
        }

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        """As Django's, of the version that was read and no other. Raises Verouderd."""
        if self._state.adding:
            return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        zo = base_qs.filter(versie=self.versie - 1)
        if not super()._do_update(zo, using, pk_val, values, update_fields, forced_update):
            raise Verouderd(f"{self._meta.label} {pk_val}")
        return True

    def validate_constraints(self, exclude=None):
        """As Django's, in fewer queries: see `regels.keur`."""
        regels.keur(self, uitgezonderd=exclude or ())

    def can_edit(self, gebruiker):
        return rechten.mag_wijzigen(self, gebruiker)

    @property
    def padsleutel(self):
        """What names this row in the addresses of its forms."""
        return {"pk": self.pk}

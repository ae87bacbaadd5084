"""Rows that know what was read of them, and save only what differs."""

from django.db import models


class Gelezen(models.Model):
    """A row that saves what differs from what was read: it undoes nothing in other columns."""

    # Values by the name of their column, as they were read or saved last.
    _gelezen = None

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """As Django's; of a row that is there already only what differs, among `update_fields`."""
        if not self._state.adding:
            kwargs["update_fields"] = self.te_schrijven(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        self._onthoud(kwargs.get("update_fields"))

    @classmethod
    def from_db(cls, db, field_names, values):
        rij = super().from_db(db, field_names, values)
        rij._gelezen = dict(zip(field_names, values, strict=True))
        return rij

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        super().refresh_from_db(using, fields, **kwargs)
        self._onthoud(fields)

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

    def vergeet(self, naam):
        """Count a field, by its name, as not read: the next save writes it."""
        if self._gelezen:
            self._gelezen.pop(self._meta.get_field(naam).attname, None)

    def te_schrijven(self, velden=None):
        """Those of `anders` among `velden` (names or columns; None is all), but for the key."""
        # What this points at may have got its key after it was put here, as Django's save allows.
        self._prepare_related_fields_for_save(operation_name="save")
        anders = self.anders - {self._meta.pk.name}
        if velden is None:
            return anders
        return anders & {self._meta.get_field(naam).name for naam in velden}

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

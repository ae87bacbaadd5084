"""Records in a tree, found by their path."""

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _


class Boom(models.Model):
    """A record in a tree. `pad` lists the keys from the root to itself: "/1/5/12/"."""

    # Name of the foreign key to the parent.
    boomveld = None

    pad = models.CharField(max_length=250, editable=False, default="", db_index=True)
    zonder_personen = ("pad",)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        velden = kwargs.get("update_fields")
        if velden is not None and not {self.boomveld, f"{self.boomveld}_id"}.intersection(velden):
            # It stays where it is, and so does all below it.
            super().save(*args, **kwargs)
            return
        if velden is not None:
            kwargs["update_fields"] = {*velden, "pad"}
        with transaction.atomic():
            self.weiger_kring()
            # Where it was read from may have moved since.
            self.pad = self._pad_van(self.pk)
            super().save(*args, **kwargs)
            self._zet_pad()

    def clean(self):
        super().clean()
        self.weiger_kring()

    def weiger_kring(self):
        """Raise ValidationError when the parent is this record or lies below it.

        Whoever gets another parent holds the tree until the transaction ends.
        """
        ouder_id = getattr(self, f"{self.boomveld}_id")
        zo = type(self)._base_manager.filter(pk=self.pk, **{self.boomveld: ouder_id})
        if zo.exists() if self.pk else ouder_id is None:
            return
        self.houd_boom()
        if self.pk and f"/{self.pk}/" in f"{self._pad_van(ouder_id)}{ouder_id}/":
            raise ValidationError(
                {
                    self.boomveld: _("Dit maakt een kring: “%(naam)s” valt hier zelf onder.")
                    % {"naam": getattr(self, self.boomveld)}
                }
            )

    @property
    def voorouder_ids(self):
        """Keys of everything above this, the root first."""
        return [int(sleutel) for sleutel in self.pad.strip("/").split("/")[:-1]]

    @classmethod
    def herstel_paden(cls):
        """Let every `pad` follow from the parents again.

        Returns how many did not, and the keys of what lies below itself: those stay as they are.
        """
        with transaction.atomic():
            cls.houd_boom()
            rijen = list(cls._base_manager.values_list("pk", f"{cls.boomveld}_id", "pad"))
            ouders = {pk: ouder for pk, ouder, _pad in rijen}
            paden = {pk: _pad_langs(ouders, pk) for pk in ouders}
            fout = [pk for pk, _ouder, pad in rijen if paden[pk] not in (pad, None)]
            for pk in fout:
                cls._base_manager.filter(pk=pk).update(pad=paden[pk])
        return len(fout), sorted(pk for pk, pad in paden.items() if pad is None)

    @classmethod
    def houd_boom(cls):
        """Let nobody else move a branch until the transaction ends; SQLite has one writer.

        Before any row is locked: a move writes rows below it that another move may hold.
        """
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                tabel = cls._meta.db_table
                cursor.execute("SELECT pg_advisory_xact_lock(%s::regclass::oid::bigint)", [tabel])

    def _pad_van(self, pk):
        """The path of the record `pk` as it is in the database; "" when there is none."""
        paden = type(self)._base_manager.filter(pk=pk).values_list("pad", flat=True)
        return paden.first() or ""

    def _zet_pad(self):
        alle = type(self)._base_manager
        ouderpad = self._pad_van(getattr(self, f"{self.boomveld}_id")) or "/"
        nieuw, oud = f"{ouderpad}{self.pk}/", self.pad
        if nieuw == oud:
            return
        self.pad = nieuw
        alle.filter(pk=self.pk).update(pad=nieuw)
        if oud:
            alle.filter(pad__startswith=oud).exclude(pk=self.pk).update(
                pad=Concat(Value(nieuw), Substr("pad", len(oud) + 1))
            )


def _pad_langs(ouders, pk):
    """The path of `pk` along `ouders` ({key: key of the parent}); None when it is a circle."""
    sleutels = []
    while pk is not None:
        if pk in sleutels:
            return None
        sleutels.insert(0, pk)
        pk = ouders[pk]
    return "".join(["/", *(f"{sleutel}/" for sleutel in sleutels)])

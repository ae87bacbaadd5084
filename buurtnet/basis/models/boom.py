from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _


class Boom(models.Model):
    """A record in a tree. `pad` lists the keys from the root to itself: "/1/5/12/"."""

    # Name of the foreign key to the parent.
    boomveld = None

    pad = models.CharField(max_length=250, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.weiger_kring()
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._zet_pad()

    def clean(self):
        super().clean()
        self.weiger_kring()

    def weiger_kring(self):
        """Raise ValidationError when the parent is this record or lies below it."""
        ouder = getattr(self, self.boomveld)
        if ouder is None or self.pk is None:
            return
        pad = type(self)._base_manager.values_list("pad", flat=True).filter(pk=ouder.pk).first()
        if ouder.pk == self.pk or f"/{self.pk}/" in (pad or ""):
            raise ValidationError(
                {
                    self.boomveld: _("Dit maakt een kring: “%(naam)s” valt hier zelf onder.")
                    % {"naam": ouder}
                }
            )

    @property
    def voorouder_ids(self):
        """Keys of everything above this, the root first."""
        return [int(sleutel) for sleutel in self.pad.strip("/").split("/")[:-1]]

    def _zet_pad(self):
        alle = type(self)._base_manager
        ouder_id = getattr(self, f"{self.boomveld}_id")
        boven = alle.values_list("pad", flat=True).get(pk=ouder_id) if ouder_id else "/"
        nieuw, oud = f"{boven}{self.pk}/", self.pad
        if nieuw == oud:
            return
        self.pad = nieuw
        alle.filter(pk=self.pk).update(pad=nieuw)
        if oud:
            alle.filter(pad__startswith=oud).exclude(pk=self.pk).update(
                pad=Concat(Value(nieuw), Substr("pad", len(oud) + 1))
            )

import re
from dataclasses import dataclass, field
from itertools import islice

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from .wijk import Wijk

# Four digits, and the two letters when they are there: "9737ab", "9737-AB", "9737 ab".
VRAAG = re.compile(r"(?<![\w-])(\d{4})(?:(?P<tussen>[\s.\-–]*)([a-zA-Z]{2}))?(?![\w-])")
MEESTE_WIJKEN, MEESTE_PROEVEN = 5, 3


@dataclass
class Postcodevraag:
    """What a question says about a postcode: which one, what lies there, what else it asks."""

    postcode: str = ""
    wijken: list = field(default_factory=list)
    rest: str = ""
    geladen: bool = True

    def __bool__(self):
        return bool(self.postcode)


class PostcodeQuerySet(models.QuerySet):
    def bij(self, vraag, user):
        """What the question `vraag` says about a postcode, as far as `user` may see the wijken.

        Without postcode it is false. A number of four digits is a postcode only when known: it
        may as well be a year. Two letters that stand apart ("2019 in Beijum") likewise, unless
        they are all that was asked or are capitals. Of an unknown postcode the digits may do.
        Only the first few numbers are tried: each asks the database.
        """
        onbekend = None
        for vondst in islice(VRAAG.finditer(vraag), MEESTE_PROEVEN):
            cijfers, letters = vondst[1], (vondst[3] or "").upper()
            voor, na = vraag[: vondst.start()], vraag[vondst.end() :]
            rest = " ".join(f"{voor} {na}".split())
            naam = f"{cijfers} {letters}".strip()
            if wijken := self._wijken(cijfers + letters, user):
                return Postcodevraag(naam, wijken, rest)
            los = letters and rest and vondst["tussen"] and not vondst[3].isupper()
            if los:
                rest = " ".join(f"{voor} {vondst[3]} {na}".split())
            if letters and (wijken := self._wijken(cijfers, user)):
                return Postcodevraag(cijfers, wijken, rest)
            if letters and not los and onbekend is None:
                onbekend = Postcodevraag(naam, rest=rest)
        if onbekend:
            onbekend.geladen = self.exists()
        return onbekend or Postcodevraag(rest=vraag)

    def _wijken(self, postcode, user):
        """The wijken where `postcode` (of four or six characters) lies, most of it first."""
        rijen = self.filter(postcode=postcode)
        if len(postcode) == 4:
            # As a range: every database then uses the index on the whole postcode.
            rijen = self.filter(postcode__gte=f"{postcode}AA", postcode__lte=f"{postcode}ZZ")
        rijen = rijen.filter(wijk__in=Wijk.objects.visible_to(user)).order_by()
        meeste = F("n").desc(nulls_last=True)
        rijen = rijen.values("wijk").annotate(n=Sum("huisnummers")).order_by(meeste, "wijk__naam")
        sleutels = [rij["wijk"] for rij in rijen[:MEESTE_WIJKEN]]
        if not sleutels:
            return []
        wijken = Wijk.objects.defer("omtrek").select_related("ligt_in").in_bulk(sleutels)
        return [wijken[sleutel] for sleutel in sleutels]


class Postcode(models.Model):
    """That a postcode lies, wholly or in part, in a wijk; loaded from CBS, never typed."""

    postcode = models.CharField(
        _("postcode"), max_length=6, validators=[RegexValidator(r"^[1-9][0-9]{3}[A-Z]{2}$")]
    )
    wijk = models.ForeignKey(
        Wijk, verbose_name=_("wijk"), on_delete=models.CASCADE, related_name="postcodes"
    )
    huisnummers = models.PositiveIntegerField(
        _("huisnummers"),
        null=True,
        blank=True,
        help_text=_("Hoeveel huisnummers met deze postcode hier liggen. Leeg: niet bekend."),
    )

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["postcode", F("huisnummers").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "wijk"],
                name="wijken_postcode_een_keer_per_wijk",
                violation_error_message=_("Deze postcode staat al bij deze wijk."),
            ),
            models.CheckConstraint(
                name="wijken_postcode_huisnummers", condition=Q(huisnummers__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.postcode[:4]} {self.postcode[4:]}"

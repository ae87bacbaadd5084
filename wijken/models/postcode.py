"""Which postcode lies where."""

import re
from dataclasses import dataclass, field
from itertools import islice

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from .wijk import Wijk

# Four digits, and the letters as far as they are there: "9737ab", "9737-AB", "97 37 A B",
# "NL-9737AB", "9737A".
VRAAG = re.compile(
    r"(?<![\w-])(?:NL[\s-]*)?(\d\s?\d\s?\d\s?\d)"
    r"(?:(?P<tussen>[\s.\-–]*)(?P<letters>[a-z](?:[\s.]?[a-z])?))?(?![\w-])",
    re.IGNORECASE,
)
CIJFERS, LETTERS = 4, 2
MEESTE_WIJKEN, MEESTE_PROEVEN = 5, 3


@dataclass
class Postcodevraag:
    """What a question says about a postcode: which one, what lies there, what else it asks.

    `onbekend` is the postcode as asked when only a part of it is known. It is false when it may
    as well be another number; `postcode` then says which one it would be.
    """

    postcode: str = ""
    wijken: list = field(default_factory=list)
    rest: str = ""
    onbekend: str = ""
    geladen: bool = True
    zeker: bool = True

    def __bool__(self):
        return self.zeker


class PostcodeQuerySet(models.QuerySet):
    def lees_vraag(self, vraag, gebruiker):
        """What the question `vraag` says about a postcode, as far as `gebruiker` may see wijken.

        Without postcode it is false. A number of four digits is a postcode only when known: it
        may as well be a year. Letters that stand apart ("2019 in Beijum") likewise, unless they
        are all that was asked or are capitals; and so are digits with spaces between, without
        letters. Of an unknown postcode the digits may do. Only the first few numbers are tried:
        each asks the database.
        """
        onbekend = Postcodevraag(rest=vraag, zeker=False)
        for vondst in islice(filter(_kan, VRAAG.finditer(vraag)), MEESTE_PROEVEN):
            antwoord = self._antwoord(vraag, vondst, gebruiker)
            if antwoord.wijken:
                return antwoord
            if antwoord.postcode and not onbekend:
                onbekend = antwoord
        if onbekend.postcode:
            onbekend.geladen = self.exists()
        return onbekend

    def _antwoord(self, vraag, vondst, gebruiker):
        """What one number in the question says; unsure when it may be another number."""
        cijfers = "".join(vondst[1].split())
        letters = "".join(re.findall(r"\w", vondst["letters"] or ""))
        voor, na = vraag[: vondst.start()], vraag[vondst.end() :]
        rest = " ".join(f"{voor} {na}".split())
        naam = f"{cijfers} {letters.upper()}".strip()
        if wijken := self._wijken(cijfers + letters.upper(), gebruiker):
            return Postcodevraag(naam, wijken, rest)
        losse_letters = letters and rest and vondst["tussen"] and not letters.isupper()
        apart = losse_letters and len(vondst[1]) > CIJFERS
        if letters and not apart and (wijken := self._wijken(cijfers, gebruiker)):
            rest = " ".join(f"{voor} {letters} {na}".split()) if losse_letters else rest
            return Postcodevraag(cijfers, wijken, rest, onbekend="" if losse_letters else naam)
        if letters and not losse_letters and (len(letters) == LETTERS or not rest):
            return Postcodevraag(naam, rest=rest)
        return Postcodevraag("" if rest else naam, rest=vraag, zeker=False)

    def _wijken(self, postcode, gebruiker):
        """The wijken where `postcode`, or what begins with it, lies, most of it first."""
        # As a range: every database then uses the index on the whole postcode.
        rijen = self.filter(postcode__gte=f"{postcode:A<6}", postcode__lte=f"{postcode:Z<6}")
        rijen = rijen.filter(wijk__in=Wijk.objects.visible_to(gebruiker)).order_by()
        rijen = rijen.values("wijk").annotate(n=Sum("huisnummers"))
        rijen = rijen.order_by(F("n").desc(nulls_last=True), "wijk__naam", "wijk")
        sleutels = [rij["wijk"] for rij in rijen[:MEESTE_WIJKEN]]
        if not sleutels:
            return []
        wijken = Wijk.objects.defer("omtrek").select_related("ligt_in").in_bulk(sleutels)
        return [wijken[sleutel] for sleutel in sleutels]


def _kan(vondst):
    """Whether it can be a postcode: digits apart, without letters, are two numbers."""
    return vondst["letters"] or len(vondst[1]) == CIJFERS


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

    zonder_personen = ("postcode",)
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

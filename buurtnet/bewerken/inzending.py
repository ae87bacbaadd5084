"""Marks of forms that were handed in: the same form makes no second record."""

import datetime
import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# What differs each time that the same form is sent, or names the form itself.
# NOG_EENS: sent from a page that gave the form back without its files (layout/_ingevuld.html).
NOG_EENS = "nog_eens"
BUITEN = frozenset({"csrfmiddlewaretoken", "sleutel", NOG_EENS})
# The characters of a hash that say what was filled in; the rest says which files came along.
HELFT = 32
# A form that lies open longer than this is a new form.
BEWAARTIJD = datetime.timedelta(days=30)
VERSTUURD = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Dat je een formulier verstuurde"),
    waarvoor=_("Om het niet twee keer te verwerken."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Niemand."),
    hoe_lang=format_lazy(_("{duur}."), duur=duur(BEWAARTIJD)),
)


class Inzending(models.Model):
    """A form that was handed in: the same form handed in again makes no second record."""

    is_inhoud = False

    sleutel = models.UUIDField()
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inzendingen"
    )
    # Of the form, what it is about and all that was filled in: see `afdruk_van`.
    afdruk = models.CharField(max_length=64)
    doel = models.TextField(help_text=_("Adres van wat het formulier maakte."))
    op = models.DateTimeField(auto_now_add=True)
    persoonsgegevens = {"gebruiker": VERSTUURD}
    zonder_personen = ("afdruk", "doel")

    class Meta:
        app_label = "basis"
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        ordering = ["-op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "gebruiker", "afdruk"], name="basis_inzending_uniek"
            )
        ]

    def __str__(self):
        return str(self.sleutel)


# So long after a form was kept, what its page still had on the way to a draft may come in.
NAIJLEN = datetime.timedelta(seconds=10)


def is_net_ingestuurd(request):
    """Whether the form of this page was kept a moment ago, by its one-time key."""
    sinds = timezone.now() - NAIJLEN
    eerder = Inzending.objects.filter(sleutel=sleutel_van(request), gebruiker=request.user)
    return eerder.filter(op__gt=sinds).exclude(doel="").exists()


def sleutel_van(request):
    """The one-time key of the form that was sent; a new one for a form not sent yet."""
    try:
        return uuid.UUID(request.POST.get("sleutel", ""))
    except ValueError:
        return uuid.uuid4()


def kenmerk_van(request, ouder, sleutel):
    """{field: value} of the Inzending that this request is; `ouder`: see `afdruk_van`."""
    wie, afdruk = {"sleutel": sleutel, "gebruiker_id": request.user.pk}, afdruk_van(request, ouder)
    if NOG_EENS in request.POST:
        # It may have been kept after all, with files that nobody chose once more.
        eerder = Inzending.objects.filter(**wie, afdruk__startswith=afdruk[:HELFT])
        afdruk = eerder.order_by("op", "pk").values_list("afdruk", flat=True).first() or afdruk
    return wie | {"afdruk": afdruk}


def afdruk_van(request, ouder):
    """What tells one thing that is sent from another: hashes of all that decides what it makes.

    `ouder` is the record that it hangs on, or None. A one-time key counts for exactly this, so
    that the key of another form, place or person, or of a form that was filled in anew, swallows
    nothing. The addresses of a form may change meanwhile; its name and the record don't.
    """
    velden = {naam: waarden for naam, waarden in request.POST.lists() if naam not in BUITEN}
    # A picture is called after what is in it; what could not be kept makes nothing.
    bestanden = [(naam, str(een)) for naam, een in request.FILES.items()]
    waar = ouder and (ouder._meta.label_lower, ouder.pk)
    delen = [request.resolver_match.view_name, waar, sorted(velden.items())]
    return _hash(delen) + _hash(sorted(bestanden))


def _hash(delen):
    return hashlib.sha256(json.dumps(delen).encode()).hexdigest()[:HELFT]

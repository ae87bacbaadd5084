"""What somebody says should become different, for who looks after it to accept or refuse."""

import datetime
import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern import soorten
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.persoonsgegevens import vind_persoonsgegevens, weiger_persoonsgegevens
from buurtnet.kern.rechten import BewerkbaarQuerySet, bereik_van
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from wijken.models import Agenda, Thema, Wijk

from .bijeenkomst import Bijeenkomst
from .contactadres import VAN, Contactadres
from .inzet import Inzet
from .netwerk import Deelname, Netwerk
from .organisatie import Organisatie
from .signaal import Signaal

# {name of the field: model} of what it may be about; at most one, and of something new the wijk.
OVER = {
    "organisatie": Organisatie,
    "initiatief": Initiatief,
    "accommodatie": Accommodatie,
    "activiteit": Activiteit,
    "inzet": Inzet,
    "deelname": Deelname,
    "netwerk": Netwerk,
    "agenda": Agenda,
    "verhaal": Verhaal,
    "signaal": Signaal,
    "bijeenkomst": Bijeenkomst,
    "thema": Thema,
}
# No letter or digit that may be taken for another: twelve of these are 59 bits.
TEKENS, LENGTE = "23456789abcdefghjkmnpqrstuvwxyz", 12
LANGSTE_TEKST = 2000
# What holds a number or an address of an organisation by its nature.
BEREIK = ("telefoon", "email")
# So long after it was settled nobody asks what exactly was said, or who said it.
BEWAARTIJD = datetime.timedelta(days=90)
# What nobody took up by then is no longer so.
VERLOOP = datetime.timedelta(days=365)
GEMELD = Verwerking(
    van=Wie.MELDER,
    wat=_("Wat je meldt of voorstelt, en je naam als je een account hebt"),
    waarvoor=_("Om gegevens te verbeteren, en jou te laten weten wat ermee gebeurt."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("Wie het gegeven bijhoudt, en de redactie."),
    hoe_lang=format_lazy(
        _("{duur} nadat het is afgehandeld. Na {verloop} zonder antwoord vervalt het."),
        duur=duur(BEWAARTIJD),
        verloop=duur(VERLOOP),
    ),
)
BEHANDELD = GEMELD._replace(
    van=Wie.ACCOUNT,
    wat=_("Welke meldingen jij afhandelde"),
    waarvoor=_("Om te weten wie je erover kunt vragen."),
    hoe_lang=_("Tot je account weg is."),
)


def nieuwe_code():
    """Something to look a proposal up by, that nobody guesses."""
    return "".join(secrets.choice(TEKENS) for _teken in range(LENGTE))


def lees_code(tekst):
    """A code as it is kept, from how somebody typed it."""
    return "".join(teken for teken in tekst.lower() if teken.isalnum())


class VoorstelQuerySet(BewerkbaarQuerySet):
    def open(self):
        """What waits for somebody, the oldest first."""
        return self.filter(stand=Voorstel.Stand.OPEN).order_by("op", "pk")

    def van_coordinator(self, gebruiker):
        """About what they may change, and about the wijken where they work."""
        q = Q(wijk__in=bereik_van(gebruiker).wijk_ids, **dict.fromkeys(OVER))
        for naam, model in OVER.items():
            q |= Q(**{f"{naam}__in": model.objects.editable_by(gebruiker)})
        return q

    def visible_to(self, gebruiker):
        """What they may handle, and what is about a record in the wijken where they work."""
        q = Q(pk__in=[])
        wijken = bereik_van(gebruiker).wijk_ids
        for naam, model in OVER.items() if wijken else ():
            if (daar := _in_wijken(naam, model, wijken)) is not None:
                q |= Q(**{f"{naam}__in": model.objects.visible_to(gebruiker).filter(pk__in=daar)})
        return self.openbaar_of_eigen(q, gebruiker)

    def met_record(self):
        """With all that it may be about, in the same query."""
        ver = ("inzet__wijk", "inzet__organisatie", "inzet__thema", "deelname__netwerk")
        van = ("van", *(f"van__{naam}" for naam in VAN))
        return self.select_related(*OVER, "wijk", "voorsteller", "behandeld_door", *ver, *van)


def _in_wijken(naam, model, wijken):
    """Keys of the records of `model` in these wijken (keys) today; None of what has no place."""
    if naam == "inzet":
        return model.objects.filter(wijk__in=wijken).order_by().values("pk")
    if hasattr(model, "wijken"):
        return model.wijken.through.objects.filter(wijk__in=wijken).values(naam)
    soort = getattr(model, "rijsoort", None)
    if not getattr(soort, "plekken", None):
        return None
    rijen = soorten.plekrijen(model, timezone.localdate())
    return rijen.filter(wijk__in=wijken).order_by().values(naam)


def _over(model, woord):
    return models.ForeignKey(
        model,
        verbose_name=woord,
        # What is gone takes no proposal along: who sent it may still read what became of it.
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voorstellen",
    )


def _hoogstens_een():
    """Q for rows that name at most one of OVER."""
    q = Q(**dict.fromkeys(OVER))
    for naam in OVER:
        q |= Q(**dict.fromkeys(OVER.keys() - {naam}))
    return q


class Voorstel(Bewerkbaar):
    """What should become different, and what became of that.

    `gegevens` is {name of a field of the record's form: [what it said, what it should say]}, as a
    form is posted: text, or a list of texts. Without any it is a report in words.
    """

    # It stands on no page that is kept: a report makes no page new.
    is_inhoud = False
    # What is said about a record is not in the way when that goes.
    hangt_los = True

    class Soort(models.TextChoices):
        WIJZIGING = "wijziging", _("wijziging")
        STOP = "stop", _("het is gestopt")
        MELDING = "melding", _("melding")
        NIEUW = "nieuw", _("iets nieuws")

    class Stand(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        AANVAARD = "aanvaard", _("overgenomen")
        DEELS = "deels", _("deels overgenomen")
        GEWEIGERD = "geweigerd", _("niet overgenomen")
        VERVALLEN = "vervallen", _("vervallen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(
        _("code"), max_length=LENGTE, unique=True, default=nieuwe_code, editable=False
    )
    # Of the form that it was sent with: the same form sent again is the same proposal.
    sleutel = models.UUIDField(unique=True, null=True, editable=False)
    soort = models.CharField(_("soort"), max_length=9, choices=Soort)
    # The name of the model that it is about, also once that row is gone; "" is the site.
    waarover = models.CharField(_("waarover"), max_length=20, blank=True, editable=False)
    organisatie = _over(Organisatie, _("organisatie"))
    initiatief = _over(Initiatief, _("initiatief"))
    accommodatie = _over(Accommodatie, _("plek"))
    activiteit = _over(Activiteit, _("activiteit"))
    inzet = _over(Inzet, _("inzet"))
    deelname = _over(Deelname, _("deelname"))
    netwerk = _over(Netwerk, _("netwerk"))
    agenda = _over(Agenda, _("agenda"))
    verhaal = _over(Verhaal, _("verhaal"))
    signaal = _over(Signaal, _("signaal"))
    bijeenkomst = _over(Bijeenkomst, _("bijeenkomst"))
    thema = _over(Thema, _("thema"))
    wijk = _over(Wijk, _("wijk"))
    gegevens = models.JSONField(_("gegevens"), default=dict, blank=True)
    veld = models.CharField(_("welk gegeven"), max_length=40, blank=True)
    tekst = models.TextField(
        _("in eigen woorden"),
        max_length=LANGSTE_TEKST,
        blank=True,
        validators=[weiger_persoonsgegevens],
    )
    stand = models.CharField(_("stand"), max_length=9, choices=Stand, default=Stand.OPEN)
    antwoord = models.TextField(
        _("woord terug"),
        max_length=LANGSTE_TEKST,
        blank=True,
        validators=[weiger_persoonsgegevens],
        help_text=_("Dit leest wie het meldde. Niets over één persoon."),
    )
    # Who answered by the link of a mail, by the address that it went to.
    van = models.ForeignKey(
        Contactadres,
        verbose_name=_("van het contactadres"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voorstellen",
    )
    # Somebody with an account; empty: somebody without.
    voorsteller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voorstellen",
    )
    op = models.DateTimeField(_("gedaan op"), default=timezone.now, editable=False)
    behandeld_op = models.DateTimeField(_("behandeld op"), null=True, blank=True)
    behandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("behandeld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="behandelde_voorstellen",
    )
    opgeschoond_op = models.DateField(_("opgeschoond op"), null=True, blank=True)

    persoonsgegevens = {
        **dict.fromkeys(("van", "voorsteller", "gegevens", "tekst", "antwoord"), GEMELD),
        "behandeld_door": BEHANDELD,
    }
    zonder_personen = ("code", "waarover", "veld")
    objects = VoorstelQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, stand=Stand)
    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_voorstel_een_record",
                condition=_hoogstens_een(),
                violation_error_message=_("Een voorstel gaat over één ding."),
            ),
            models.CheckConstraint(
                name="netwerken_voorstel_behandeld",
                condition=Q(stand="open", behandeld_op=None)
                | (~Q(stand="open") & Q(behandeld_op__isnull=False)),
                violation_error_message=_("Wat is afgehandeld, heeft een dag waarop."),
            ),
        ]
        indexes = [models.Index(fields=["stand", "op"], name="netwerken_voorstel_stand")]

    def __str__(self):
        return f"{self.get_soort_display()} {self.op:%Y-%m-%d}"

    def get_absolute_url(self):
        return self.record.get_absolute_url() if self.record else ""

    def clean(self):
        super().clean()
        for naam, (_was, wordt) in self.gegevens.items():
            if naam not in BEREIK and vind_persoonsgegevens(_als_tekst(wordt)):
                weiger_persoonsgegevens(_als_tekst(wordt))

    @property
    def record(self):
        """What it is about: a record or a row; None of the site, and of what is gone."""
        return next(filter(None, (getattr(self, naam) for naam in OVER)), None) or self.wijk

    @property
    def staat_bij(self):
        return self.record.staat_bij if self.record else self

    @property
    def is_weg(self):
        """Whether what it was about is no longer there."""
        return bool(self.waarover) and self.soort != self.Soort.NIEUW and self.record is None

    @property
    def is_open(self):
        return self.stand == self.Stand.OPEN

    @property
    def leesbare_code(self):
        """The code in groups, as people copy it."""
        return "-".join(self.code[begin : begin + 4] for begin in range(0, LENGTE, 4))


def _als_tekst(waarde):
    return "\n".join(waarde) if isinstance(waarde, list) else str(waarde)

"""What a search engine may know of: every public page with the day it last changed.

A page is as new as the newest of what it shows: the record and all that points at it, and of a
place also what lies below it. What is said about it from above has a page of its own there.

See https://www.sitemaps.org/protocol.html.
"""

import datetime
from collections import defaultdict
from functools import wraps

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from buurtnet.kern import soorten
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.vermelding import vermeld_q
from initiatieven.models import Hulplijn, Verhaal
from netwerken.models import Afspraak, Hoede, Inzet, Signaal
from wijken.models import Agenda, Agendapunt, Wijk

from .over import VERKLARING_HERZIEN

RECORDS = soorten.alle()
KAMERS = list(apps.app_configs)


def _plaats(model):
    """Where the list of a kind stands: first where, then what, then who."""
    soort = model.rijsoort
    return KAMERS.index(model._meta.app_label), soort.open_data or 0, soort.volgorde


# {URL name of a list: what it lists}.
LIJSTEN = {model.rijsoort.lijst: model for model in sorted(RECORDS, key=_plaats)}
VASTE_PAGINAS = (
    "home",
    "terecht",
    "nu_hulp",
    *LIJSTEN,
    "netwerken:dekking",
    "netwerken:signalen",
    "over",
    "toegankelijkheid",
    "privacy",
    "api",
    "open_data",
)
# What a page shows, so what makes it new; the pages that aren't here change with the code.
GAAT_OVER = {
    "home": RECORDS,
    "terecht": [*RECORDS, Inzet],
    "nu_hulp": [Hulplijn],
    "netwerken:dekking": [*RECORDS, Inzet],
    "netwerken:signalen": [Signaal],
    **{lijst: [model] for lijst, model in LIJSTEN.items()},
}
# What a page shows of a model that doesn't point at it itself: the field that leads there.
OOK_VIA = {Wijk: [(Agendapunt, "agenda__wijken")]}
# What a network looks after stands on the pages of those records, not on its own.
NIET_GETOOND = (Hoede, "netwerk")
PER_DEEL = 5_000
# These have no booklets.
BUITEN_DE_GEMEENTE = Q(soort__in=Wijk.DELEN, ligt_in__isnull=True)
PROTOCOL = settings.SITE_URL.partition(":")[0]


def zichtbaar(model):
    """What everybody may read."""
    if model is Agendapunt:
        return model.objects.filter(agenda__in=zichtbaar(Agenda).values("pk"))
    if model is Hulplijn:
        return model.objects.all()
    return model.objects.visible_to(AnonymousUser())


def bronnen(model):
    """[(model, field)] of all that points at a record of `model` and stands on its page."""
    wijzen = [(rel.related_model, rel.field.name) for rel in model._meta.related_objects]
    wijzen += OOK_VIA.get(model, ())
    wijzen = [deel for deel in wijzen if deel != NIET_GETOOND]
    return [(bron, veld) for bron, veld in wijzen if bron is Agendapunt or _is_bron(bron)]


def _is_bron(model):
    if not getattr(model, "is_inhoud", True):
        return False
    return issubclass(model, Bewerkbaar) and hasattr(model.objects.all(), "visible_to")


class Dagen:
    """When what is public last changed; asks the database once per question and kind."""

    def __init__(self):
        self._nieuwste, self._op_pagina = {}, {}

    def nieuwste(self, model):
        """The day on which something of this kind last changed, or None."""
        if model not in self._nieuwste:
            rij = zichtbaar(model).order_by().aggregate(**_maxima(model))
            self._nieuwste[model] = _laatste(*rij.values())
        return self._nieuwste[model]

    def nieuwste_van(self, modellen):
        return _laatste(*map(self.nieuwste, modellen))

    def op_pagina(self, model):
        """{key: day on which something on its page last changed}, for all records of `model`."""
        if model not in self._op_pagina:
            self._op_pagina[model] = self._lees(model)
        return self._op_pagina[model]

    def _lees(self, model):
        dagen = defaultdict(lambda: None)
        for bron, veld in [(model, "pk"), *bronnen(model)]:
            rijen = zichtbaar(bron).order_by().exclude(**{veld: None}).values_list(veld)
            for sleutel, *momenten in rijen.annotate(**_maxima(bron)):
                dagen[sleutel] = _laatste(dagen[sleutel], *momenten)
        return _met_delen(dagen) if model is Wijk else dagen


def _met_delen(dagen):
    """Per place the newest day of itself and of all that lies below it."""
    nieuwste = defaultdict(lambda: None)
    for sleutel, pad in zichtbaar(Wijk).order_by().values_list("pk", "pad"):
        for hoger in map(int, pad.strip("/").split("/")):
            nieuwste[hoger] = _laatste(nieuwste[hoger], dagen[sleutel])
    return nieuwste


def _maxima(model):
    """The newest of each field that says when something changed, was confirmed or came out."""
    bevestigd = ["bevestigd_op"] if issubclass(model, Herkomst) else []
    velden = ["gewijzigd_op", *bevestigd, *(["datum"] if model is Verhaal else [])]
    return {f"laatste_{veld}": Max(veld) for veld in velden}


def _laatste(*momenten):
    """The last of some days and moments as a day, or None."""
    return max((_dag(moment) for moment in momenten if moment), default=None)


def _dag(moment):
    return timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment


class TaligeSitemap(Sitemap):
    """Every page in every language, each naming the others."""

    i18n = alternates = x_default = True
    protocol = PROTOCOL
    limit = PER_DEEL

    def __init__(self, dagen):
        self.dagen = dagen


class PaginaSitemap(TaligeSitemap):
    """The lists and the pages about the site itself."""

    def items(self):
        return VASTE_PAGINAS

    def location(self, item):
        return reverse(item)

    def lastmod(self, item):
        if item == "toegankelijkheid":
            return VERKLARING_HERZIEN
        return self.dagen.nieuwste_van(GAAT_OVER.get(item, ()))

    def get_latest_lastmod(self):
        return self.dagen.nieuwste_van([*RECORDS, Inzet])


class RecordSitemap(TaligeSitemap):
    """The public records of one kind that lists show."""

    def __init__(self, dagen, model):
        super().__init__(dagen)
        self.model = model

    def items(self):
        alle = zichtbaar(self.model).filter(vermeld_q(self.model, timezone.localdate()))
        return alle.only("slug").order_by("pk")

    def lastmod(self, item):
        return self.dagen.op_pagina(self.model)[item.pk]

    def get_latest_lastmod(self):
        eigen = self.dagen.nieuwste(self.model)
        return eigen and self.dagen.nieuwste_van(
            [self.model, *(b for b, _v in bronnen(self.model))]
        )


class GidsSitemap(RecordSitemap):
    """The booklets: each tells what the page of its place tells."""

    def items(self):
        return super().items().exclude(BUITEN_DE_GEMEENTE)

    def location(self, item):
        return reverse("netwerken:wijkgids", args=[item.slug])


class PactSitemap(RecordSitemap):
    """What was agreed for a place, of those for which anything was."""

    def items(self):
        schakel = Afspraak.wijken.through.objects.filter(
            afspraak__in=zichtbaar(Afspraak).order_by().values("pk")
        )
        return super().items().filter(pk__in=schakel.values("wijk"))

    def location(self, item):
        return reverse("netwerken:wijkpact", args=[item.slug])


class JaarberichtSitemap(RecordSitemap):
    """Of each place that an agenda is for the jaarbericht of the last year that is over."""

    def items(self):
        schakel = Agenda.wijken.through.objects.filter(
            agenda__in=zichtbaar(Agenda).order_by().values("pk")
        )
        return super().items().filter(pk__in=schakel.values("wijk")).exclude(BUITEN_DE_GEMEENTE)

    def location(self, item):
        jaar = timezone.localdate().year - 1
        return reverse("netwerken:wijk_jaarbericht", args=[item.slug, jaar])


def _sitemaps():
    dagen = Dagen()
    delen = {"paginas": PaginaSitemap(dagen), "wijkgids": GidsSitemap(dagen, Wijk)}
    delen["wijkpact"] = PactSitemap(dagen, Wijk)
    delen["jaarbericht"] = JaarberichtSitemap(dagen, Wijk)
    return delen | {model._meta.model_name: RecordSitemap(dagen, model) for model in RECORDS}


def _vers(view):
    """The view with sitemaps that are made anew for each request: they remember what they read."""

    @wraps(view)
    def met_sitemaps(request, **anders):
        return view(request, sitemaps=_sitemaps(), **anders)

    return met_sitemaps


index, deel = _vers(views.index), _vers(views.sitemap)

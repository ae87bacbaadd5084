"""What a search engine may know of: every public page with the day it last changed.

See https://www.sitemaps.org/protocol.html.
"""

from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from buurtnet.basis.models import Record
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Inzet, Netwerk, Organisatie
from wijken.models import Thema, Wijk

VASTE_PAGINAS = (
    "home",
    "terecht",
    "wijken:wijken",
    "wijken:themas",
    "initiatieven:initiatieven",
    "initiatieven:accommodaties",
    "initiatieven:activiteiten",
    "initiatieven:verhalen",
    "netwerken:organisaties",
    "netwerken:netwerken",
    "netwerken:dekking",
    "over",
    "toegankelijkheid",
    "privacy",
    "api",
    "open_data",
)
RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
# What a page shows, so what makes it new; the pages that aren't here change with the code.
GAAT_OVER = {
    "home": RECORDS,
    "netwerken:dekking": [*RECORDS, Inzet],
    "wijken:wijken": [Wijk],
    "wijken:themas": [Thema],
    "initiatieven:initiatieven": [Initiatief],
    "initiatieven:accommodaties": [Accommodatie],
    "initiatieven:activiteiten": [Activiteit],
    "initiatieven:verhalen": [Verhaal],
    "netwerken:organisaties": [Organisatie],
    "netwerken:netwerken": [Netwerk],
}
PER_DEEL = 5_000
PROTOCOL = settings.SITE_URL.partition(":")[0]


class TaligeSitemap(Sitemap):
    """Every page in every language, each naming the others."""

    i18n = alternates = x_default = True
    protocol = PROTOCOL


class PaginaSitemap(TaligeSitemap):
    """The lists and the pages about the site itself."""

    def items(self):
        return VASTE_PAGINAS

    def location(self, item):
        return reverse(item)

    def lastmod(self, item):
        dagen = [self._nieuwste.get(model) for model in GAAT_OVER.get(item, ())]
        return max(filter(None, dagen), default=None)

    def get_latest_lastmod(self):
        return max(filter(None, self._nieuwste.values()), default=None)

    @cached_property
    def _nieuwste(self):
        return {model: nieuwste(model) for model in (*RECORDS, Inzet)}


class RecordSitemap(TaligeSitemap):
    """The public records of one kind."""

    limit = PER_DEEL

    def __init__(self, model):
        self.model = model

    def items(self):
        velden = ("slug", "gewijzigd_op", *_dagvelden(self.model))
        return zichtbaar(self.model).only(*velden).order_by("pk")

    def lastmod(self, item):
        dagen = (getattr(item, veld) for veld in _dagvelden(self.model))
        return _laatste(item.gewijzigd_op, *dagen)

    def get_latest_lastmod(self):
        return nieuwste(self.model)


def zichtbaar(model):
    return model.objects.visible_to(AnonymousUser())


def nieuwste(model):
    """The day on which something public of this kind last changed, or None. Costs one query."""
    velden = ("gewijzigd_op", *_dagvelden(model))
    rij = zichtbaar(model).order_by().aggregate(**{veld: Max(veld) for veld in velden})
    return _laatste(rij.pop("gewijzigd_op"), *rij.values())


def _dagvelden(model):
    """Where it says on which day somebody confirmed it, or it came out."""
    return ("bevestigd_op", "datum") if model is Verhaal else ("bevestigd_op",)


def _laatste(moment, *dagen):
    dag = timezone.localtime(moment).date() if moment else None
    return max(filter(None, (dag, *dagen)), default=None)


class GidsSitemap(TaligeSitemap):
    """The booklets; each changes with all that it gathers, so none says when."""

    limit = PER_DEEL

    def items(self):
        return zichtbaar(Wijk).only("slug").order_by("pk")

    def location(self, item):
        return reverse("netwerken:wijkgids", args=[item.slug])


# Made anew for each request: it remembers what it read.
SITEMAPS = {"paginas": PaginaSitemap, "wijkgids": GidsSitemap} | {
    model._meta.model_name: RecordSitemap(model) for model in RECORDS
}

"""What a search engine may know of: every public record with the day it last changed."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from buurtnet.basis.models import Record

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


class RecordSitemap(TaligeSitemap):
    """The public records of one kind."""

    limit = PER_DEEL

    def __init__(self, model):
        self.model = model

    def items(self):
        zichtbaar = self.model.objects.visible_to(AnonymousUser())
        return zichtbaar.only("slug", "gewijzigd_op").order_by("pk")

    def lastmod(self, item):
        return item.gewijzigd_op


SITEMAPS = {"paginas": PaginaSitemap()} | {
    model._meta.model_name: RecordSitemap(model)
    for model in apps.get_models()
    if issubclass(model, Record)
}

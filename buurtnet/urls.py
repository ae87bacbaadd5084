"""The composition root: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from buurtnet import sitemaps
from buurtnet.basis.afbeeldingen import NAAM
from buurtnet.views import beheer, paginas
from buurtnet.views.home import home
from buurtnet.views.media import media
from buurtnet.views.terecht import terecht
from buurtnet.views.zoeken import zoeken, zoeken_suggesties
from wijken.views import kaart

# For machines: one address each, in no language.
MACHINES = [
    re_path(rf"^media/(?P<naam>{NAAM})/(?P<breedte>[1-9][0-9]{{0,3}})\.webp$", media, name="media"),
    path("-/live", beheer.live, name="live"),
    path("-/ready", beheer.ready, name="ready"),
    path(
        "sitemap.xml",
        login_not_required(require_safe(sitemaps.index)),
        {"sitemap_url_name": "sitemap_deel"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        login_not_required(require_safe(sitemaps.deel)),
        name="sitemap_deel",
    ),
    path("kaart.svg", kaart, name="kaart"),
    path("robots.txt", beheer.robots, name="robots"),
    path(".well-known/security.txt", beheer.security, name="security"),
]

# For people: in Dutch without a prefix, in English below /en/.
PAGINAS = [
    path("", home, name="home"),
    path("zoeken/", zoeken, name="zoeken"),
    path("zoeken/suggesties/", zoeken_suggesties, name="zoeken_suggesties"),
    path("waar-kan-ik-terecht/", terecht, name="terecht"),
    path("over/", paginas.over, name="over"),
    path("toegankelijkheid/", paginas.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", paginas.privacy, name="privacy"),
    path("api/", paginas.api, name="api"),
    path("open-data/", paginas.open_data, name="open_data"),
    path("", include("wijken.urls")),
    path("", include("initiatieven.urls")),
    path("", include("netwerken.urls")),
    path("", include("buurtnet.accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "buurtnet.views.paginas.fout_verzoek"
urlpatterns = [*MACHINES, *i18n_patterns(*PAGINAS, prefix_default_language=False)]

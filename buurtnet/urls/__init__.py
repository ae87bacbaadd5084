"""The composition root: every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from buurtnet.berichten.klopt import geen_mail, wijzigen
from buurtnet.berichten.klopt import pagina as klopt
from buurtnet.berichten.melding import pagina as melding
from buurtnet.berichten.volgen import links as volglinks
from buurtnet.berichten.volgen import pagina as volgen
from buurtnet.berichten.weekbericht import links as weeklinks
from buurtnet.bewerken.concepten.bewaren import concept, concept_terughalen, concept_weggooien
from buurtnet.bewerken.gedaan import gedaan
from buurtnet.bewerken.ongedaan import ongedaan
from buurtnet.fotos.bewaren import NAAM
from buurtnet.fotos.tonen import media
from buurtnet.paginas import machines, over, privacy, sitemaps
from buurtnet.paginas.home.pagina import home
from buurtnet.paginas.hulp import nu_hulp
from buurtnet.paginas.terecht.pagina import terecht
from buurtnet.paginas.zoeken.pagina import zoeken, zoeken_suggesties
from wijken.kaart.tonen import kaart

# For machines: one address each, in no language.
MACHINES = [
    re_path(rf"^media/(?P<naam>{NAAM})/(?P<breedte>[1-9][0-9]{{0,3}})\.webp$", media, name="media"),
    path("-/live", machines.live, name="live"),
    path("-/ready", machines.ready, name="ready"),
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
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
]

# For people: in Dutch without a prefix, in English below /en/.
PAGINAS = [
    path("", home, name="home"),
    path("zoeken/", zoeken, name="zoeken"),
    path("zoeken/suggesties/", zoeken_suggesties, name="zoeken_suggesties"),
    path("waar-kan-ik-terecht/", terecht, name="terecht"),
    path("nu-hulp/", nu_hulp, name="nu_hulp"),
    path("over/", over.over, name="over"),
    path("toegankelijkheid/", over.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("api/", over.api, name="api"),
    path("open-data/", over.open_data, name="open_data"),
    path("melding/", melding.melding, name="melding"),
    path("melding/nieuw/", melding.melding_nieuw, name="melding_nieuw"),
    path("melding/<slug:code>/", melding.melding_stand, name="melding_stand"),
    path("klopt/<str:sleutel>/", klopt.klopt, name="klopt"),
    path("klopt/<str:sleutel>/geen-mail/", geen_mail.geen_mail, name="klopt_geen_mail"),
    path("klopt/<str:sleutel>/gestopt/", wijzigen.gestopt, name="klopt_gestopt"),
    path("klopt/<str:sleutel>/<slug:rij>/anders/", wijzigen.anders, name="klopt_anders"),
    path("klopt/<str:sleutel>/<slug:rij>/gestopt/", wijzigen.gestopt, name="klopt_rij_gestopt"),
    path("volgen/verstuurd/", volgen.volgen_verstuurd, name="volgen_verstuurd"),
    path("volgen/<str:sleutel>/bevestigen/", volglinks.volgen_bevestigen, name="volgen_bevestigen"),
    path("volgen/<str:sleutel>/stoppen/", volglinks.volgen_stoppen, name="volgen_stoppen"),
    path(
        "weekbericht/<str:sleutel>/stoppen/",
        weeklinks.weekbericht_stoppen,
        name="weekbericht_stoppen",
    ),
    path("werkplek/gedaan/", gedaan, name="gedaan"),
    path("werkplek/ongedaan/", ongedaan, name="ongedaan"),
    path("werkplek/concept/", concept, name="concept"),
    path("werkplek/concept/weggooien/", concept_weggooien, name="concept_weggooien"),
    path("werkplek/concept/terughalen/", concept_terughalen, name="concept_terughalen"),
    path("", include("buurtnet.urls.wijken")),
    path("", include("buurtnet.urls.initiatieven")),
    path("", include("buurtnet.urls.netwerken")),
    path("", include("buurtnet.accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "buurtnet.paginas.over.fout_verzoek"
handler500 = "buurtnet.web.storing.pagina.fout_bij_ons"
urlpatterns = [*MACHINES, *i18n_patterns(*PAGINAS, prefix_default_language=False)]

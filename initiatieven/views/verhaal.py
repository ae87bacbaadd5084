import markdown
import nh3
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from buurtnet.basis.delen import bronnen_van
from buurtnet.basis.facetlijst import toon_lijst

from ..filters import VerhaalFilters, kort
from ..models import Verhaal

# What a story may hold. The page has the one h1, so headings start a level lower.
TEKENS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr"}
ATTRIBUTEN = {"a": {"href"}}
SCHEMAS = {"http", "https", "mailto", "tel"}


@login_not_required
@require_safe
def verhalen(request):
    return toon_lijst(
        request, VerhaalFilters(request, lees_op(request)), "initiatieven/verhalen.html"
    )


@login_not_required
@require_safe
def verhaal(request, slug):
    alle = Verhaal.objects.select_related("bron")
    verhaal = haal_of_verwijs(alle.prefetch_related(kort()), slug, request.user)
    return render(
        request,
        "initiatieven/verhaal.html",
        {
            "record": verhaal,
            "tekst": opgemaakt(verhaal.tekst),
            "initiatieven": verhaal.initiatieven.filter(openbaar=True),
            "accommodaties": verhaal.accommodaties.filter(openbaar=True),
            "peildatum": lees_op(request),
            "bronnen": bronnen_van(verhaal),
        },
    )


def opgemaakt(tekst):
    """Markdown as HTML that holds nothing but text, headings, lists and plain links."""
    html = markdown.markdown(tekst, extensions=["sane_lists"], output_format="html")
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    # Safe: nh3 leaves only the tags and attributes above.
    return SafeString(
        nh3.clean(
            html,
            tags=TEKENS,
            attributes=ATTRIBUTEN,
            url_schemes=SCHEMAS,
            link_rel="noopener nofollow",
        )
    )

"""What is kept of whom: the text, and the register that the models make themselves."""

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.accounts.verwerkingen import LANGST_GETELD
from buurtnet.bewerken.concepten.concept import BEWAARTIJD as CONCEPT_BEWAARD
from buurtnet.kern import verwerking
from buurtnet.kern.verwerking import duur
from netwerken.models.voorstel import BEWAARTIJD as MELDING_BEWAARD


@login_not_required
@require_safe
def privacy(request):
    context = {
        "register": verwerking.register(apps.get_models()),
        "melding_bewaard": duur(MELDING_BEWAARD),
        "concept_bewaard": duur(CONCEPT_BEWAARD),
        "ip_bewaard": duur(LANGST_GETELD),
    }
    return render(request, "paginas/privacy.html", context)

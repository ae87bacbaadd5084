"""Bringing a draft back into the form that it was typed in."""

import uuid
from typing import NamedTuple

from django.http import QueryDict
from django.utils import timezone

from buurtnet.fotos.formulierveld import AfbeeldingFormField
from buurtnet.kern.getal import lees_nummer

from .concept import TABBLAD, Concept, rond_af


class Formulierconcept(NamedTuple):
    """The key of a form, and the draft of the user in it, if there is one to show.

    `is_vorige`: whether that is what another page kept; `is_weg`: whether one was dropped that can
    be brought back.
    """

    sleutel: str
    concept: Concept | None = None
    is_vorige: bool = False
    # What tells this page from others with the same form.
    tabblad: str = ""
    is_weg: bool = False

    @property
    def gestuurd(self):
        """What was typed, as a form takes what is sent."""
        return self.concept.gestuurd(vorige=self.is_vorige) if self.concept else QueryDict()

    @property
    def versie(self):
        """The version of the record that it was typed on; None of a new one."""
        return lees_nummer(self.gestuurd.get("versie", ""))


def sleutel_van(request, rij):
    """What the form of this request is known by, in every language and whatever `rij` is called.

    `rij` is what it is about, or what a new one hangs on; None: nothing.
    """
    return f"{request.resolver_match.view_name}:{rij.pk if rij else ''}"


def haal_terug(request, rij):
    """The Formulierconcept of this form, see `sleutel_van`; without a draft once it is sent.

    `?concept=vorige` asks for what another page kept.
    """
    sleutel = sleutel_van(request, rij)
    if request.method not in {"GET", "HEAD"}:
        return Formulierconcept(sleutel, tabblad=request.POST.get(TABBLAD, "")[:36])
    concept, weg = Concept.objects.van(request.user, sleutel).per_stand()
    is_weg = bool(weg and weg.is_terug_te_halen(timezone.now()))
    wil_vorige = request.GET.get("concept") == "vorige"
    is_vorige = bool(concept and concept.is_van_twee and wil_vorige)
    return Formulierconcept(sleutel, concept, is_vorige, str(uuid.uuid4()), is_weg)


def vul_aan(request, rij, form, **soort):
    """Show in `form`, made of `soort`, the draft of its user; gives the Formulierconcept.

    None for a form that keeps no drafts. Files are not in a draft, nor is what was not asked then.
    """
    if not form.heeft_concept:
        return None
    terug = haal_terug(request, rij)
    if terug.concept:
        getypt = type(form)(terug.gestuurd, **soort)
        buiten = [naam for naam in form.fields if _ontbreekt(getypt[naam])]
        bewaard = {naam: form.initial.get(naam) for naam in buiten}
        form.neem_over(getypt)
        form.initial |= bewaard
    return terug


def _ontbreekt(veld):
    """Whether a draft, as a form that was sent, says nothing of this BoundField."""
    if isinstance(veld.field, AfbeeldingFormField):
        return True
    data, naam = veld.form.data, veld.html_name
    return veld.field.widget.value_omitted_from_data(data, {}, naam)


def gooi_weg(request, rij):
    """Once it is saved, the draft of this form has served; not what another page typed in it."""
    gezien = gezien_nummer(request.POST)
    rond_af(request.user, sleutel_van(request, rij), request.POST, gezien)


def gezien_nummer(gestuurd):
    """The number of the draft that a page saw last, of what it sends; 0: of none."""
    return lees_nummer(gestuurd.get("concept_nummer", "")) or 0

"""The forms with which proposals are answered, or changed before they are accepted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.persoonsgegevens import weiger_persoonsgegevens
from buurtnet.kern.sloten import vergrendel
from netwerken.models import Voorstel
from netwerken.models.voorstel import LANGSTE_TEKST
from netwerken.voorstellen import handel_af
from netwerken.voorstellen.toepassen import reden_van, voorsteller_van
from netwerken.voorstellen.velden import TELEFOON, geplaatst, zelfde

SOORT, STAND = Voorstel.Soort, Voorstel.Stand


def antwoord_veld():
    return forms.CharField(
        label=_("Woord terug"),
        required=False,
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea({"rows": 2, "lang": "nl"}),
        validators=[weiger_persoonsgegevens],
        help_text=_("Dit leest wie het meldde. Niets over één persoon."),
    )


class Antwoord(forms.Form):
    """A word back to who proposed it."""

    antwoord = antwoord_veld()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        lees_zuiver(self)


class MetVoorstel:
    """Part of a form of a record that is filled in with a proposal, and settles it once saved."""

    voorstel = None
    heeft_concept = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            for naam, (_was, wordt) in self.voorstel.gegevens.items():
                if naam in self.fields:
                    self.initial[naam] = wordt

    @property
    def aanhef(self):
        """What was said, and by whom."""
        wie = {"wie": voorsteller_van(self.voorstel), "dag": date_format(self.voorstel.op, "j F")}
        delen = [_t("Voorgesteld door %(wie)s op %(dag)s.") % wie]
        if self.voorstel.gegevens:
            delen.append(_t("Het staat al in het formulier. Pas het aan, of bewaar het zo."))
        if nummer := self.voorstel.gegevens.get(TELEFOON):
            zin = _t("Het telefoonnummer pas je aan bij “Contact bijhouden”: %(nummer)s.")
            delen.append(zin % {"nummer": nummer[1]})
        if self.voorstel.tekst:
            delen.append(f"“{self.voorstel.tekst}”")
        return " ".join(delen)

    def has_changed(self):
        # Also what is saved unchanged settles the proposal.
        return True

    def bewaar(self):
        """Save the record, and settle the proposal. Raises ValidationError when that is done."""
        is_nieuw = self.instance._state.adding
        if is_nieuw or super().has_changed():
            self.instance._change_reason = reden_van(self.voorstel)
            super().bewaar()
        [vast] = vergrendel(Voorstel.objects.filter(pk=self.voorstel.pk)) or [None]
        if vast is None or not vast.is_open:
            raise ValidationError(_("Iemand anders handelde dit voorstel net af."))
        if is_nieuw:
            setattr(vast, vast.waarover, self.instance)
        handel_af(vast, self._stand(vast), self.gebruiker, self.cleaned_data["antwoord"])
        return self.instance

    def _stand(self, voorstel):
        if voorstel.soort != SOORT.WIJZIGING:
            return STAND.AANVAARD
        zo = (
            zelfde(geplaatst(self.instance, naam), wordt)
            for naam, (_was, wordt) in voorstel.gegevens.items()
            if naam in self.fields
        )
        return STAND.AANVAARD if all(zo) else STAND.DEELS


def met_voorstel(klasse, voorstel):
    """The form class `klasse`, filled in with `voorstel`, with a word back at its end."""
    eigen = {"voorstel": voorstel, "antwoord": antwoord_veld(), "__module__": __name__}
    return type(f"{klasse.__name__}MetVoorstel", (MetVoorstel, klasse), eigen)

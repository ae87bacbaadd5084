"""Pictures on models: the field, the words that go with it, and which are in use."""

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie

from .bewaren import NAAM, Afbeelding
from .formulierveld import AfbeeldingFormField


class AfbeeldingField(models.CharField):
    """The name of a picture that is kept; as a value an Afbeelding."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 48)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators.append(RegexValidator(rf"^{NAAM}\Z"))

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        tekst = super().to_python(value)
        return tekst if tekst is None else Afbeelding(tekst)

    def formfield(self, **kwargs):
        # Also in the admin, which has a widget of its own for text.
        return super().formfield(**kwargs | {"form_class": AfbeeldingFormField, "widget": None})

    def in_woorden(self, afbeelding):
        """For a history: the picture itself, small."""
        if not afbeelding:
            return ""
        return format_html(
            '<img class="foto-klein" src="{}" alt="{}" loading="lazy">',
            afbeelding.adres(afbeelding.breedtes[0]),
            _t("Afbeelding %(begin)s") % {"begin": afbeelding[:6]},
        )


FOTO = Verwerking(
    van=Wie.CONTACT,
    wat=_("Een foto bij een verhaal, met wie die maakte"),
    waarvoor=_("Om te laten zien wat er in de wijk gebeurt. Plek en toestel halen we eruit."),
    grond=Rechtsgrond.TOESTEMMING,
    wie_ziet=_("Iedereen."),
    hoe_lang=_("Tot het verhaal of de foto weg is."),
)


class MetAfbeelding(models.Model):
    """Something with a picture: it never stands there without words for who can't see it."""

    afbeelding = AfbeeldingField(_("afbeelding"), db_index=True)
    afbeelding_alt = models.CharField(
        _("wat er op de afbeelding staat"),
        max_length=250,
        blank=True,
        help_text=_(
            "Eén of twee zinnen voor wie de afbeelding niet kan zien. Zoals “Vier mensen drinken"
            " koffie aan een lange tafel”."
        ),
    )
    afbeelding_maker = models.CharField(
        _("wie de afbeelding maakte"),
        max_length=120,
        blank=True,
        help_text=_("Komt eronder te staan. Zoals “Foto: Wijkkrant Beijum”."),
    )
    persoonsgegevens = dict.fromkeys(("afbeelding", "afbeelding_alt", "afbeelding_maker"), FOTO)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_afbeelding_heeft_alt",
                condition=models.Q(afbeelding="") | GreaterThan(Length(Trim("afbeelding_alt")), 0),
                violation_error_message=_(
                    "Schrijf op wat er op de afbeelding staat, voor wie haar niet kan zien."
                ),
            ),
        ]


def modellen_met_afbeelding():
    """The models that people put pictures in; their histories left out."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, MetAfbeelding) and hasattr(model, "history")
    ]


def afbeeldingen_in_gebruik():
    """The names of all pictures that a record refers to, now or in any of its versions."""
    tabellen = [
        tabel
        for model in modellen_met_afbeelding()
        for tabel in (model._base_manager, model.history)
    ]
    return {
        naam
        for rijen in tabellen
        for naam in rijen.exclude(afbeelding="").values_list("afbeelding", flat=True).distinct()
    }

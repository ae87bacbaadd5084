from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiatievenConfig(AppConfig):
    name = "initiatieven"
    verbose_name = _("initiatieven en plekken")

    def ready(self):
        from .aanbod import meld_aan
        from .activiteitfilters import Activiteiten

        meld_aan(Activiteiten)

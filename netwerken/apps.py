from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetwerkenConfig(AppConfig):
    name = "netwerken"
    verbose_name = _("netwerken en organisaties")

    def ready(self):
        from initiatieven.aanbod import meld_aan

        from .aanbod import Bijeenkomsten

        meld_aan(Bijeenkomsten)

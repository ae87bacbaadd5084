"""WIE: who works where on which theme."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NetwerkenConfig(AppConfig):
    name = "netwerken"
    verbose_name = _("netwerken en organisaties")

    def ready(self):
        from . import bewaking

        post_migrate.connect(bewaking.installeer, dispatch_uid="netwerken.bewaking")

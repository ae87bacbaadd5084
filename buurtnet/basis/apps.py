"""The app that keeps the tables of the rooms below the three domains."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BasisConfig(AppConfig):
    name = "buurtnet.basis"
    label = "basis"
    verbose_name = _("basis")

    def ready(self):
        from buurtnet.web import controles, dataversie  # noqa: F401 - registers its checks

        post_migrate.connect(dataversie.installeer, dispatch_uid="basis.dataversie")

"""The app that keeps the tables of the rooms below the three domains."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BasisConfig(AppConfig):
    name = "buurtnet.basis"
    label = "basis"
    verbose_name = _("basis")

    def ready(self):
        from buurtnet.web import controles, dataversie  # controles registers its checks too

        pre_migrate.connect(controles.eis_eigen_migraties, dispatch_uid="basis.migraties")
        post_migrate.connect(dataversie.installeer, dispatch_uid="basis.dataversie")

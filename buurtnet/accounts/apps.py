"""The app of people who log in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "buurtnet.accounts"
    label = "accounts"
    verbose_name = _("gebruikers")

    def ready(self):
        from . import verwerkingen  # noqa: F401 - says what is kept of people

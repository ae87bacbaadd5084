"""The admin site of this project, as an app."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    default_site = "buurtnet.adminsite.BeheerSite"

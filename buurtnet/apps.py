from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    default_site = "buurtnet.adminsite.BeheerSite"

"""The admin at /admin/: for staff who took the second step of logging in, in this session."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.accounts import tweede_stap


class BeheerSite(AdminSite):
    site_title = _("beheer van buurtnet")
    site_header = _("Beheer van buurtnet")
    index_title = _("Alles wat buurtnet bijhoudt")
    enable_nav_sidebar = True

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only our own pages: those of packages would show secrets, such as the key of an app."""
        pakket = admin_class.__module__.partition(".")[0] if admin_class else ""
        if pakket not in {"allauth", "django"}:
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return super().has_permission(request) and tweede_stap.is_gezet(request)

    def get_urls(self):
        """Ask a visitor to log in at once, not by way of /admin/login/."""
        patronen = super().get_urls()
        for patroon in patronen:
            if hasattr(getattr(patroon, "callback", None), "login_url"):
                patroon.callback.login_url = reverse_lazy("account_login")
        return patronen

    def admin_view(self, view, cacheable=False):
        """Send a visitor to the login page and staff to the second step; refuse the others."""
        beschermd = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            return self._wijs_de_weg(request) or beschermd(request, *args, **kwargs)

        return update_wrapper(inner, beschermd)

    @login_not_required
    def login(self, request, extra_context=None):
        return self._wijs_de_weg(request) or redirect("admin:index")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def _wijs_de_weg(self, request):
        """Where somebody who may not be here (yet) goes; None for who may."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", request.get_full_path()))
        if not super().has_permission(request):
            raise PermissionDenied
        if not self.has_permission(request):
            return tweede_stap.vraag(request)
        return None

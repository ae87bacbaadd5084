"""The pages of one's own account, and accepting an invitation."""

from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.decorators import rate_limit
from allauth.mfa.totp.views import ActivateTOTPView
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from buurtnet.kern.rechten import bereik_van

from . import tweede_stap, uitnodigingen
from .forms import NaamForm, UitnodigingAannemenForm
from .models import Gebruiker

STATUS_PER_REDEN = {"verlopen": 410, "gebruikt": 410, "onbekend": 404}


def mijn_account(request):
    form = NaamForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Je naam is bewaard."))
        return redirect("mijn_account")
    context = {
        "form": form,
        "netwerken": bereik_van(request.user).eigen_netwerken,
        "tweede_stap": tweede_stap.is_ingesteld(request.user),
    }
    return render(request, "account/mijn_account.html", context)


@require_POST
def mijn_weekbericht(request):
    """Switch the weekly mail on or off for oneself, as `aan` says."""
    request.user.weekbericht = request.POST.get("aan") == "1"
    request.user.save(update_fields=["weekbericht"])
    aan, uit = _("Je krijgt het weekbericht weer."), _("Je krijgt geen weekbericht meer.")
    messages.success(request, aan if request.user.weekbericht else uit)
    return redirect("mijn_account")


@require_POST
def overal_uitloggen(request):
    """End all sessions of this person but this one."""
    request.user.log_overal_uit()
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Je bent op alle andere apparaten uitgelogd."))
    return redirect("mijn_account")


@login_not_required
@sensitive_post_parameters()
@rate_limit(action="uitnodiging")
def uitnodiging(request, sleutel):
    """Choose a password and get in, once, with the link from the mail."""
    try:
        gebruiker = uitnodigingen.lees_uitnodiging(sleutel)
    except uitnodigingen.OngeldigeUitnodiging as fout:
        context = {"reden": fout.reden}
        status = STATUS_PER_REDEN[fout.reden]
        return render(request, "account/uitnodiging_ongeldig.html", context, status=status)
    if request.user.is_authenticated:
        return render(request, "account/uitnodiging_ingelogd.html", {"genodigde": gebruiker})
    form = UitnodigingAannemenForm(gebruiker, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _neem_aan(request, sleutel, form)
    context = {"form": form, "genodigde": gebruiker}
    return render(request, "account/uitnodiging.html", context)


def _neem_aan(request, sleutel, form):
    with transaction.atomic():
        # The same link used twice at once: the second one waits here and finds it used.
        Gebruiker.objects.select_for_update().get(pk=form.user.pk)
        try:
            uitnodigingen.lees_uitnodiging(sleutel)
        except uitnodigingen.OngeldigeUitnodiging:
            return redirect(request.path)
        gebruiker = form.save()
    inlog = Login(
        user=gebruiker, email=gebruiker.email, redirect_url=resolve_url(settings.LOGIN_REDIRECT_URL)
    )
    return perform_password_login(request, {"email": gebruiker.email}, inlog)


# The code to scan is an image inside the page.
@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")
class AppInstellen(ActivateTOTPView):
    """Set up an authenticator app; the code just given counts as the second step."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response

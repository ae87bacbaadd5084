"""What staff does in the admin is a handeling too, to be undone from there."""

from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from ..handelingen import handeling


@contextmanager
def doe_in_beheer(request, wat=""):
    """All that is saved in the block is one handeling of this staff, to which a message leads.

    In one transaction. `wat` says what was done, or else `noem_in_beheer` does meanwhile. Gives the
    Handeling.
    """
    with transaction.atomic(), handeling(request.user, wat) as gedaan:
        request.handeling = gedaan
        yield gedaan
    if gedaan.pk:
        adres = reverse("admin:basis_handeling_change", args=[gedaan.pk])
        zin = _t("Was dit niet de bedoeling?")
        link = format_html('{} <a href="{}">{}</a>', zin, adres, _t("Maak het ongedaan."))
        messages.info(request, link)


def noem_in_beheer(request, zin, rij):
    """Say in the handeling of this request, if any, what was done with `rij`; the first one."""
    gedaan = getattr(request, "handeling", None)
    if gedaan is not None and not gedaan.wat:
        gedaan.wat = zin % {"wat": capfirst(rij._meta.verbose_name), "naam": rij}

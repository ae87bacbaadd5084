"""The day that a request asks for: `?op=JJJJ-MM-DD`, else today."""

from django.utils import timezone

from buurtnet.kern.peildatum import peildatum_van


def lees_peildatum(request):
    """The Peildatum of `request`; kept as `request.peildatum` for the bar above the page."""
    request.peildatum = peildatum_van(request.GET.getlist("op"), timezone.localdate())
    return request.peildatum

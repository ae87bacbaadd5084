"""Dates that can hardly be meant: 2036 for 2026, a year of birth, an end forty years on."""

from django.utils.translation import gettext as _

# How many years ahead something is still announced to begin, or to end; and how many years ago
# what coordinators keep may have begun.
BEGIN_VOORUIT, EINDE_VOORUIT, TERUG = 5, 9, 40


def twijfel(datum, vandaag, *, einde=False, terug=TERUG):
    """What to ask about `datum` in a sentence; "" when it may well be meant.

    `einde`: whether it is a last day. `terug`: how many years ago it may lie.
    """
    jaren = datum.year - vandaag.year
    if jaren > (EINDE_VOORUIT if einde else BEGIN_VOORUIT):
        return _("%(jaar)d is pas over %(n)d jaar. Klopt dat?") % {"jaar": datum.year, "n": jaren}
    if -jaren > terug:
        return _("%(jaar)d is %(n)d jaar geleden. Klopt dat?") % {"jaar": datum.year, "n": -jaren}
    return ""

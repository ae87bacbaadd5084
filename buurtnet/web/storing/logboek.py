"""What is written down of a Storing: that it was there, not where in our code it was met.

And what is never written down: an address that opens a door for who has it.
"""

import logging
import re

# The key in the address of a page that is read with a link from a mail.
SLEUTEL = re.compile(r"(/(?:klopt|volgen|weekbericht)/)[\w:-]{20,}")


class ZonderSpoor(logging.Filter):
    """Takes the traceback from what was answered with 503: there is one for each visitor."""

    def filter(self, record):
        if getattr(record, "status_code", None) == 503:
            record.exc_info = record.exc_text = None
        return True


class ZonderSleutel(logging.Filter):
    """Takes the key out of the address of such a page, wherever a line or its traceback has it."""

    _spoor = logging.Formatter()

    def filter(self, record):
        tekst = record.getMessage()
        if SLEUTEL.search(tekst):
            record.msg, record.args = SLEUTEL.sub(r"\1…", tekst), ()
        if record.exc_info:
            # What a handler prints, once it is there.
            record.exc_text = SLEUTEL.sub(r"\1…", self._spoor.formatException(record.exc_info))
        return True

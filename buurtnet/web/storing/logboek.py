"""What is written down of a Storing: that it was there, not where in our code it was met."""

import logging


class ZonderSpoor(logging.Filter):
    """Takes the traceback from what was answered with 503: there is one for each visitor."""

    def filter(self, record):
        if getattr(record, "status_code", None) == 503:
            record.exc_info = record.exc_text = None
        return True

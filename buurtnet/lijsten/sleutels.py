"""Many keys at once in a query, however many there are."""

import json

from django.db import connection
from django.db.models.expressions import RawSQL


def uit_lijst(sleutels):
    """For behind `pk__in=`: these keys as one parameter, where databases allow so many."""
    sleutels = list(sleutels)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [sleutels])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(sleutels)])

"""Many people at the same moment."""

import threading

from django.db import connection


def tegelijk(*daden):
    """What each of these functions gives, all begun at the same moment, each in a thread."""
    samen, uitkomsten = threading.Barrier(len(daden)), [None] * len(daden)

    def doe(nummer, daad):
        try:
            samen.wait(timeout=20)
            uitkomsten[nummer] = daad()
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=een) for een in enumerate(daden)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return uitkomsten

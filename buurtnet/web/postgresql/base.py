"""PostgreSQL as Django has it; but a server that falls silent is given up, not waited for."""

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

# Seconds in which a server that works says that it is there.
GEDULD_LEVEND = 3


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes one more of OPTIONS: `geduld`, how many seconds an answer may take (None: no end).

    The server ends what takes too long by itself (statement_timeout), as long as it can be heard.
    When nothing comes back, and nothing tells that the connection is gone either, the connection is
    closed, and the query fails as one of a lost connection does.
    """

    geduld = None

    def get_connection_params(self):
        params = super().get_connection_params()
        self.geduld = params.pop("geduld", None)
        return params

    def get_new_connection(self, conn_params):
        verbinding = super().get_new_connection(conn_params)
        verbinding.wait = self._met_geduld(verbinding, verbinding.wait)
        return verbinding

    def is_usable(self):
        gewoonlijk, self.geduld = self.geduld, GEDULD_LEVEND
        try:
            return super().is_usable()
        finally:
            self.geduld = gewoonlijk

    def _met_geduld(self, verbinding, wacht):
        """psycopg's own way to wait for an answer, with an end to it."""

        def wacht_met_geduld(vraag, *args, **kwargs):
            try:
                return wacht(vraag, *args, **{"timeout": self.geduld, **kwargs})
            except psycopg.OperationalError:
                if verbinding.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    # Its answer may still come, and would be taken for that to another question.
                    verbinding.pgconn.finish()
                raise

        return wacht_met_geduld

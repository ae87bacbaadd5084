"""The cache that processes share, which says so when it can't keep something."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, IntegrityError, connections, router, transaction


class GedeeldeCache(DatabaseCache):
    """As Django's, but only who was just too late gets a silent no; what is wrong is raised.

    Rate limits take that no for "too often": with a full disk nobody should hear that.
    """

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        using = router.db_for_write(self.cache_model_class)
        fouten = []

        def noteer(execute, *query):
            try:
                return execute(*query)
            except IntegrityError:
                raise
            except DatabaseError as fout:
                fouten.append(fout)
                raise

        # In a transaction of our own: what fails at the commit would be hushed up too.
        with transaction.atomic(using=using), connections[using].execute_wrapper(noteer):
            gelukt = super()._base_set(mode, key, value, timeout)
            if fouten:
                raise fouten[0]
        return gelukt

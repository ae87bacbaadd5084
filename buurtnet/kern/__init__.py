"""What every fact has: a period, a source, freshness, rights. No request, no HTML."""

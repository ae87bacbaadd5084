"""Pictures: one is taken or refused, kept and shown."""

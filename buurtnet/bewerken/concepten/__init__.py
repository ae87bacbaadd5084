"""Drafts: what somebody is typing in a form, kept for them alone until they save or drop it."""

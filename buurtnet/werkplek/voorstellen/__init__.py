"""Proposals as coordinators see them: making one, and accepting, editing or refusing them."""

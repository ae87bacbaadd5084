"""The admin: pages of models with a history, and those of the kernel's own models."""

from . import gedaan, model

__all__ = ["gedaan", "model"]

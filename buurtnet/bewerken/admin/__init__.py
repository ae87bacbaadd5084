"""The admin: pages of models with a history, and those of the kernel's own models."""

from . import gedaan, model, post

__all__ = ["gedaan", "model", "post"]

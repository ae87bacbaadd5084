"""The admin: pages of models with a history, and those of the kernel's own models."""

from . import model

__all__ = ["model"]

"""The records of the app; only its actions and queries use them."""

from headway.register.work.models.work import Work

__all__ = ["Work"]

"""The records of the app; only its actions and queries use them."""

from headway.register.loads.models.load import Load

__all__ = ["Load"]

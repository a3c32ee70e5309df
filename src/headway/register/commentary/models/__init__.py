"""The records of the app; only its actions and queries use them."""

from headway.register.commentary.models.commentary import Commentary
from headway.register.commentary.models.ownership import Ownership
from headway.register.commentary.models.version import Version

__all__ = ["Commentary", "Ownership", "Version"]

"""The records of the app; only its actions and queries use them."""

from headway.register.entries.models.answer import Answer
from headway.register.entries.models.change import Change
from headway.register.entries.models.closing import Closing
from headway.register.entries.models.done import Done
from headway.register.entries.models.sheet import Sheet

__all__ = ["Answer", "Change", "Closing", "Done", "Sheet"]

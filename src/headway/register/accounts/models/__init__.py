"""The records of the app; only its actions and queries use them."""

from headway.register.accounts.models.grant import Grant
from headway.register.accounts.models.saved_view import SavedView
from headway.register.accounts.models.user import User

__all__ = ["Grant", "SavedView", "User"]

"""The records of the app; only its actions and queries use them."""

from headway.register.overlay.models.change import Change

__all__ = ["Change"]

"""The app's name for Django."""

from django.apps import AppConfig


class OverlayConfig(AppConfig):
    """The council's own definitions."""

    name = "headway.register.overlay"
    label = "overlay"
    default_auto_field = "django.db.models.BigAutoField"

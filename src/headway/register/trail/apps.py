"""The app's name for Django."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The office's trail."""

    name = "headway.register.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"

"""The app's name for Django."""

from django.apps import AppConfig


class LoadsConfig(AppConfig):
    """Loads asked for in the browser."""

    name = "headway.register.loads"
    label = "loads"
    default_auto_field = "django.db.models.BigAutoField"

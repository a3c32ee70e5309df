"""The app's name for Django."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Sign-off and editions."""

    name = "headway.register.editions"
    label = "editions"
    default_auto_field = "django.db.models.BigAutoField"

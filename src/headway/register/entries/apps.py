"""The app's name for Django."""

from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """Teams' sheets."""

    name = "headway.register.entries"
    label = "entries"
    default_auto_field = "django.db.models.BigAutoField"

"""The app's name for Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Work asked for in the browser."""

    name = "headway.register.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

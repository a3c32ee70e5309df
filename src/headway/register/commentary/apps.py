"""The app's name for Django."""

from django.apps import AppConfig


class CommentaryConfig(AppConfig):
    """Commentary on figures."""

    name = "headway.register.commentary"
    label = "commentary"
    default_auto_field = "django.db.models.BigAutoField"

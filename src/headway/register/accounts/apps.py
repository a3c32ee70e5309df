"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their roles."""

    name = "headway.register.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

"""The app's name for Django, and what it listens to."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The office's pages."""

    name = "headway.web"
    label = "web"

    def ready(self) -> None:
        """Put signings-in, and those that were refused, on the trail."""
        from headway.web import sign_in  # noqa: PLC0415 - Django's models are ready only now

        sign_in.listen()

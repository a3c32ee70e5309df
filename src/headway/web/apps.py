"""The app's name for Django, and what it listens to."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The office's pages."""

    name = "headway.web"
    label = "web"

    def ready(self) -> None:
        """Put signings-in on the trail, and let nobody be named in a reason on it."""
        from django.conf import settings  # noqa: PLC0415 - ready only now, as Django's models are

        from headway.register.trail.actions import GUARD  # noqa: PLC0415
        from headway.services.analysis.naming import names_somebody  # noqa: PLC0415
        from headway.web import sign_in  # noqa: PLC0415

        sign_in.listen()
        GUARD.names_somebody = lambda text: names_somebody(settings.OFFICE.data, text)

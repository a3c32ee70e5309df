"""The addresses of the settings."""

from django.urls import path

from headway.web.views import settings, settings_changes, settings_units

SETTINGS = [
    path("", settings.show, name="settings"),
    path("organisation/", settings.organisation, name="settings-organisation"),
    path(
        "organisation/download/",
        settings.organisation_download,
        name="settings-organisation-download",
    ),
    path("organisation/units/<path:unit>/", settings_units.unit, name="settings-unit"),
    path("targets/", settings_changes.targets, name="settings-targets"),
    path("targets/<slug:name>/", settings_changes.target, name="settings-target"),
    path("disclosure/", settings_changes.disclosure, name="settings-disclosure"),
    path("disclosure/<slug:audience>/", settings_changes.audience, name="settings-audience"),
    path("definitions/", settings_changes.definitions, name="settings-definitions"),
    path("definitions/download/", settings_changes.download, name="settings-definitions-download"),
    path("definitions/upload/", settings_changes.upload, name="settings-definitions-upload"),
    path(
        "definitions/restore/<int:number>/",
        settings_changes.restore,
        name="settings-definitions-restore",
    ),
    path("changes/<int:number>/", settings.change, name="settings-change"),
    path("changes/<int:number>/approve/", settings.approve, name="settings-change-approve"),
    path("changes/<int:number>/refuse/", settings.refuse, name="settings-change-refuse"),
]

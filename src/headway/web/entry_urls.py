"""The addresses of teams' sheets. None names a child: a unit is a team, a locality or a service."""

from django.urls import path

from headway.web.views import entry, entry_sheet

ONE = "<slug:sheet>/<slug:period>/<str:unit>"

ENTRY = [
    path("", entry.show, name="entry"),
    path("close/<slug:sheet>/<slug:period>/", entry.close, name="entry-close"),
    path("open/<slug:sheet>/<slug:period>/", entry.open_again, name="entry-open"),
    path(f"sheet/{ONE}/", entry_sheet.show, name="entry-sheet"),
    path(f"check/{ONE}/", entry_sheet.check, name="entry-check"),
    path(f"submit/{ONE}/", entry_sheet.submit, name="entry-submit"),
    path(f"return/{ONE}/", entry_sheet.give_back, name="entry-return"),
    path(f"accept/{ONE}/", entry_sheet.accept, name="entry-accept"),
    path(f"reopen/{ONE}/", entry_sheet.reopen, name="entry-reopen"),
    path(f"workbook/{ONE}/", entry_sheet.workbook, name="entry-workbook"),
    path(f"load/{ONE}/", entry_sheet.load, name="entry-load"),
]

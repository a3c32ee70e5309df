"""The office that tests open: the figures of two teams, and what the council has of its own."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from headway.web.place import Office
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

SHEET = """\
id: framework-by-quarter
title: Our framework
level: team
frequency: quarterly
due: 10
closes: 20
indicators:
  - direct-contacts
  - family-feedback-received
  - family-feedback-respected
  - family-feedback-respected-percentage
parts:
  - part: family-feedback-respected
    whole: family-feedback-received
"""


def office_of_two_teams(settings: Any, folder: Path, sheet: str = "") -> Office:
    """Open an office in a folder, in which their figures are kept; its teams may be asked a sheet.

    ``settings`` are Django's as a test has them: another test has others.
    """
    keep_figures_of_two_teams(folder / "data")
    own = own_sheet(folder / "own", sheet) if sheet else None
    settings.OFFICE = replace(
        settings.OFFICE, folder=folder / "office", data=folder / "data", first_definitions=own
    )
    return settings.OFFICE  # type: ignore[no-any-return]


def own_sheet(folder: Path, text: str) -> Path:
    """Write a sheet into a folder of the council's own definitions; give the folder."""
    (folder / "sheets").mkdir(parents=True)
    (folder / "sheets" / "framework-by-quarter.yaml").write_text(text, encoding="utf-8")
    return folder


def hidden(page: HttpResponse) -> dict[str, str]:
    """Give the version and the token that the first form of a page carries."""
    text = page.content.decode()
    return {
        name: re.findall(rf'name="{name}" value="([^"]*)"', text)[0]
        for name in ("version", "token")
    }

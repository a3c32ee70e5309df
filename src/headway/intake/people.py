"""Who owns and who reports an indicator, as the person's own file names them."""

import re
from dataclasses import dataclass

from headway.domain.problems import Severity
from headway.intake.layout import Layout
from headway.intake.placing import Placed
from headway.intake.reporting import Report
from headway.intake.roles import Role

_PARTED = re.compile(r"\s*(?:/|;|,|\||\n|\s&\s|\sand\s)\s*")


@dataclass(slots=True)
class People:
    """Reads the owner and reporter of each row; what it reports never quotes a name."""

    layout: Layout
    report: Report

    def of(self, row: Placed) -> tuple[str, str]:
        """Return owner and reporter; both empty where one cell holds two that cannot be parted."""
        owner = row.text(self.layout.first(Role.OWNER))
        reporter = row.text(self.layout.first(Role.REPORTER))
        both = self.layout.first(Role.OWNER_REPORTER)
        if both is None or not row.cells[both].text:
            return owner, reporter
        parts = [part for part in _PARTED.split(row.cells[both].text.strip()) if part]
        if len(parts) == 2:
            return parts[0], parts[1]
        self.report.tell(
            row.line.place(self.report.sheet, row.origins[both]),
            Severity.NOT_TAKEN,
            f"owner and reporter stand in one cell of {len(row.text(both))} letters",
            "where the one ends and the other begins cannot be told, so neither is taken",
            "give the two their own columns",
            kind="owners and reporters in one cell",
        )
        return owner, reporter

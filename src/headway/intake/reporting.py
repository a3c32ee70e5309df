"""Findings while a sheet is read: each with its place, and no flood of the same one."""

from collections import Counter
from dataclasses import dataclass, field

from headway.domain.problems import Findings, Place, Severity
from headway.readers.grid import Sheet

MOST_OF_A_KIND = 100  # findings of one kind told one by one; the rest are counted
LONGEST_QUOTE = 40


@dataclass(slots=True)
class Report:
    """Collects the findings of one sheet; see ``Findings``."""

    sheet: Sheet
    findings: Findings = field(default_factory=Findings)
    _told: Counter[str] = field(default_factory=Counter)

    def tell(
        self,
        place: Place,
        severity: Severity,
        found: str,
        done: str = "",
        next_step: str = "",
        kind: str = "",
    ) -> None:
        """Add one finding; those of a ``kind`` told often enough are only counted from there on."""
        self._told[kind] += 1
        if not kind or self._told[kind] <= MOST_OF_A_KIND:
            self.findings.add(place, severity, found, done, next_step)

    def mark(self) -> int:
        """Return where the findings stand now; see ``forget_since``."""
        return len(self.findings.items)

    def forget_since(self, mark: int) -> None:
        """Take back what was told since a mark, where it turns out to concern nothing taken."""
        del self.findings.items[mark:]

    def close(self) -> None:
        """Say how many findings of each kind were only counted."""
        for kind, count in self._told.items():
            if kind and count > MOST_OF_A_KIND:
                self.findings.add(
                    self.sheet.place(1)
                    if not self.sheet.name
                    else Place(self.sheet.file, self.sheet.name),
                    Severity.NOTED,
                    f"{count - MOST_OF_A_KIND:,} more like the {MOST_OF_A_KIND} told above: {kind}",
                    "they were treated the same way",
                )


def quoted(text: str) -> str:
    """Return a text in quotation marks, cut where it is long."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[: LONGEST_QUOTE - 1]}…”"

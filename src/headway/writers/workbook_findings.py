"""What was printed beside what is worked out, and what was noticed: two sheets of plain rows."""

from collections.abc import Iterable

from headway.domain.noticed import by_severity, repeat_sentence, restatement_sentence
from headway.domain.printed import Verdict
from headway.domain.problems import Finding, Place, Severity, sentence
from headway.domain.scorecard import Scorecard
from headway.domain.side_by_side import ComparisonLine, lines_of
from headway.writers.workbook_cells import shown_cell
from headway.writers.workbook_layout import (
    BESIDE,
    CLOSE,
    GOOD,
    POOR,
    QUIET,
    STRONG,
    Cell,
    Column,
    Page,
    page,
    text,
)

_VERDICTS = {
    Verdict.AGREES: ("✔", GOOD),
    Verdict.CUT: ("◆", CLOSE),
    Verdict.DIFFERS: ("✘", POOR),
    Verdict.CANNOT_TELL: ("?", BESIDE),
}


def verdict_cell(verdict: Verdict) -> Cell:
    """Return a verdict with its sign, so that colour never stands alone."""
    sign, look = _VERDICTS[verdict]
    return Cell(f"{sign} {verdict.value}", look)


def printed_page(scorecard: Scorecard) -> Page:
    """Return the sheet "Printed and worked out"."""
    columns: list[Column[ComparisonLine]] = [
        Column("Ref.", 12, lambda line: text(line.reference, STRONG)),
        Column("Indicator", 44, lambda line: text(line.title)),
        Column("Figure", 44, lambda line: text(line.what)),
        Column("Printed", 14, lambda line: shown_cell(line.printed)),
        Column("Worked out", 14, lambda line: shown_cell(line.worked_out)),
        Column("Rests on", 16, lambda line: text(line.rests_on, BESIDE)),
        Column("Verdict", 22, lambda line: verdict_cell(line.verdict)),
        Column("Why", 60, lambda line: text(line.why, QUIET)),
    ]
    return page(
        "Printed and worked out",
        "PrintedAndWorkedOut",
        "Printed figures and the same figures worked out again",
        ["Each derived figure that the source prints, beside what its own months give."],
        "One row to a printed figure: as printed, as worked out, the verdict and the reason.",
        columns,
        lines_of(scorecard),
        "The source prints no derived figure.",
        frozen_columns=2,
    )


def findings_page(findings: Iterable[Finding], nothing: str) -> Page:
    """Return the sheet "Findings", the gravest first."""
    columns: list[Column[Finding]] = [
        Column("Severity", 14, lambda each: text(each.severity.value, STRONG)),
        Column("Place", 44, lambda each: text(str(each.place) if each.place != Place() else "")),
        Column("Found", 60, lambda each: text(sentence(each.found))),
        Column("What was done", 50, lambda each: text(sentence(each.done))),
        Column("Next step", 50, lambda each: text(sentence(each.next_step))),
    ]
    ordered = [each for _, group in by_severity(findings) for each in group]
    return page(
        "Findings",
        "Findings",
        "What was noticed while reading and checking",
        ["The gravest first. Ask about each before the figures are published."],
        "One row to a finding: how grave, where, what was found, what was done, what to do next.",
        columns,
        ordered,
        nothing,
        frozen_columns=1,
    )


def findings_of(scorecard: Scorecard) -> tuple[Finding, ...]:
    """Return a scorecard's findings with its suspicious repeats and restated figures."""
    repeats = [
        Finding(
            Place(),
            Severity.NOTED,
            repeat_sentence(scorecard, each),
            "both are shown as given",
            "ask the owner which is right",
        )
        for each in scorecard.repeats
    ]
    restated = [
        Finding(
            Place(),
            Severity.NOTED,
            restatement_sentence(scorecard, each),
            "what was published stands",
            "",
        )
        for each in scorecard.restatements
    ]
    return (*scorecard.findings, *repeats, *restated)

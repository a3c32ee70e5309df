"""Rows that stand in a sheet twice."""

from collections.abc import Sequence
from dataclasses import replace

from headway.catalogue.recognition import How, Recognition
from headway.domain.indicator import identifier_from
from headway.domain.problems import Severity
from headway.intake.reporting import Report, quoted
from headway.intake.rows import ReadRow


def without_twice(rows: Sequence[ReadRow], report: Report) -> tuple[ReadRow, ...]:
    """Return the rows, each reference and each indicator once; what is left out is told.

    Of two rows with one reference the second is not taken: if it says the very same, nothing is
    lost. Of two references that are one indicator the second keeps a name of its own.
    """
    references: dict[str, ReadRow] = {}
    indicators: dict[str, ReadRow] = {}
    kept: list[ReadRow] = []
    for each in rows:
        key = " ".join((each.row.reference or f"{each.row.section} {each.row.title}").split())
        if (first := references.get(key.casefold())) is not None:
            _tell_twice(first, each, report)
            continue
        references[key.casefold()] = each
        row = each
        if (other := indicators.get(each.row.indicator)) is not None:
            row = _renamed(each, other, set(indicators), report)
        indicators[row.row.indicator] = row
        kept.append(row)
    return tuple(kept)


def _tell_twice(first: ReadRow, second: ReadRow, report: Report) -> None:
    name = quoted(first.row.reference or first.row.title)
    same = _content(first) == _content(second)
    report.tell(
        second.row.place,
        Severity.NOTED if same else Severity.NOT_TAKEN,
        f"{name} stands twice: here and at {first.row.place}"
        + ("; both say the same" if same else ", and the two differ"),
        "the first is taken",
        "" if same else "give the second its own reference, or remove it",
        kind="rows that stand twice",
    )


def _content(each: ReadRow) -> tuple[object, ...]:
    figures = tuple((figure.column, figure.value) for figure in each.row.figures)
    return figures, tuple(target.text for target in each.row.targets)


def _renamed(each: ReadRow, other: ReadRow, taken: set[str], report: Report) -> ReadRow:
    """Give a row whose indicator is another row's already an identifier of its own."""
    own = identifier_from(each.row.reference or f"{each.row.section} {each.row.title}")
    number = 2
    name = own
    while name in taken:
        name = f"{own}-{number}"
        number += 1
    report.tell(
        each.row.place,
        Severity.INFERRED,
        f"{quoted(each.row.reference or each.row.title)} would be the same indicator as"
        f" {quoted(other.row.reference or other.row.title)} at {other.row.place}",
        f"it is kept apart from it, as “{name}”",
        "say in a mapping file which of the two it is",
        kind="rows of one indicator",
    )
    return replace(
        each,
        row=replace(each.row, indicator=name),
        indicator=replace(each.indicator, id=name),
        recognition=Recognition(None, How.NOT, each.recognition.reason, other.row.indicator),
    )

"""The rows of a plan's tables, filed under their priorities with what they carry down."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from headway.domain.plan import Review
from headway.domain.problems import Findings, Severity
from headway.domain.ratings import RatingScale
from headway.intake.plan_blocks import PlanTable
from headway.intake.plan_headings import Says, review_key
from headway.intake.plan_lines import quote_unless_a_name, rows_in_words, without_page
from headway.intake.plan_rows import WORDS, PlanRow, carry_down, continues, join, rows_of
from headway.intake.plan_sections import Numbering, is_numbered, same_title

WORDS_OF_A_SCRAP = 2


@dataclass(slots=True)
class Collected:
    """The rows of a plan's documents by priority, in order, with their reviews by their keys."""

    rows: dict[int, list[PlanRow]] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    scraps: dict[int, list[tuple[PlanRow, str]]] = field(default_factory=dict)
    above: dict[int, PlanRow] = field(default_factory=dict)  # the last row of each priority

    def take(self, number: int, row: PlanRow, *, first: bool, findings: Findings) -> None:
        """File a row under its priority, with what it carries down from the row above it there.

        A row that only goes on with the one above is joined to it, and one that holds no action
        is none. ``first`` says that it is the first of its table.
        """
        above = self.above.get(number)
        if above is not None and _part_of(row, above, first, findings):
            return
        carry_down(row, above)
        self.above[number] = row
        if row.own_among(Says.ACTION, Says.SUCCESS) or row.rated or row.own(Says.DUE):
            self.rows.setdefault(number, []).append(row)
        else:
            _tell_no_action(row, findings)


def collect(
    tables: Sequence[tuple[PlanTable, int | None]],
    scale: RatingScale,
    numbering: Numbering,
    findings: Findings,
) -> Collected:
    """Read the rows of one document's tables, each with its section's number, into priorities."""
    found = Collected()
    number: int | None = None
    for table, section in tables:
        found.reviews |= _reviews_of(table, found.reviews)
        number = section if section is not None else number
        for at, row in enumerate(rows_of(table, scale, findings)):
            number = numbering.row_number(row, is_numbered(table), number)
            number = 1 if number is None else number
            scrap = _settle_priority_cell(row, number, is_numbered(table), numbering, findings)
            if scrap:
                found.scraps.setdefault(number, []).append((row, scrap))
            found.take(number, row, first=at == 0, findings=findings)
    _tell_scraps(found.scraps, findings)
    return found


def _reviews_of(table: PlanTable, known: dict[str, Review]) -> dict[str, Review]:
    found = {review_key(h.review): h.review for h in table.headings if h.review is not None}
    return {key: review for key, review in found.items() if key not in known}


def _settle_priority_cell(
    row: PlanRow, number: int, numbered: bool, numbering: Numbering, findings: Findings
) -> str:
    """Find out what the text is that stands in the priority's column beside its number.

    It is the priority's title; or, where the outcome beside it is blank and the title is known
    to be another, the outcome one cell out of place; or a scrap, which is returned.
    """
    text = without_page(row.text(Says.PRIORITY))
    known = numbering.titles.get(number, "")
    if not numbered or not text or (known and same_title(known, text)):
        return ""
    if not text[0].isupper() or len(text.split()) <= WORDS_OF_A_SCRAP:
        return text
    if not known:
        numbering.name(number, text)
    elif row.text(Says.OUTCOME):
        return text
    else:
        row.texts[Says.OUTCOME] = text
        findings.add(
            row.place,
            Severity.INFERRED,
            "a text stands under the priority, and none under outcome",
            "It is not the priority's title, so it is read as the outcome",
            "Compare it with the plan",
        )
    return ""


def _tell_scraps(scraps: dict[int, list[tuple[PlanRow, str]]], findings: Findings) -> None:
    for number, found in scraps.items():
        rows = rows_in_words([row.line.number for row, _ in found])
        findings.add(
            found[0][0].place,
            Severity.NOTED,
            f"under priority {number} stand texts that are not its title ({rows}), such as "
            f"{quote_unless_a_name(found[0][1])}",
            "They are not used",
        )


def _part_of(row: PlanRow, above: PlanRow, first: bool, findings: Findings) -> bool:
    """Whether a row only goes on with the one above it; then its texts are joined to that."""
    if first and continues(row, above):
        what = "a row goes on in the middle of the sentence above it, on the page before"
    elif _only(row, Says.PROGRESS, Says.RATIONALE):
        what = "a row holds nothing but more progress"
    else:
        return False
    join(row, above)
    findings.add(row.place, Severity.INFERRED, what, "Its texts were joined to the row above")
    return True


def _only(row: PlanRow, *wanted: Says) -> bool:
    return not row.rated and bool(row.texts) and all(says in wanted for says in row.texts)


def _tell_no_action(row: PlanRow, findings: Findings) -> None:
    words = "an outcome" if row.own(Says.OUTCOME) else "neither action nor success measure"
    done = "It heads the rows below" if row.own(Says.OUTCOME) else "It is not read as an action"
    findings.add(row.place, Severity.NOTED, f"a row holds {words} and no rating or date", done)


def tell_of_rows(rows: Sequence[PlanRow], findings: Findings) -> None:
    """Report rows without any rating or words of their own, and what was carried down."""
    rated = any(row.rated for row in rows)
    for row in rows:
        if rated and not row.rated:
            damaged = not row.own_among(Says.LEAD, Says.RESPONSIBLE, Says.DUE)
            findings.add(
                row.place,
                Severity.INFERRED if damaged else Severity.NOTED,
                "the row has no rating in any column" + (", nor who and when" if damaged else ""),
                "It is read as an action not yet rated",
                "See whether it belongs to a row beside it" if damaged else "",
            )
        elif row.rated and not row.own_among(*WORDS):
            findings.add(
                row.place,
                Severity.INFERRED,
                "the row is rated without words of its own",
                "It is read as an action, with the words carried down from above",
                "Compare it with the plan",
            )
    carried = [row.line.number for row in rows if row.carried]
    if carried:
        findings.add(
            rows[0].place,
            Severity.NOTED,
            f"outcome, action or lead is blank in {len(carried)} of {len(rows)} rows "
            f"({rows_in_words(carried)})",
            "Each is carried down from the row above, and marked so",
        )

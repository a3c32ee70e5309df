"""What is said of a plan as a whole: text outside its tables, columns not read, its scale."""

from collections.abc import Sequence

from headway.domain.plan import Plan
from headway.domain.problems import Findings, Place, Severity
from headway.domain.ratings import RatingScale
from headway.domain.values import Absent, Number, State
from headway.intake.plan_blocks import Block, PlanTable, ScaleTable, Stray
from headway.intake.plan_headings import Says
from headway.intake.plan_lines import quote_unless_a_name, rows_in_words, shorten
from headway.intake.plan_sections import same_title
from headway.readers.grid import Document

MOST_QUOTED = 3
FEW = 20  # one action in so many


def tell_hidden(document: Document, findings: Findings) -> None:
    """Report sheets that are hidden."""
    for sheet in document.sheets:
        if sheet.hidden:
            findings.add(
                Place(document.file, sheet.name),
                Severity.NOTED,
                "the sheet is hidden",
                "It is not read",
                "Show it if it is part of the plan",
            )


def tell_strays(
    strays: Sequence[Stray], title: str, blocks: Sequence[Block], findings: Findings
) -> None:
    """Report text after the first table of actions that belongs to no table, page by page."""
    first = next((at for at, block in enumerate(blocks) if isinstance(block, PlanTable)), None)
    for stray in strays:
        lines = [line for line in stray.lines if not same_title(title, line.only_text)]
        if first is None or not lines or blocks.index(stray) < first:
            continue
        texts = dict.fromkeys(" ".join(filter(None, line.texts)) for line in lines)
        quoted = ", ".join(quote_unless_a_name(text) for text in list(texts)[:MOST_QUOTED])
        more = f" and {len(texts) - MOST_QUOTED} more" if len(texts) > MOST_QUOTED else ""
        findings.add(
            lines[0].place(),
            Severity.NOTED,
            f"text outside the plan's tables: {quoted}{more}",
            "It is not read",
        )


def tell_scale(tables: Sequence[ScaleTable], scale: RatingScale, findings: Findings) -> None:
    """Report a scale in the plan that has other marks than the one it is rated by."""
    known = {step.mark.casefold() for step in scale.steps}
    for table in tables:
        marks = [line.texts[line.filled[0]] for line in table.lines]
        other = [mark for mark in marks if mark.casefold() not in known]
        if other and len(marks) > 1:
            findings.add(
                table.lines[0].place(),
                Severity.DIFFERS,
                f"the plan defines the ratings {', '.join(marks)}",
                f"It is read by the scale “{_name(scale)}”, which lacks {', '.join(other)}",
                "Name the scale the plan uses",
            )


def _name(scale: RatingScale) -> str:
    return scale.title or scale.id


def tell_unread_columns(tables: Sequence[PlanTable], findings: Findings) -> None:
    """Report, once for each heading, columns of actions that hold text and are not read."""
    told: set[str] = set()
    for table in tables:
        for at, heading in enumerate(table.headings):
            used = [line.number for line in table.lines if line.text(at)]
            if (
                heading.says is not Says.OTHER
                or not heading.text
                or not used
                or heading.text in told
            ):
                continue
            told.add(heading.text)
            findings.add(
                table.heading_line.place(at),
                Severity.NOTED,
                f"the column “{shorten(heading.text)}” is none that a plan is read by",
                f"Its texts in {rows_in_words(used)} are not taken",
            )


def tell_unreadable(plan: Plan, findings: Findings) -> None:
    """Report a plan none of whose ratings is on the scale it is read by."""
    values = [r.value for p in plan.priorities for a in p.actions for r in a.ratings]
    broken = sum(isinstance(value, Absent) and value.state is State.BROKEN for value in values)
    if broken and not any(isinstance(value, Number) for value in values):
        marks = ", ".join(step.mark for step in plan.scale.steps)
        findings.add(
            Place(plan.priorities[0].file),
            Severity.NOT_TAKEN,
            f"none of the plan's {broken} ratings is on the scale “{_name(plan.scale)}”",
            f"It has the marks {marks}",
            "Name the scale the plan uses",
        )


def tell_lone_ratings(plan: Plan, findings: Findings) -> None:
    """Report ratings at a review at which hardly any action is rated: they may be out of place."""
    actions = [action for priority in plan.priorities for action in priority.actions]
    for at, review in enumerate(plan.reviews):
        rated = [a.ratings[at] for a in actions if isinstance(a.ratings[at].value, Number)]
        if rated and len(rated) * FEW <= len(actions):
            findings.add(
                rated[0].place,
                Severity.INFERRED,
                f"at “{review.label}” only {len(rated)} of {len(actions)} actions are rated",
                "They are taken as they stand",
                "See whether they belong to another review",
            )

"""Headings that are cut, run together or missing, read from what stands under and beside them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from headway.domain.period_labels import FORMS_OF, write_label
from headway.domain.periods import Period, PeriodKind
from headway.domain.problems import Severity
from headway.intake.headings import Heading, looks_damaged, target_years_digits
from headway.intake.looks import Look
from headway.intake.reporting import Report, quoted
from headway.intake.roles import BENCHMARKS, CHANGES, Role
from headway.intake.tables import FIGURE_LOOKS, Table

LIKE = 0.75  # how much of a damaged label must be left, and nothing else stand there
_MARKS = (Look.ARROW, Look.MARK)


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each look stands in a column."""

    looks: Counter[Look]

    @property
    def figures(self) -> int:
        """How many cells hold a number."""
        return self.looks[Look.NUMBER] + self.looks[Look.PERCENT]

    @property
    def marks(self) -> int:
        """How many cells hold an arrow, or what damage made of one."""
        return sum(self.looks[look] for look in _MARKS)

    @property
    def texts(self) -> int:
        """How many cells hold words."""
        return self.looks[Look.TEXT] + self.looks[Look.WORD]

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(self.looks.values())

    @property
    def is_marks(self) -> bool:
        """Whether arrows or what is left of them are what mostly stands here."""
        values = sum(self.looks[look] for look in FIGURE_LOOKS)
        return self.marks > 0 and self.marks > values

    @property
    def is_values(self) -> bool:
        """Whether figures, and states of figures, are what mostly stands here."""
        values = sum(self.looks[look] for look in FIGURE_LOOKS)
        return values > self.marks and values > self.texts


def infer(
    headings: list[Heading], profiles: Sequence[Profile], table: Table, report: Report
) -> tuple[list[Heading], dict[int, int]]:
    """Settle unclear headings; return them all, and which change each column of arrows is for.

    Every heading that was not plain is told with the evidence it was read on.
    """
    headings = list(headings)
    _name_periods(headings)
    _reference_or_title(headings, profiles)
    arrows = _pair_arrows(headings, profiles)
    _name_changes(headings)
    _name_benchmarks(headings, profiles)
    _name_targets(headings)
    _name_texts(headings, profiles)
    for at, heading in enumerate(headings):
        if not heading.certain or heading.why:
            _tell(table, at, heading, report)
    return headings, arrows


def _tell(table: Table, at: int, heading: Heading, report: Report) -> None:
    meaning = f"{heading.role.value} {heading.period or ''}".strip()
    if heading.role is Role.PERIOD:
        meaning = f"the figures of {heading.period}"
    shown = f"the heading {quoted(heading.text)}" if heading.text else "a column without a heading"
    cells = table.heading.cells
    # The text of a heading that serves for two columns may stand over the left one.
    beside = bool(heading.text) and (at >= len(cells) or not cells[at].text)
    report.tell(
        table.sheet.place(table.heading.number, at - beside),
        Severity.INFERRED,
        f"{shown} is not plain",
        f"read as {meaning}: {heading.why or 'what is left of it says so'}",
        "check that the column is what it was read as",
        kind="unclear headings",
    )


def _reference_or_title(headings: list[Heading], profiles: Sequence[Profile]) -> None:
    """Tell "KPI" or "PI" over references from the same word over titles; find them unnamed."""
    for at, heading in enumerate(headings):
        looks = profiles[at].looks
        if heading.role is Role.TITLE and looks[Look.REFERENCE] * 2 > profiles[at].filled:
            headings[at] = replace(heading, role=Role.REFERENCE)
    first = next((at for at, h in enumerate(headings) if h.role is Role.PERIOD), len(headings))
    for role, fits in ((Role.REFERENCE, _is_references), (Role.TITLE, _is_titles)):
        if any(heading.role is role for heading in headings):
            continue
        for at in range(first):
            if headings[at].role in (Role.UNLABELLED, Role.UNKNOWN) and fits(profiles[at]):
                why = "what stands under it, at the left of the figures"
                headings[at] = replace(headings[at], role=role, why=why)
                break


def _is_references(profile: Profile) -> bool:
    return profile.looks[Look.REFERENCE] * 2 > profile.filled > 0


def _is_titles(profile: Profile) -> bool:
    return profile.texts * 2 > profile.filled > 0


def _name_periods(headings: list[Heading]) -> None:
    """Read a damaged label as the period its neighbours leave for it: "Ag-20" before Sep-20."""
    for at, heading in enumerate(headings):
        if heading.role is not Role.UNKNOWN:
            continue
        beside = [
            other.period.shift(step)
            for to, step in ((at - 1, 1), (at + 1, -1))
            if 0 <= to < len(headings)
            and (other := headings[to]).role is Role.PERIOD
            and other.period is not None
        ]
        taken = {other.period for other in headings if other.role is Role.PERIOD}
        clear = len(set(beside)) == 1 and beside[0] not in taken
        if clear and _resembles(heading.text, beside[0]):
            why = "it resembles the label that its neighbours leave for it"
            headings[at] = replace(
                heading, role=Role.PERIOD, period=beside[0], certain=False, why=why
            )


def _resembles(text: str, period: Period) -> bool:
    """Whether a damaged text is most of a period's label, and little else."""
    plain = _letters(text)
    labels = (_letters(write_label(period, form)) for form in FORMS_OF[period.kind])
    return len(plain) > 2 and any(
        SequenceMatcher(None, plain, label, autojunk=False).ratio() >= LIKE for label in labels
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _pair_arrows(headings: list[Heading], profiles: Sequence[Profile]) -> dict[int, int]:
    """Find columns of arrows beside columns of changes, where one heading serves for the two.

    Damage, and merged headings, leave the heading over either of the pair.
    """
    arrows: dict[int, int] = {}
    at = 0
    while at + 1 < len(headings):
        pair = (headings[at], headings[at + 1])
        if _is_pair(pair, profiles[at], profiles[at + 1]):
            named = next(heading for heading in pair if heading.role in CHANGES)
            if pair[0].role in CHANGES:
                why = "the arrows stand under it, the figures one column right of it"
                headings[at + 1] = replace(named, certain=False, why=why)
            headings[at] = Heading(Role.ARROW)
            arrows[at] = at + 1
            at += 1
        at += 1
    return arrows


def _is_pair(pair: tuple[Heading, Heading], left: Profile, right: Profile) -> bool:
    if not (left.is_marks and right.is_values):
        return False
    changes = [heading for heading in pair if heading.role in CHANGES]
    others = [heading for heading in pair if heading.role not in CHANGES]
    return len(changes) == 1 and others[0].role in (Role.UNLABELLED, Role.UNKNOWN)


def _name_changes(headings: list[Heading]) -> None:
    """Tell a change whose base is not named by the one that is: the two kinds come together."""
    named = {heading.role for heading in headings} & {Role.CHANGE_PREVIOUS, Role.CHANGE_LAST_YEAR}
    unnamed = [at for at, heading in enumerate(headings) if heading.role is Role.CHANGE]
    order = [r for r in (Role.CHANGE_PREVIOUS, Role.CHANGE_LAST_YEAR) if r not in named]
    for at, role in zip(unnamed, order, strict=False):
        base = "the change on the previous period has its own column" if named else "it comes first"
        why = headings[at].why + "; " if headings[at].why else ""
        headings[at] = replace(headings[at], role=role, certain=False, why=why + base)
    for at in unnamed[len(order) :]:
        headings[at] = replace(headings[at], role=Role.UNKNOWN, certain=True, why="")


def _name_benchmarks(headings: list[Heading], profiles: Sequence[Profile]) -> None:
    """Read a damaged heading beside England as the neighbours': sheets print them in that order."""
    if any(heading.role is Role.NEIGHBOURS for heading in headings):
        return
    for at, heading in enumerate(headings[:-1]):
        beside = headings[at + 1].role in BENCHMARKS
        if beside and heading.role is Role.UNKNOWN and looks_damaged(heading.text):
            if profiles[at].texts <= profiles[at].filled / 2:
                why = "it is damaged, and stands first among the benchmarks"
                headings[at] = replace(heading, role=Role.NEIGHBOURS, certain=False, why=why)
            return


def _name_targets(headings: list[Heading]) -> None:
    """Give a target whose year is damaged the year that its neighbours leave for it."""
    for at, heading in enumerate(headings):
        if heading.role is not Role.TARGET or heading.period or heading.certain:
            continue
        for beside, step in ((at - 1, 1), (at + 1, -1)):
            year = _year_of_target(headings, beside)
            if year is not None and _agrees(heading.text, year.shift(step)):
                why = "the year follows on from the target beside it"
                headings[at] = replace(heading, period=year.shift(step), why=why)
                break
        else:
            headings[at] = replace(heading, role=Role.UNKNOWN, certain=True)


def _year_of_target(headings: Sequence[Heading], at: int) -> Period | None:
    if not 0 <= at < len(headings) or headings[at].role is not Role.TARGET:
        return None
    year = headings[at].period
    return year if year and year.kind is PeriodKind.FINANCIAL_YEAR else None


def _agrees(text: str, year: Period) -> bool:
    """Whether a year's last two digits, or its first year's, are among what is left of a label."""
    start = year.financial_year % 100
    return any(found % 100 in (start, start + 1) for found in target_years_digits(text))


def _name_texts(headings: list[Heading], profiles: Sequence[Profile]) -> None:
    """Take an unnamed last column of texts for the commentary, where there is no other."""
    if any(heading.role is Role.COMMENTARY for heading in headings):
        return
    for at in _from_the_right(headings):
        looks = profiles[at].looks
        if headings[at].role is Role.UNLABELLED and looks[Look.TEXT] * 2 > profiles[at].filled:
            why = "texts stand under it, right of all figures"
            headings[at] = replace(headings[at], role=Role.COMMENTARY, why=why)
            return


def _from_the_right(headings: Sequence[Heading]) -> Iterator[int]:
    last = max((at for at, h in enumerate(headings) if h.role is Role.PERIOD), default=-1)
    yield from range(len(headings) - 1, last, -1)

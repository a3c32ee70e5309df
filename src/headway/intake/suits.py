"""How well a text suits each kind of column: what the aligner weighs."""

from collections.abc import Mapping, Sequence

from headway.intake.aligning import BLANK_SUITS, NEVER, SUITS, Column, by_look
from headway.intake.damaged_headings import Profile
from headway.intake.headings import Heading
from headway.intake.looks import Look
from headway.intake.roles import BENCHMARKS, CHANGES, Role

_BLANK = {Look.BLANK: BLANK_SUITS // 2}
_FIGURE = {
    Look.NUMBER: SUITS,
    Look.PERCENT: SUITS,
    Look.AWAITED: 90,
    Look.SUPPRESSED: 80,
    Look.ERROR: 60,
    Look.DASH: 20,
    Look.NOT_APPLICABLE: 10,
    Look.FOOTNOTED: 90,
    Look.MARKED_NUMBER: -150,
    Look.MARK: -100,
    Look.ARROW: -100,
    Look.PERIOD: -100,
    Look.WORD: -200,
    Look.REFERENCE: -200,
    **_BLANK,
}
_CHANGE = {
    Look.PERCENT: SUITS,
    Look.MARKED_NUMBER: SUITS,
    Look.NOT_APPLICABLE: 95,
    Look.ERROR: 60,
    Look.NUMBER: 40,
    Look.DASH: 40,
    Look.AWAITED: 40,
    Look.SUPPRESSED: 40,
    Look.ARROW: 0,
    Look.MARK: -50,
    **_BLANK,
}
_ARROW = {
    Look.ARROW: SUITS,
    Look.MARK: 95,
    Look.DASH: 85,
    Look.NOT_APPLICABLE: 0,
    Look.WORD: -150,
    Look.PERCENT: -200,
    Look.NUMBER: -200,
    Look.BLANK: BLANK_SUITS,
}
_MARK = {**_ARROW, Look.DASH: 60, Look.NOT_APPLICABLE: 20, Look.WORD: 30, Look.AWAITED: 0}
_SUMMARY = {
    **_FIGURE,
    Look.AWAITED: 60,
    Look.DASH: 50,
    Look.NOT_APPLICABLE: 20,
}
_FLAG = {
    Look.DASH: 90,
    Look.MARK: 60,
    Look.WORD: 80,
    Look.ARROW: 60,
    Look.NOT_APPLICABLE: 30,
    Look.AWAITED: 30,
    Look.REFERENCE: 20,
    Look.PERCENT: -50,
    Look.NUMBER: -50,
    Look.BLANK: BLANK_SUITS,
}
_BENCHMARK = {**_FIGURE, Look.DASH: 90, Look.NOT_APPLICABLE: 70, Look.AWAITED: 50}
_TARGET = {
    **_FIGURE,
    Look.AWAITED: SUITS,
    Look.DASH: 30,
    Look.NOT_APPLICABLE: 20,
    Look.WORD: 20,
    Look.MARK: 0,
    Look.BLANK: BLANK_SUITS,
}
_PROSE = {
    Look.TEXT: SUITS,
    Look.WORD: 90,
    Look.REFERENCE: 0,
    Look.PERIOD: 0,
    Look.MARK: -20,
    Look.DASH: 0,
    Look.NOT_APPLICABLE: 0,
    Look.AWAITED: 0,
    **_BLANK,
}
_SHORT_TEXT = {
    Look.WORD: SUITS,
    Look.TEXT: 80,
    Look.REFERENCE: 40,
    Look.MARK: 30,
    Look.ARROW: 40,
    Look.DASH: 30,
    Look.AWAITED: 30,
    Look.NOT_APPLICABLE: 30,
    Look.PERCENT: -200,
    Look.NUMBER: -200,
    **_BLANK,
}
_TITLE = {
    Look.TEXT: SUITS,
    Look.WORD: SUITS,
    Look.REFERENCE: 20,
    Look.PERIOD: 0,
    Look.NUMBER: -150,
    Look.BLANK: -100,
}
_REFERENCE = {
    Look.REFERENCE: SUITS,
    Look.NUMBER: 60,
    Look.WORD: 60,
    Look.PERIOD: 40,
    Look.TEXT: -200,
    Look.BLANK: -20,
}
_ANYTHING: Mapping[Look, int] = {**dict.fromkeys(Look, 0), Look.BLANK: BLANK_SUITS}
_TABLES: dict[Role, Mapping[Look, int]] = {
    Role.REFERENCE: _REFERENCE,
    Role.TITLE: _TITLE,
    Role.OUTCOME: _PROSE,
    Role.COMMENTARY: _PROSE,
    Role.NOTES: _PROSE,
    Role.PERIOD: _FIGURE,
    Role.REPEATED: _FIGURE,
    Role.ARROW: _ARROW,
    Role.MARK: _MARK,
    Role.AVERAGE: _SUMMARY,
    Role.MAXIMUM: _SUMMARY,
    Role.YEAR_TO_DATE: _SUMMARY,
    Role.FLAG: _FLAG,
    Role.TARGET: _TARGET,
    Role.FLOOR: _TARGET,
    Role.UNLABELLED: _ANYTHING,
    Role.UNKNOWN: _ANYTHING,
    **dict.fromkeys(CHANGES, _CHANGE),
    **dict.fromkeys(BENCHMARKS, _BENCHMARK),
}
_PROSE_ROLES = (Role.TITLE, Role.OUTCOME, Role.COMMENTARY, Role.NOTES)
_NOT_MERGED = (
    *_PROSE_ROLES,
    Role.UNLABELLED,
    Role.UNKNOWN,
    Role.REFERENCE,
    Role.FLAG,
    Role.MARK,
)
MOST_USUAL = 60


def columns_for(headings: Sequence[Heading], profiles: Sequence[Profile]) -> tuple[Column, ...]:
    """Return the columns of a sheet for ``align``, each with what suits it.

    Where a look that may stand in a column is the usual one there in this very sheet, it suits
    it well: a change may be printed as a number of points. What cannot stand there never does:
    every row may be damaged in the same way.
    """
    return tuple(
        Column(
            f"{at}",
            by_look(_table(heading, profiles[at]), otherwise=NEVER),
            merges=heading.role in _TABLES and heading.role not in _NOT_MERGED,
            splits=heading.role in _PROSE_ROLES,
        )
        for at, heading in enumerate(headings)
    )


def _table(heading: Heading, profile: Profile) -> Mapping[Look, int]:
    table = _TABLES.get(heading.role, _SHORT_TEXT)
    usual = {
        look: max(table[look], MOST_USUAL)
        for look, count in profile.looks.items()
        if table.get(look, NEVER) >= 0 and 2 * count > profile.filled > 4
    }
    return {**table, **usual}

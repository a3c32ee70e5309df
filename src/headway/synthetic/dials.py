"""What can be turned in the made-up council. Shares run from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Final

from headway.domain.problems import DefinitionMistake, Finding, Place, Severity

LAST_DAY: Final = date(2026, 10, 31)
"""The usual last day of what is made up: fixed, so that no clock changes an export."""

_SHARES: Final = (
    "late", "corrected", "withdrawn", "shared_children", "transfers", "step_up", "step_down",
    "refused", "not_engaged", "overlapping",
)  # fmt: skip


NUMBERS: Final = (
    "contacts", "season", "lockdown", "uneven", "repeats", *_SHARES,
)  # fmt: skip
SWITCHES: Final = ("merged_team", "changed_definition")
_USUAL: Final = {"children": 60_000, "years": 3, "seed": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """The share of the rows that could have each fault, in which it is planted.

    A row has one fault at most. The rows counted in ``faults.csv`` are those really planted.
    """

    missing_date: float = 0.0
    closed_before_opened: float = 0.0
    duplicate: float = 0.0
    impossible_age: float = 0.0
    unknown_code: float = 0.0
    team_spelling: float = 0.0
    text_in_date: float = 0.0
    future_date: float = 0.0
    orphan: float = 0.0

    def __post_init__(self) -> None:
        _refuse([_share(name, getattr(self, name)) for name in fault_names()])

    @property
    def any(self) -> bool:
        """Whether anything is to be planted."""
        return any(getattr(self, name) > 0 for name in fault_names())


def fault_names() -> tuple[str, ...]:
    """Give the names of the faults in their order."""
    return tuple(each.name for each in fields(Faults))


def faults_of(share: float) -> Faults:
    """Give faults of all kinds that together touch about that share of the rows."""
    names = fault_names()
    return Faults(**{name: share / len(names) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """Everything that decides what is made. The same dials give the same bytes.

    ``children`` is how many live in the area, ``years`` how long back the exports reach from
    ``until``; ``as_of`` is the day of the export (``None``: ``until``). ``late`` is the share of
    rows written down more than a fortnight after the event. ``contacts`` is how many contacts
    there are per child and year, ``season``, ``lockdown`` and ``uneven`` are strengths: 0 for
    none, 1 as in real life. ``merged_team`` and ``changed_definition`` can be left out; the teams
    merge half way through, or on the day ``merged_on``.
    """

    children: int
    years: int
    seed: int
    until: date = LAST_DAY
    as_of: date | None = None
    contacts: float = 0.25
    season: float = 1.0
    lockdown: float = 1.0
    uneven: float = 1.0
    repeats: float = 1.0
    late: float = 0.1
    corrected: float = 0.01
    withdrawn: float = 0.003
    shared_children: float = 0.06
    transfers: float = 0.08
    step_up: float = 0.09
    step_down: float = 0.12
    refused: float = 0.12
    not_engaged: float = 0.14
    overlapping: float = 0.15
    merged_team: bool = True
    merged_on: date | None = None
    changed_definition: bool = True
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        found = [_share(name, getattr(self, name)) for name in _SHARES]
        rules = {
            "children: at least 20 are needed": self.children >= 20,
            "children: at most 20 million can be made": self.children <= 20_000_000,
            "years: from 1 to 25": 1 <= self.years <= 25,
            "seed: a whole number of 0 or more": self.seed >= 0,
            "until: a day from 2010 to 2079": 2010 <= self.until.year <= 2079,
            "as_of: a day of the years made up, up to until": self.start <= self.day <= self.until,
            "merged_on: a day of the years made up": self.merged_on is None
            or self.start <= self.merged_on <= self.until,
            "contacts: from 0.01 to 2 per child and year": 0.01 <= self.contacts <= 2,
            "season, lockdown, uneven, repeats: from 0 to 2": all(
                0 <= each <= 2 for each in (self.season, self.lockdown, self.uneven, self.repeats)
            ),
        }
        _refuse(found + [rule for rule, holds in rules.items() if not holds])

    @property
    def day(self) -> date:
        """The day of the export."""
        return self.as_of or self.until

    @property
    def start(self) -> date:
        """The first day that the exports reach back to."""
        last = self.until
        same = date(last.year - self.years, last.month, min(last.day, 28))
        return date(same.year + same.month // 12, same.month % 12 + 1, 1)


def turned(values: Mapping[str, object]) -> Dials:
    """Give dials from their names and values, the others as usual.

    ``faults`` is the share of all kinds together; a fault's own name sets that kind alone.
    Raises ``DefinitionMistake`` for a name that is none and a value that cannot be.
    """
    faults = fault_names()
    wrong = [_unfit(name, value) for name, value in values.items()]
    _refuse(wrong)
    share = float(str(values.get("faults", 0.0)))
    _refuse([_share("faults", share)])
    each = faults_of(share)
    each = replace(each, **{name: float(str(values[name])) for name in faults if name in values})
    own = {name: value for name, value in values.items() if name not in {*faults, "faults"}}
    return Dials(**{**_USUAL, **own, "faults": each})  # type: ignore[arg-type] # checked above


def _unfit(name: str, value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    kinds = {
        **dict.fromkeys(("children", "years", "seed"), ("a whole number", whole)),
        **dict.fromkeys(("until", "as_of", "merged_on"), ("a date", type(value) is date)),
        **dict.fromkeys(SWITCHES, ("true or false", isinstance(value, bool))),
        **dict.fromkeys(
            (*NUMBERS, *fault_names(), "faults"), ("a number", whole or isinstance(value, float))
        ),
    }
    if name not in kinds:
        return f"{name}: there is no such dial"
    kind, fits = kinds[name]
    return "" if fits else f"{name}: {kind} is needed"


def _share(name: str, value: float) -> str:
    return "" if 0 <= value <= 1 else f"{name}: a share from 0 to 1, found {value}"


def _refuse(found: list[str]) -> None:
    wrong = [each for each in found if each]
    if wrong:
        raise DefinitionMistake(
            Finding(
                Place("dials"),
                Severity.STOPS,
                each,
                "A dial of the made-up council cannot stand there",
                "Give it a value in that range",
            )
            for each in wrong
        )

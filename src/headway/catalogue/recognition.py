"""Which indicator of the catalogue a row of a published sheet is, and on what evidence."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from headway.catalogue.mapping import NO_MAPPING, RowMapping
from headway.catalogue.model import Catalogue
from headway.catalogue.titles import (
    Title,
    likeness,
    look_alike,
    read_reference,
    read_title,
    similar,
)
from headway.domain.indicator import Frequency, Indicator


class How(Enum):
    """On what evidence a row was recognised."""

    REFERENCE_AND_TITLE = "reference and title"
    TITLE = "title"
    MAPPING = "mapping"
    NOT = "not recognised"


@dataclass(frozen=True, slots=True)
class Recognition:
    """The indicator a row is, or None; how that is known; and why, in a sentence.

    ``proposed`` names an indicator that the row may be, where a person has to say so.
    """

    indicator: str | None
    how: How
    reason: str
    proposed: str = ""

    def __post_init__(self) -> None:
        if (self.indicator is None) is not (self.how is How.NOT):
            raise ValueError("a row that is recognised says how, and one that is not does not")


def recognise(
    catalogue: Catalogue,
    reference: str,
    title: str,
    mapping: RowMapping = NO_MAPPING,
    *,
    frequency: Frequency | None = None,
) -> Recognition:
    """Say which indicator a row with this ``reference`` and ``title`` is.

    A person's confirmed mapping goes first. Then the very title, or the reference together with
    a similar title. A reference whose title says something else is not taken, and a title that
    is only similar is a proposal. ``frequency`` is how often the row's figures come, where the
    sheet shows that for certain: an indicator that comes otherwise is only proposed.
    """
    if named := mapping.indicator_for(reference, title):
        return Recognition(
            named, How.MAPPING, f"the mapping file says so of {_row(reference, title)}"
        )
    found = _by_words(_index_of(catalogue), reference, read_title(title))
    if found.indicator is None or frequency is None:
        return found
    usual = catalogue.indicators[found.indicator].frequency
    if usual is frequency:
        return found
    return _unknown(
        f"the {found.how.value} would be “{found.indicator}”, which is {usual.value}, and the "
        f"figures here are {frequency.value}",
        found.indicator,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    titles: dict[Title, str] = field(default_factory=dict)
    references: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lookalikes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, list[Title]] = field(default_factory=lambda: defaultdict(list))
    telling: dict[frozenset[str], list[tuple[Title, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )


@lru_cache(maxsize=4)
def _index_of(catalogue: Catalogue) -> _Index:
    index = _Index()
    for name, indicator in catalogue.indicators.items():
        for title in _titles(indicator):
            index.titles.setdefault(title, name)
            index.names[name].append(title)
            index.telling[title.telling].append((title, name))
        for printed in indicator.printed_as:
            if read := read_reference(printed.reference):
                index.references[read].add(name)
                index.lookalikes[look_alike(read)].add(name)
    return index


def _titles(indicator: Indicator) -> Iterator[Title]:
    texts = [indicator.title, *(printed.title for printed in indicator.printed_as)]
    yield from dict.fromkeys(read_title(text) for text in texts if text)


def _by_words(index: _Index, reference: str, title: Title) -> Recognition:
    read = read_reference(reference)
    owners = index.references.get(read, set()) if read else set()
    called = f"the reference “{reference.strip()}”"
    if read and not owners:
        owners = index.lookalikes.get(look_alike(read), set())
        called += ", read with l, I and 1 (or O and 0) taken for each other,"
    name = index.titles.get(title) if title.words else None
    if name is None:
        return _by_reference(index, called, owners, title) if owners else _by_likeness(index, title)
    if name in owners:
        reason = f"{called} and the title are those of the definition"
        return Recognition(name, How.REFERENCE_AND_TITLE, reason)
    aside = f"; {called} is another's there and is left aside" if owners else ""
    return Recognition(name, How.TITLE, f"the title is that of the definition{aside}")


def _by_reference(index: _Index, start: str, owners: set[str], title: Title) -> Recognition:
    fitting = [name for name in owners if any(similar(title, each) for each in index.names[name])]
    several = ", ".join(f"“{name}”" for name in sorted(owners))
    if len(fitting) == 1:
        reason = f"{start} is that of the definition, and the title is similar"
        return Recognition(fitting[0], How.REFERENCE_AND_TITLE, reason)
    if fitting:
        return _unknown(f"{start} and the title fit more than one definition: {several}")
    if not title.words:
        return _unknown(f"{start} is that of {several}, but there is no title to check it by")
    near = _by_likeness(index, title)
    return _unknown(
        f"{start} is that of {several}, but the title is clearly another", near.proposed
    )


def _by_likeness(index: _Index, title: Title) -> Recognition:
    """Propose the one definition whose title is similar; take none."""
    best: dict[str, float] = {}
    for other, name in index.telling.get(title.telling, ()):
        if similar(title, other):
            best[name] = max(likeness(title, other), best.get(name, 0.0))
    if not best:
        return _unknown("neither the reference nor the title is in the catalogue")
    ordered = sorted(best, key=lambda name: (-best[name], name))
    if len(ordered) > 1 and best[ordered[0]] == best[ordered[1]]:
        return _unknown("the title is equally like that of several definitions")
    return _unknown(f"the title is like that of “{ordered[0]}”, but not the same", ordered[0])


def _unknown(reason: str, proposed: str = "") -> Recognition:
    return Recognition(None, How.NOT, reason, proposed)


def _row(reference: str, title: str) -> str:
    shown = " ".join(title.split())
    return f"“{reference.strip()}”" if reference.strip() else f"“{shown[:60]}”"

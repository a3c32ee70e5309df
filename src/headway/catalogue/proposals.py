"""Rows that may be the same indicator, proposed to a person who knows; nothing is taken."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from headway.catalogue.mapping import SameIndicator
from headway.catalogue.recognition import Recognition
from headway.catalogue.titles import Title, read_reference, read_title, similar
from headway.domain.indicator import identifier_from

# Two titles of likeness 0.8 share at least two thirds of the words of each (the longer has at
# most half as many words again), so that one of the rarest third of each is shared.
_SHARED = 2 / 3


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of a published sheet that the catalogue does not know: edition, reference, title."""

    edition: str
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A reference with its title, and the editions in which the two stand together."""

    reference: str
    title: Title
    shown: SeenRow
    editions: set[str]


def propose_same(rows: Iterable[SeenRow]) -> tuple[SameIndicator, ...]:
    """Propose which rows of different editions are one indicator under changed references.

    They have the same or nearly the same title and are never in one edition together. Where
    more than one pairing is possible, none is proposed. Entries are not confirmed.
    """
    names = _names(rows)
    partners: dict[int, set[int]] = defaultdict(set)
    for one, other in _candidates(names):
        apart = not names[one].editions & names[other].editions
        if apart and similar(names[one].title, names[other].title):
            partners[one].add(other)
            partners[other].add(one)
    groups = {frozenset({at} | found) for at, found in partners.items()}
    # Clear means: each of the group is alike with all the others of it, and with no one else.
    clear = [sorted(g) for g in groups if all({at} | partners[at] == g for at in g)]
    holders = Counter(name.reference for name in names)
    proposed = ([names[at] for at in group] for group in sorted(clear))
    return tuple(
        _entry(group, holders) for group in proposed if len({n.reference for n in group}) > 1
    )


def propose_known(
    rows: Iterable[tuple[SeenRow, Recognition]],
) -> tuple[SameIndicator, ...]:
    """Propose catalogue indicators for rows whose recognition names one without taking it."""
    entries: dict[SameIndicator, None] = {}
    for row, recognition in rows:
        if recognition.proposed:
            references = (row.reference.strip(),) if read_reference(row.reference) else ()
            note = f"{row.edition}: {_tidy(row.title)}. {recognition.reason}"
            titles = (_tidy(row.title),) if row.title.strip() else ()
            entries[SameIndicator(recognition.proposed, references, titles, note=note)] = None
    return tuple(entries)


def _names(rows: Iterable[SeenRow]) -> list[_Name]:
    names: dict[tuple[str, Title], _Name] = {}
    for row in rows:
        key = (read_reference(row.reference), read_title(row.title))
        if key[1].words:
            names.setdefault(key, _Name(*key, row, set())).editions.add(row.edition)
    return list(names.values())


def _candidates(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Give each pair that shares a rare word; all others cannot be alike, and are not compared."""
    often = Counter(word for name in names for word in set(name.title.words))
    holders: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        shelves = [
            holders[word, name.title.telling, name.title.measures]
            for word in _rarest(name.title, often)
        ]
        for earlier in set().union(*shelves):
            yield earlier, at
        for shelf in shelves:
            shelf.append(at)


def _rarest(title: Title, often: Counter[str]) -> list[str]:
    words = sorted(set(title.words), key=lambda word: (often[word], word))
    return words[: len(title.words) - ceil(len(title.words) * _SHARED) + 1]


def _entry(names: Sequence[_Name], holders: Counter[str]) -> SameIndicator:
    ordered = sorted(names, key=lambda name: (max(name.editions), name.reference))
    # A reference that is missing, or that stands on other rows too, does not say which row is
    # meant; then the titles have to.
    bare = any(not name.reference for name in ordered)
    shared = bare or any(holders[name.reference] > 1 for name in ordered)
    references = [] if bare else [name.shown.reference.strip() for name in ordered]
    titles = [_tidy(name.shown.title) for name in ordered] if shared else []
    last = ordered[-1].shown
    return SameIndicator(
        identifier_from(last.reference if last.reference.strip() and not shared else last.title),
        tuple(dict.fromkeys(references)),
        tuple(dict.fromkeys(titles)),
        note=_seen(ordered),
    )


def _seen(names: Sequence[_Name]) -> str:
    """Say in which edition each was seen, and the title once where it is the same."""
    titles = list(dict.fromkeys(_tidy(name.shown.title) for name in names))
    each = [
        f"{', '.join(sorted(name.editions))}: {name.shown.reference.strip() or 'no reference'}"
        + (f", {_tidy(name.shown.title)}" if len(titles) > 1 else "")
        for name in names
    ]
    return "; ".join(each) + (f"; {titles[0]}" if len(titles) == 1 else "")


def _tidy(text: str) -> str:
    return " ".join(text.split())

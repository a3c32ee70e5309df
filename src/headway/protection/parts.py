"""A release cut into parts that share no relation and no derived figure, in any edition."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.release import Release, Released


@dataclass(frozen=True, slots=True)
class Part:
    """Some counts of a release, and what earlier editions say of the same and what joins them."""

    release: Release
    earlier: tuple[Released, ...]


def parts_of(release: Release, earlier: Sequence[Released]) -> Iterator[Part]:
    """Give the parts of a release; nothing of one can tell anything of another."""
    groups = _Groups()
    for each in (release, *(one.release for one in earlier)):
        for cell in each.cells:
            groups.join((cell.key,))
        for relation in each.relations:
            groups.join((relation.total, *relation.parts))
        for statement in each.statements:
            groups.join(statement.claim.keys)
    ours = _cut(release, groups)
    before = [(one, _cut(one.release, groups)) for one in earlier]
    for leader, part in ours.items():
        past = (_released(one, cut[leader]) for one, cut in before if leader in cut)
        yield Part(part, tuple(past))


class _Groups:
    def __init__(self) -> None:
        self._above: dict[CellKey, CellKey] = {}

    def leader(self, key: CellKey) -> CellKey:
        above = self._above.setdefault(key, key)
        while above != key:
            self._above[key] = self._above[above]
            key, above = above, self._above[above]
        return key

    def join(self, keys: Iterable[CellKey]) -> None:
        leaders = [self.leader(key) for key in keys]
        for other in leaders[1:]:
            self._above[self.leader(other)] = self.leader(leaders[0])


def _cut(release: Release, groups: _Groups) -> dict[CellKey, Release]:
    cells: dict[CellKey, list[int]] = {}
    for number, cell in enumerate(release.cells):
        cells.setdefault(groups.leader(cell.key), []).append(number)
    relations: dict[CellKey, list[int]] = {}
    for number, relation in enumerate(release.relations):
        relations.setdefault(groups.leader(relation.total), []).append(number)
    statements: dict[CellKey, list[int]] = {}
    for number, statement in enumerate(release.statements):
        statements.setdefault(groups.leader(statement.claim.keys[0]), []).append(number)
    return {
        leader: Release(
            release.name,
            tuple(release.cells[number] for number in numbers),
            tuple(release.relations[number] for number in relations.get(leader, ())),
            tuple(release.statements[number] for number in statements.get(leader, ())),
        )
        for leader, numbers in cells.items()
    }


def _released(whole: Released, part: Release) -> Released:
    outcomes = {cell.key: whole.outcomes[cell.key] for cell in part.cells}
    names = frozenset(one.name for one in part.statements) & whole.withheld
    return Released(part, whole.policy, outcomes, names)

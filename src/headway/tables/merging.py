"""Identifiers that were found to be one: everything is counted under the one that stays."""

from collections.abc import Iterable, Mapping
from typing import Final

_KEYS: Final = {"person": "person.person_id", "family": "family.family_id",
                "worker": "worker.worker_id"}  # fmt: skip


def final_identifiers(
    merged: Iterable[Mapping[str, object]],
) -> dict[str, dict[object, object]]:
    """Give, for each key column ("person.person_id"), the last identifier for each old one.

    ``merged`` are rows of merged_identifier. A chain is followed to its end; one that leads back
    to itself ends at its smallest identifier, so that all of it is still one.
    """
    following: dict[str, dict[object, object]] = {}
    for row in merged:
        key = _KEYS[str(row["identifies"])]
        following.setdefault(key, {})[row["old_id"]] = row["new_id"]
    return {key: {old: _end(old, links) for old in links} for key, links in following.items()}


def _end(start: object, links: Mapping[object, object]) -> object:
    seen = [start]
    while seen[-1] in links:
        after = links[seen[-1]]
        if after in seen:
            return min(seen[seen.index(after) :])  # type: ignore[type-var]  # all of one type
        seen.append(after)
    return seen[-1]

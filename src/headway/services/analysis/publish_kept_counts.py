"""The exact counts behind an edition, as they are kept: for later audits, and for nobody's eyes."""

import json
from collections.abc import Mapping
from typing import Any

from headway.catalogue.policies import PolicyFile, build_policy
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind, Side
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.services.analysis.publish_earlier import Seen
from headway.services.analysis.publish_periods import kept_label, kept_period


def counts_bytes(name: str, audience: Audience, released: Released) -> bytes:
    """Write everything that a later audit needs of an edition as JSON."""
    places = {cell.key: at for at, cell in enumerate(released.release.cells)}
    return json.dumps(
        {
            "edition": name,
            "audience": audience.value,
            "policy": policy_object(released.policy),
            "cells": [
                [*_key(cell.key), cell.count, released.outcomes[cell.key].name]
                for cell in released.release.cells
            ],
            "relations": [
                [one.kind.name, places[one.total], [places[part] for part in one.parts]]
                for one in released.release.relations
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    ).encode()


def read_counts(contents: bytes) -> Seen:
    """Read what ``counts_bytes`` wrote."""
    found = json.loads(contents)
    cells, outcomes = [], {}
    for *key, count, outcome in found["cells"]:
        printed = Outcome[outcome] is not Outcome.NOT_PRINTED
        cell = Cell(_read_key(key), count, printed)
        cells.append(cell)
        outcomes[cell.key] = Outcome[outcome]
    relations = tuple(
        Relation(cells[total].key, tuple(cells[part].key for part in parts), RelationKind[kind])
        for kind, total, parts in found["relations"]
    )
    release = Release(found["edition"], tuple(cells), relations)
    released = Released(release, read_policy(found["policy"]), outcomes)
    return Seen(found["edition"], Audience(found["audience"]), released)


def _key(key: CellKey) -> list[object]:
    period = [key.period.kind.name, kept_label(key.period)]
    return [key.indicator, *period, key.unit.level.name, key.unit.id, key.side.name, key.note]


def _read_key(found: list[str]) -> CellKey:
    indicator, kind, label, level, unit, side, note = found
    period = kept_period(kind, label)
    return CellKey(indicator, period, UnitRef(Level[level], unit), (), Side[side], note)


def policy_object(policy: Policy) -> dict[str, object]:
    """Write a policy whole, in the form of its file."""
    return {
        "id": policy.id,
        "title": policy.title,
        "source": policy.source,
        "audiences": sorted(one.value for one in policy.audiences),
        "threshold": policy.threshold,
        "zeros": policy.zeros.value,
        "rounding_base": policy.rounding_base,
        "least_possible": policy.least_possible,
        "percentages": {
            "parts": policy.percentages.parts.value,
            "minimum_denominator": policy.percentages.minimum_denominator,
        },
        "complements": "protected" if policy.complements else "as they are",
        "symbols": {
            "small": policy.symbols.small,
            "others": policy.symbols.others,
            "under_half": policy.symbols.under_half,
        },
        "contributors": policy.contributors.value,
        "small_are_known": policy.small_are_known,
        "derived": sorted(one.value for one in policy.derived),
    }


def read_policy(found: Mapping[str, Any]) -> Policy:
    """Read what ``policy_object`` wrote, by the rules of policies' files."""
    return build_policy(PolicyFile.model_validate(found))

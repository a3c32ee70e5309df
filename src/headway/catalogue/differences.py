"""What differs between two catalogues, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from headway.catalogue.model import Catalogue
from headway.domain.days import day_words
from headway.domain.indicator import Unit
from headway.domain.target_words import goal_text, target_words
from headway.domain.targets import Target
from headway.domain.unit_naming import UnitName

KINDS = (
    ("indicators", "The indicator"),
    ("scorecards", "The scorecard"),
    ("scales", "The scale"),
    ("policies", "The policy"),
    ("sheets", "The team sheet"),
)


def differences(old: Catalogue, new: Catalogue) -> tuple[str, ...]:
    """Say in a sentence each what ``new`` has that ``old`` has not, and the other way round."""
    told: list[str] = []
    for name, words in KINDS:
        told += _of_kind(getattr(old, name), getattr(new, name), words)
    told += _of_targets(old, new)
    told += _of_names(old, new)
    for audience in sorted(old.audiences.keys() | new.audiences.keys(), key=str):
        was, now = (_title(one, audience) for one in (old, new))
        if was != now:
            told.append(f"For {audience.value} holds “{now}” instead of “{was}”.")
    if old.national != new.national:
        names = old.national.keys() | new.national.keys()
        changed = [one for one in names if old.national.get(one) != new.national.get(one)]
        told.append(f"The national measures of {_listed(changed)} are changed.")
    if old.own != new.own:
        told.append("What the council says of itself for comparisons is changed.")
    return tuple(told)


def target_in_words(target: Target, unit: Unit) -> str:
    """Say what a target asks, with its tolerance: "at least 95%, close down to 90%"."""
    asked = target_words(target, unit)
    if target.floor is not None:
        return f"{asked}, close as far as {goal_text(target.floor, unit)}"
    if target.tolerance is not None:
        return f"{asked}, close within {goal_text(target.tolerance, Unit.NUMBER)}"
    return asked


def _of_kind(old: Mapping[str, Any], new: Mapping[str, Any], words: str) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield f"{words} “{_named(old[name])}” is no longer there."
        elif name not in old:
            yield f"{words} “{_named(new[name])}” is new."
        elif old[name] != new[name]:
            changed = _listed([one.replace("_", " ") for one in _changed(old[name], new[name])])
            yield f"{words} “{_named(new[name])}” is changed: {changed}."


def _changed(old: object, new: object) -> list[str]:
    names = [one.name for one in fields(old)]  # type: ignore[arg-type]
    return [one for one in names if getattr(old, one) != getattr(new, one)]


def _of_targets(old: Catalogue, new: Catalogue) -> Iterator[str]:
    for name in sorted(old.targets.keys() | new.targets.keys()):
        was = {one.period: one for one in old.targets.get(name, ())}
        now = {one.period: one for one in new.targets.get(name, ())}
        known = new.indicators.get(name) or old.indicators[name]
        for period in sorted(was.keys() | now.keys(), key=lambda one: (one.start, one.end)):
            before, after = (
                target_in_words(one[period], known.unit) if period in one else "no target"
                for one in (was, now)
            )
            if before != after:
                yield f"{known.title}, {period}: {after} instead of {before}."


def _of_names(old: Catalogue, new: Catalogue) -> Iterator[str]:
    was, now = (
        {(one.unit, one.since): one for one in known.unit_names.names} for known in (old, new)
    )
    for unit, since in sorted(was.keys() | now.keys(), key=lambda one: (one[0].key, one[1])):
        before, after = was.get((unit, since)), now.get((unit, since))
        if (before.name if before else "") == (after.name if after else ""):
            continue
        held = old.unit_names.on(since).get(unit, "")
        if after:
            yield name_sentence(after, held)
        else:
            yield f"The {unit.level.value} {unit.id} is no longer called “{held}”{_from(since)}."


def name_sentence(name: UnitName, instead: str) -> str:
    """Say what a unit is called from which day; ``instead`` is "" for its name in the exports."""
    which, was = f"The {name.unit.level.value} {name.unit.id}", f"“{instead}”"
    held = was if instead else "its name in the exports"
    return f"{which} is called “{name.name}”{_from(name.since)} instead of {held}."


def _from(since: date) -> str:
    return "" if since == date.min else f" from {day_words(since)} on"


def _title(catalogue: Catalogue, audience: Any) -> str:  # noqa: ANN401 - an audience of its own enum
    name = catalogue.audiences.get(audience, "")
    policy = catalogue.policies.get(name)
    return policy.title if policy else name or "nothing"


def _named(one: Any) -> str:  # noqa: ANN401 - whatever kind has a title or a name
    return str(getattr(one, "title", "") or one.id)


def _listed(names: list[str]) -> str:
    shown = sorted(names)[:12]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(shown) + more

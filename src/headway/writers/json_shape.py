"""The shape of the JSON that Headway writes, as data: each object's keys, kinds and meanings.

``docs/formats.md`` is made of it, and the tests hold every example result against it, so that
neither can go stale. What each kind of file has of its own stands in a module of its own.
"""

from collections.abc import Iterator, Mapping

from headway.writers.json_shape_edition import EDITION_LIST_SHAPES
from headway.writers.json_shape_parts import SHARED, Shape
from headway.writers.json_shape_plan import PLAN_SHAPES
from headway.writers.json_shape_scorecard import SCORECARD_SHAPES
from headway.writers.json_values import Json

SHAPES: Mapping[str, Shape] = {
    **SHARED,
    **SCORECARD_SHAPES,
    **PLAN_SHAPES,
    **EDITION_LIST_SHAPES,
}
_PLAIN: Mapping[str, type] = {"text": str, "whole number": int, "yes or no": bool}
_BY_NAME = {"counts by state": "whole number", "texts by name": "text"}


def unlike(value: Json, kind: str, at: str = "") -> Iterator[str]:
    """Yield each place at which ``value`` is not of ``kind``, a name of ``SHAPES`` or a plain one.

    A place is written as a path: "rows[0].target.goal". Nothing is yielded where all is as said.
    """
    if kind.endswith(" or null"):
        if value is not None:
            yield from unlike(value, kind.removesuffix(" or null"), at)
    elif kind.startswith("list of "):
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        for number, each in enumerate(value):
            yield from unlike(each, kind.removeprefix("list of "), f"{at}[{number}]")
    elif kind in _PLAIN:
        if type(value) is not _PLAIN[kind]:
            yield f"{at} is not {kind}"
    else:
        yield from _unlike_object(value, kind, at)


def _unlike_object(value: Json, kind: str, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no {kind}"
        return
    shape: Shape = SHAPES.get(kind) or dict.fromkeys(value, (_BY_NAME[kind], ""))
    if list(value) != list(shape):
        yield f"{at} is a {kind} with {list(value)} and not {list(shape)}"
        return
    for key, (inner, _) in shape.items():
        yield from unlike(value[key], inner, f"{at}.{key}" if at else key)

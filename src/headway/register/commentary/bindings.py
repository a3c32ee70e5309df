"""Bound figures as a record keeps them, and back."""

from collections.abc import Iterable, Mapping

from headway.domain.bound_figures import Binding, What
from headway.domain.commentary import CommentaryKey
from headway.domain.exact import exact_text, read_exact


def kept(bindings: Iterable[Binding], key: CommentaryKey) -> list[dict[str, str]]:
    """Write bindings with the figure they are about: its indicator, unit and period."""
    figure = {
        "indicator": key.indicator,
        "unit": key.unit.label({}),
        "period": str(key.period),
    }
    return [
        {
            "printed": one.printed,
            "what": one.what.name if one.what else "",
            "about": one.about,
            "then": exact_text(one.then) if one.then is not None else "",
        }
        | figure
        for one in bindings
    ]


def read(found: Iterable[Mapping[str, str]]) -> tuple[Binding, ...]:
    """Read what ``kept`` wrote."""
    return tuple(
        Binding(
            one["printed"],
            What[one["what"]] if one["what"] else None,
            one["about"],
            read_exact(one["then"]) if one["then"] else None,
        )
        for one in found
    )

"""Ages as runs of months: a condition on an age holds from one birthday until another."""

from headway.domain.calculation import Asked, Condition, Test, Within
from headway.tables.paths import AGE_BANDS, resolve

OLDEST = 150
"""Nothing that is asked about an age changes after it, nor after the ages that are named."""

Ages = list[tuple[int, int | None]]
"""From one age up to another, in years; None for all that come after."""

ASKABLE = {Test.IS, Test.IS_NOT, Test.IS_ANY_OF, Test.IS_NONE_OF, Test.AT_LEAST, Test.AT_MOST}


def asks_an_age(table: str, asked: Asked) -> bool:
    """Whether a condition asks for an age, or its band, on the day that is asked about."""
    if isinstance(asked, Within) or asked.test not in ASKABLE:
        return False
    found = resolve(table, asked.column)
    return found.derived and found.column.name in {"age", "age_band"}


def ages_of(asked: Condition) -> Ages:
    """Give the ages of which a condition holds."""
    by_band = asked.column.rpartition(".")[2] == "age_band"
    named = [int(str(one)) for one in asked.values] if not by_band else []
    last = max([OLDEST, *named]) + 1
    found: Ages = []
    begun: int | None = None
    for age in range(last + 1):
        holds = _holds(asked, _band(age) if by_band else age, named)
        if holds and begun is None:
            begun = age
        elif not holds and begun is not None:
            found.append((begun, age))
            begun = None
    return found if begun is None else [*found, (begun, None)]


def _band(age: int) -> str:
    return [band for band, least in AGE_BANDS if age >= least][-1]


def _holds(asked: Condition, age: int | str, named: list[int]) -> bool:
    wanted: list[int] | list[str] = named or [str(one) for one in asked.values]
    match asked.test:
        case Test.IS | Test.IS_ANY_OF:
            return age in wanted
        case Test.IS_NOT | Test.IS_NONE_OF:
            return age not in wanted
        case Test.AT_LEAST:
            return age >= wanted[0]  # type: ignore[operator]  # both are ages, or both bands
        case _:
            return age <= wanted[0]  # type: ignore[operator]

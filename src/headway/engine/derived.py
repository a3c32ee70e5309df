"""Columns that no table holds, and the small relations that working them out takes."""

from datetime import date

from sqlglot import exp

from headway.domain.working_days import bank_holidays
from headway.engine.source import Snapshot
from headway.engine.sql import (
    call,
    column,
    day,
    known,
    less,
    months_between,
    same,
    whole,
)
from headway.tables.paths import AGE_BANDS

WORKING_DAYS = "working_days_so_far"
FIRST_OPENED = "plan_first_opened"
CALENDAR_YEARS = (1990, 2060)


def derived(name: str, person: str, on: exp.Expr, snapshot: Snapshot) -> exp.Expr:
    """Give a column of a person that is worked out for a day; ``person`` is the row's alias."""
    age = _age(person, on)
    if name == "age":
        return age
    if name == "is_child":
        return _is_child(age, person, snapshot)
    bands = exp.Case()
    for band, least in reversed(AGE_BANDS):
        bands = bands.when(exp.GTE(this=age.copy(), expression=whole(least)), exp.convert(band))
    return bands


def _age(person: str, on: exp.Expr) -> exp.Expr:
    """Whole years between two months: the birthday is taken to be the first of its month."""
    born = exp.Coalesce(
        this=column("month_of_birth", person), expressions=[column("expected_month", person)]
    )
    years = exp.IntDiv(this=months_between(born, on), expression=whole(12))
    return exp.Case().when(known(born), exp.Greatest(this=years, expressions=[whole(0)]))


def _is_child(age: exp.Expr, person: str, snapshot: Snapshot) -> exp.Expr:
    stage = column("stage_of_life", person)
    codes = snapshot.codes("person", "stage_of_life") if "person" in snapshot.table_names else {}
    adult = whole(codes.get("adult", -1))
    return (
        exp.Case()
        .when(known(age), less(age, whole(18)))
        .when(known(stage), exp.not_(same(stage, adult)))
    )


def working_days_so_far() -> exp.Select:
    """Give, for each day, how many working days there were up to it since the calendar began."""
    first, last = date(CALENDAR_YEARS[0], 1, 1), date(CALENDAR_YEARS[1], 12, 31)
    # One text instead of hundreds of dates: a statement is copied often while it is put together.
    days_held = (one for year in range(*CALENDAR_YEARS) for one in sorted(bank_holidays(year)))
    text = exp.Literal.string(",".join(one.isoformat() for one in days_held))
    held = exp.cast(call("string_split", text, exp.Literal.string(",")), "DATE[]")
    days = exp.select(
        exp.alias_(
            exp.cast(
                call(
                    "unnest",
                    call(
                        "generate_series",
                        day(first),
                        day(last),
                        exp.Interval(this=exp.Literal.string("1"), unit=exp.var("DAY")),
                    ),
                ),
                "DATE",
            ),
            "day",
        )
    )
    works = exp.and_(
        exp.LTE(this=call("isodow", column("day")), expression=whole(5)),
        exp.not_(call("list_contains", held, column("day"))),
    )
    counted = exp.Case().when(works, whole(1)).else_(whole(0))
    running = exp.Window(
        this=exp.Sum(this=counted), order=exp.Order(expressions=[exp.Ordered(this=column("day"))])
    )
    return exp.select(column("day"), exp.alias_(exp.cast(running, "INTEGER"), "worked")).from_(
        days.subquery("days")
    )


def plan_first_opened() -> exp.Select:
    """Give the first opening for each plan that carries on another: a chain is one plan.

    A chain that leads back to itself is gone through once: UNION keeps a row only once.
    """
    begin = (
        exp.select(column("plan_id"), exp.alias_(column("continues_plan_id"), "earlier"))
        .from_("plan")
        .where(known(column("continues_plan_id")))
    )
    on = same(column("earlier", "c"), column("plan_id", "p"))
    onward = (
        exp.select(column("plan_id", "c"), exp.alias_(column("continues_plan_id", "p"), "earlier"))
        .from_(exp.to_table("chain").as_("c"))
        .join(exp.to_table("plan").as_("p"), on=on)
        .where(known(column("continues_plan_id", "p")))
    )
    links = exp.union(begin, onward, distinct=True)
    first = exp.Least(
        this=exp.Min(this=column("opened_on", "e")),
        expressions=[exp.Min(this=column("opened_on", "o"))],
    )
    return (
        exp.select(column("plan_id", "k"), exp.alias_(first, "first_opened_on"))
        .from_(exp.to_table("chain").as_("k"))
        .join(
            exp.to_table("plan").as_("o"), on=same(column("plan_id", "k"), column("plan_id", "o"))
        )
        .join(
            exp.to_table("plan").as_("e"), on=same(column("earlier", "k"), column("plan_id", "e"))
        )
        .group_by(column("plan_id", "k"))
        .with_("chain", as_=links, recursive=True)
    )

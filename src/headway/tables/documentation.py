"""The page that describes every table, made from the tables themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator

from headway.tables import TABLES
from headway.tables.answers import ANSWERS, ENTERED
from headway.tables.constraints import Constraint, NotAfter, RequiredWhen
from headway.tables.relationships import relationships
from headway.tables.schema import Code, Column, Table
from headway.tables.transitions import LADDER, PRECEDENCE, SAME_TRANSITION_DAYS

Codes = tuple[Code, ...]

_OPENING = """\
# The tables of case data

Made from `src/headway/tables/` by `python tools/write_tables_page.py`. Do not change it by hand.

Every export is brought into these tables before anything is counted. An export fills the tables
it can; an empty table leaves its indicators *not collected*, never nought.

## What holds everywhere

- **Empty means not known.** It is not nought, not "no" and not "none of these".
- **A stretch of time covers its first day and not its last**: what ended on the 20th is not open
  on the 20th. Open at the end of a day means started on or before it and not ended by it. A stretch
  that starts and ends on one day has happened, and covers no day.
- **Two dates**: when it happened, and when it was written down (`recorded_on`). The snapshot says
  when Headway first knew it.
- **No names, no addresses, no day of birth, no notes.** Text is an identifier or a short label.
  Columns marked *personal* identify or single out somebody; they never leave the protected rows.
- **A row that breaks a rule** is rejected with its reason, or stays and is told, as the rule says.
  Messages name the kind and length of what was found, never the value.
- **Where rows that may not overlap do**, the one that started later holds on the days both cover,
  and it is told.
- **Rows are kept** for as many years as the table says, counted from the end, or else from the
  event, or else from the recording. A council's own schedule replaces these numbers.
- **Yes or no** may be empty, which is a third answer.
"""


def docs_page() -> str:
    """Give the whole page as Markdown; it ends with one line break."""
    parts = [_OPENING, _answers(), _transitions(), _contents(), *map(_section, TABLES.values())]
    return "\n".join([*parts, _shared_lists(), _relationships()]).rstrip() + "\n"


def _answers() -> str:
    rows = ((question, ", ".join(_link(name) for name in tables)) for question, tables in ANSWERS)
    entered = "\n".join(f"- {figure}" for figure in ENTERED)
    return (
        f"## What is answered from where\n\n{_grid(('Question', 'Tables'), rows)}\n\n"
        f"No case system holds these. They are entered, with their source:\n\n{entered}\n"
    )


def _link(name: str) -> str:
    return f"[`{name}`](#{name})"


def _transitions() -> str:
    ladder = ", ".join(f"`{tier}`" for tier in LADDER)
    lines = [
        "## Step up and step down",
        "",
        f"The ladder, from below: {ladder}.",
        "",
        "One transition of one person is worked out from these records, the strongest first; those",
        f"no more than {SAME_TRANSITION_DAYS} days apart are one.",
        "",
    ]
    for number, evidence in enumerate(PRECEDENCE, start=1):
        ways = [
            f"{way} when `{evidence.column}` is {_or(sorted(codes))}"
            for way, codes in (("up", evidence.up), ("down", evidence.down))
            if codes
        ]
        says = "; ".join(ways) or "up or down as its tier stands on the ladder"
        lines.append(f"{number}. `{evidence.table}`, by `{evidence.date}`: {says}.")
    return "\n".join([*lines, ""])


def _contents() -> str:
    rows = ((_link(table.name), table.title, table.subject.value) for table in TABLES.values())
    return f"## The tables\n\n{_grid(('Table', 'Holds', 'A row is about'), rows)}\n"


def _section(table: Table) -> str:
    parts = [
        f"## {table.name}",
        f"**{table.title}.** {table.description}",
        _facts(table),
        _grid(("Column", "Holds", "Means"), map(_column_row, table.columns)),
        *_code_lists(table),
        *_rules(table),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(table: Table) -> str:
    stated = {
        "One row is about": table.subject.value,
        "Key": ", ".join(f"`{name}`" for name in table.key.columns),
        "Happened": _name(table.event_date),
        "Ended": _name(table.end_date),
        "Written down": _name(table.recorded_date),
        "Responsible": _responsible(table),
        "Kept": _kept(table),
    }
    return "\n".join(f"- {word}: {says}" for word, says in stated.items() if says)


def _name(column: str | None) -> str:
    return f"`{column}`" if column else ""


def _responsible(table: Table) -> str:
    day_by_day = f", day by day in `{table.responsibility}`" if table.responsibility else ""
    return f"{_name(table.unit_column)}{day_by_day}" if table.unit_column else ""


def _kept(table: Table) -> str:
    if table.retention_years is not None:
        return f"{table.retention_years} years"
    about_people = any(column.personal for column in table.columns)
    return "as long as another row names it" if about_people else "always; no row is about a person"


def _column_row(column: Column) -> tuple[str, str, str]:
    holds = [column.type.value, *([column.unit] if column.unit else [])]
    holds += ["needed"] if column.required else []
    holds += ["personal"] if column.personal else []
    points = f" Points to `{column.references}`." if column.references else ""
    return f"`{column.name}`", ", ".join(holds), f"{column.description}{points}"


def _code_lists(table: Table) -> Iterator[str]:
    shared = _lists_of_several()
    for column in table.columns:
        if column.codes in shared:
            name = shared[column.codes]
            yield f"Codes of `{column.name}`: the list [{name}](#list-of-{name}) below."
        elif column.codes:
            yield "\n".join([f"Codes of `{column.name}`:", "", *_items(column.codes)])


def _items(codes: Codes) -> Iterator[str]:
    return (f"- `{code.value}`: {code.meaning}" for code in codes)


def _lists_of_several() -> dict[Codes, str]:
    """Give the lists of codes that several columns use, by the name of the first of them."""
    columns = [column for table in TABLES.values() for column in table.columns if column.codes]
    used = Counter(column.codes for column in columns)
    names: dict[Codes, str] = {}
    for column in columns:
        if used[column.codes] > 1:
            names.setdefault(column.codes, column.name.replace("_", "-"))
    return names


def _shared_lists() -> str:
    parts = ["## Lists of several tables"]
    for codes, name in _lists_of_several().items():
        parts.append("\n".join([f"### List of {name}", "", *_items(codes)]))
    return "\n\n".join(parts) + "\n"


def _rules(table: Table) -> Iterator[str]:
    if table.constraints:
        rows = (
            (f"`{table.name}.{rule.code}`", _about(rule), rule.message, rule.consequence.value)
            for rule in table.constraints
        )
        yield _grid(("Rule", "Columns", "Message when broken", "Then"), rows)


def _about(rule: Constraint) -> str:
    match rule:
        case NotAfter():
            return f"`{rule.earlier}` not after `{rule.later}`"
        case RequiredWhen():
            has = f" is {_or(rule.has)}" if rule.has else " is filled"
            return f"`{rule.column}` when `{rule.when}`{has}"
        case _:
            return f"{_kind(rule)}: {', '.join(f'`{name}`' for name in rule.columns)}"


def _kind(rule: Constraint) -> str:
    words = {
        "Different": "different",
        "NotBoth": "at most one of",
        "OneOf": "at least one of",
        "NotInFuture": "not after the export",
        "WithinLife": "within the person's life",
        "UniqueTogether": "together only once",
        "NoOverlap": "no two on one day",
    }
    return words[type(rule).__name__]


def _or(values: Iterable[str]) -> str:
    return " or ".join(f"`{value}`" for value in values)


def _relationships() -> str:
    rows = (
        (f"`{one.table}.{one.column}`", f"`{one.to_table}.{one.to_column}`")
        for one in relationships()
    )
    return f"## What points to what\n\n{_grid(('Column', 'Points to'), rows)}\n"


def _grid(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)

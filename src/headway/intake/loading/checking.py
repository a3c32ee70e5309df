"""The rules of data quality, asked of everything that was staged, phase by phase."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from headway.intake.quality import RULES, Phase, Question, Rule, Scope
from headway.tables import TABLES
from headway.tables.constraints import Consequence
from headway.warehouse.staging import Staging

FINDING, GONE = "finding", "gone"


@dataclass(frozen=True, slots=True)
class RuleFound:
    """What one question found: how many rows, under which number they stand in ``finding``."""

    number: int
    rule: Rule
    question: Question
    rows: int


@dataclass(slots=True)
class Checked:
    """What the rules found, and the relations that now hold it.

    ``finding`` holds (row_id, column_name, number); ``gone`` the rows that are out, each with the
    number of the first question that put it there. ``live_<table>`` is what is loaded.
    """

    found: list[RuleFound] = field(default_factory=list)

    @property
    def duplicates(self) -> frozenset[int]:
        """The numbers of those that only count duplicates."""
        return frozenset(one.number for one in self.found if one.question.duplicate)


def check(
    staging: Staging, fed: Mapping[str, frozenset[str]], joined: frozenset[str], today: date
) -> Checked:
    """Ask every rule. ``fed`` gives the columns of each staged table that a sheet feeds."""
    scope = Scope(staging, today, fed, joined)
    staging.run(
        f"CREATE TABLE {FINDING} (row_id BIGINT, column_name VARCHAR, number INTEGER);"
        f"CREATE TABLE {GONE} (row_id BIGINT, number INTEGER)"
    )
    for table in scope.tables:
        staging.run(f'CREATE VIEW "live_{table.name}" AS SELECT * FROM "rows_{table.name}"')
    for table_name, column in staging.ask("SELECT DISTINCT table_name, column_name FROM fault"):
        scope.faulty[table_name] = scope.faulty.get(table_name, frozenset()) | {column}
    checked = Checked()
    for phase in Phase:
        for rule in (one for one in RULES if one.phase is phase):
            for question in rule.questions(scope):
                _ask(staging, rule, question, checked)
            if phase is Phase.KEYS:
                _narrow(scope)  # a row that is a duplicate has no key twice besides
        _narrow(scope)
        if phase is Phase.KEYS:
            _join(scope, checked)
    return checked


def _ask(staging: Staging, rule: Rule, question: Question, checked: Checked) -> None:
    number = len(checked.found) + 1
    target = GONE if question.duplicate else FINDING
    columns = f"row_id, {number}" if question.duplicate else f"row_id, column_name, {number}"
    staging.run(f"INSERT INTO {target} SELECT {columns} FROM ({question.sql})")
    ((rows,),) = staging.ask(f"SELECT count(*) FROM {target} WHERE number = {number}")
    if rows:
        checked.found.append(RuleFound(number, rule, question, rows))
        if question.consequence is Consequence.ROW_REJECTED and not question.duplicate:
            staging.run(
                f"INSERT INTO {GONE} SELECT DISTINCT row_id, {number} FROM {FINDING}"
                f" WHERE number = {number} AND row_id NOT IN (SELECT row_id FROM {GONE})"
            )


def _narrow(scope: Scope) -> None:
    for table in scope.tables:
        scope.staging.run(
            f'CREATE OR REPLACE VIEW "live_{table.name}" AS SELECT * FROM "rows_{table.name}" AS r'
            f" ANTI JOIN {GONE} AS g ON r.row_id = g.row_id"
        )


def _join(scope: Scope, checked: Checked) -> None:
    """Make one row of those that tell of the same, each cell the first that is known."""
    for name in sorted(scope.joined):
        table = TABLES[name]
        key = ", ".join(f'"{one}"' for one in table.key.columns)
        rest = [one for one in table.column_names if one not in table.key.columns]
        cells = ", ".join(
            f'min_by("{one}", row_id) FILTER (WHERE "{one}" IS NOT NULL) AS "{one}"' for one in rest
        )
        kept = "min(row_id) AS row_id, min_by(source_no, row_id) AS source_no,"
        kept += " min_by(place_no, row_id) AS place_no, min_by(line, row_id) AS line"
        scope.staging.run(
            f'CREATE TABLE "told_{name}" AS SELECT * FROM "live_{name}";'
            f'CREATE TABLE "joined_{name}" AS SELECT {kept}, {key}, {cells}'
            f' FROM "told_{name}" GROUP BY {key}'
        )
        again = (
            f"SELECT row_id, '' AS column_name FROM \"told_{name}\""
            f' WHERE row_id NOT IN (SELECT row_id FROM "joined_{name}")'
        )
        told = Question(
            name, f"{name}.joined", "Told before", Consequence.TOLD, again, duplicate=True
        )
        _ask(scope.staging, JOINED, told, checked)
        scope.staging.run(f'CREATE OR REPLACE VIEW "live_{name}" AS SELECT * FROM "joined_{name}"')


JOINED = Rule("joined", Phase.KEYS, "Rows that tell of the same thing", "", lambda scope: iter(()))

"""A week as text for a screen, and as one page."""

from headway.domain.days import day_words
from headway.domain.show import show
from headway.domain.values import Absent, State
from headway.domain.weekly import (
    STAND_OUT_RULE,
    WEEKS_BEFORE,
    LoadFindings,
    WeeklyLine,
    WeeklyReport,
    outstanding,
    teams_sentence,
    title_of,
)
from headway.writers.html_page import Paper, fill
from headway.writers.terminal_page import Column, Page


def weekly_text(report: WeeklyReport, width: int = 100, unicode: bool = True) -> str:
    """Return a week as text of at most ``width`` columns."""
    page = Page(width, unicode)
    page.say(report.title.upper())
    page.say(capital_week(report))
    if report.incomplete:
        page.say(f"INCOMPLETE: {report.incomplete}. Its figures come with the next load.")
    page.rule("=")
    heads = [Column("", 30), Column("week", 4, True), Column("before", 6, True)]
    heads += [Column(f"average of {WEEKS_BEFORE}", 9, True), Column("teams", 30)]
    for title, lines in report.sections:
        if lines:
            page.head(title)
            page.table(heads, [_row(line) for line in lines])
            for said in notes(lines, report.incomplete):
                page.say(said, 0, 2)
    _stand_out(page, report)
    page.head("Data quality")
    for each in report.findings:
        page.item(finding_sentence(each))
    page.head("Teams and rules")
    if report.team_names:
        page.say(f"{team_key(report)}.")
    for rule in rules(report):
        page.say(rule)
    return page.text


def _stand_out(page: Page, report: WeeklyReport) -> None:
    page.head("Teams that stand out")
    for said in outstanding(report):
        page.item(f"{said}.")
    if not outstanding(report):
        page.say("None, by the rule below.")


def _row(line: WeeklyLine) -> tuple[str, ...]:
    unit, decimals = line.indicator.unit, line.indicator.decimals
    return (
        title_of(line.indicator),
        show(line.week, unit, decimals),
        show(line.before, unit, decimals),
        show(line.average.value, unit, decimals),
        teams_sentence(line),
    )


def team_key(report: WeeklyReport) -> str:
    """Say what the teams are called: "T01 North team, T02 South team"."""
    return ", ".join(f"{unit} {name}" for unit, name in report.team_names)


def capital_week(report: WeeklyReport) -> str:
    """Name the week in full: "Monday 19 to Sunday 25 October 2026"."""
    first, last = report.week.start, report.week.last_day
    begun = f"Monday {first.day}" + (f" {first:%B}" if first.month != last.month else "")
    begun += f" {first.year}" if first.year != last.year else ""
    return f"{begun} to Sunday {day_words(last)}"


def notes(lines: tuple[WeeklyLine, ...], incomplete: str) -> list[str]:
    """Say why a figure is not there, unless the whole week lacks them, and where a line breaks."""
    found = []
    for line in lines:
        whole = bool(incomplete) and getattr(line.week, "state", None) is State.INCOMPLETE
        if isinstance(line.week, Absent) and not whole:
            why = line.week.note or line.week.state.value
            found.append(f"{title_of(line.indicator)}: {line.week.state.value} ({why}).")
        if line.broken:
            found.append(
                f"{title_of(line.indicator)}: {line.broken}; only weeks since are compared."
            )
    return found


def finding_sentence(found: LoadFindings) -> str:
    """Say what a load found: "Exports of 2026-10-31: 223 rows with something to put right"."""
    rows = "1 row" if found.found == 1 else f"{found.found:,} rows"
    return f"Exports of {found.export_day or 'an unknown day'}: {rows} with something to put right."


def rules(report: WeeklyReport) -> tuple[str, ...]:
    """Say the rules of the page."""
    when = (
        f"The average is of the {WEEKS_BEFORE} weeks before this one. A week runs from Monday to "
        "Sunday; what is open or overdue is counted at the end of Sunday."
    )
    withheld = (
        f"By team, numbers from 1 to {report.minimum - 1} are withheld (*), and others where the "
        "total would tell them; teams with none are left out. “headway findings” and “headway "
        "rows” list what needs doing, for those entitled to see it."
    )
    return when, withheld, f"{STAND_OUT_RULE[0].upper()}{STAND_OUT_RULE[1:]}."


def weekly_page(report: WeeklyReport) -> str:
    """Return a week as one page, which prints on A4 landscape."""
    values = {
        "report": report,
        "named": capital_week(report),
        "sections": [each for each in report.sections if each[1]],
        "notes": notes(report.lines, report.incomplete),
        "outstanding": outstanding(report),
        "teams_sentence": teams_sentence,
        "title_of": title_of,
        "team_key": team_key(report),
        "findings": [finding_sentence(each) for each in report.findings],
        "rules": rules(report),
        "show": show,
        "weeks": WEEKS_BEFORE,
    }
    return fill("weekly.html", Paper.A4_LANDSCAPE, values)

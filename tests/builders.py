"""Scorecards for tests, made by the domain's own functions.

The figures are facts of two published monthly datasets; every word around them is ours.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from headway.domain.history import History, Sourced, history_of
from headway.domain.indicator import Frequency, Indicator, Part, PrintedAs, Unit
from headway.domain.periods import Period, financial_year, index_of, month, month_at, quarter
from headway.domain.polarity import Arrow, Polarity
from headway.domain.printed import figure_in
from headway.domain.problems import Finding, Place, Severity
from headway.domain.published import (
    Benchmark,
    Commentary,
    Comparator,
    Derived,
    Figure,
    PrintedCell,
    PublishedDataset,
    PublishedRow,
)
from headway.domain.scorecard import Scorecard, ScorecardRules, build_scorecard
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Absent, Number, State, Value, number

FILE_2019 = "dataset-2019-12.csv"
FILE_2020 = "dataset-2020-08.csv"
ARROWS = {"↑": Arrow.UP, "→": Arrow.SIMILAR, "↓": Arrow.DOWN}
STATES = {"tbc": State.AWAITED, "n/a": State.NOT_APPLICABLE, "-": State.NOT_COLLECTED}


def indicator(name: str, title: str = "", **named: object) -> Indicator:
    """A monthly count of which more is better, unless told otherwise."""
    said: dict[str, object] = {
        "part": Part.HOW_MUCH,
        "polarity": Polarity.HIGHER,
        "unit": Unit.NUMBER,
        "frequency": Frequency.MONTHLY,
        **named,
    }
    return Indicator(id=name, title=title or name, **said)  # type: ignore[arg-type]


def value_of(text: str) -> Value:
    """A value from what a sheet prints: a number, or the state its symbol stands for."""
    if text in STATES:
        return Absent(STATES[text], text)
    shown = figure_in(text)
    return Absent(State.INCOMPLETE) if shown is None else Number(shown)


def figures(
    first: Period, texts: Sequence[str], file: str = "", row: int = 1
) -> tuple[Figure, ...]:
    """Figures of neighbouring periods from ``first`` on; an empty text gives none."""
    return tuple(
        Figure(
            first.shift(at),
            value_of(text),
            month_at(index_of(first.shift(at).end) - 1),
            text,
            Place(file, row=row, column=str(at + 4)),
        )
        for at, text in enumerate(texts)
        if text
    )


def printed_cell(text: str) -> PrintedCell:
    """A printed derived figure, with its arrow where one is written."""
    arrow = next((ARROWS[sign] for sign in text if sign in ARROWS), None)
    return PrintedCell(text, figure_in(text), arrow)


def published_row(
    name: str,
    reference: str,
    found: Sequence[Figure],
    printed: Sequence[str] = (),
    **named: object,
) -> PublishedRow:
    """A row with its printed figures in the order of ``Derived``."""
    cells = tuple(
        (what, printed_cell(text)) for what, text in zip(Derived, printed, strict=False) if text
    )
    return PublishedRow(name, reference, name, tuple(found), cells, **named)  # type: ignore[arg-type]


INDICATORS: Mapping[str, Indicator] = {
    each.id: each
    for each in (
        indicator(
            "assessments-started",
            "Early help assessments started in the month",
            polarity=Polarity.NONE,
            counts="an assessment",
            definition="Assessments whose start date falls in the month.",
            why_it_matters="Shows how much new work comes in.",
            owner="Head of early help",
            reporter="Performance analyst",
            outcome="Help rests on a good understanding of what a family needs.",
            source="Case system",
            section="Early help",
            reviewed=date(2019, 4, 1),
            version="1",
        ),
        indicator(
            "assessments-completed",
            "Early help assessments completed in the month, adults of 21 and over included",
            section="Early help",
            owner="Head of early help",
            printed_as=(PrintedAs("the monthly dataset", "EH1c"),),
        ),
        indicator(
            "children-in-need",
            "Children in need of all kinds, with protection plans, in care and care leavers",
            polarity=Polarity.LOWER,
            at_a_date=True,
            section="Social care",
        ),
        indicator(
            "neet",
            "16 and 17 year olds not in education, employment or training, or not known",
            unit=Unit.PERCENTAGE,
            decimals=1,
            polarity=Polarity.LOWER,
            frequency=Frequency.QUARTERLY,
            part=Part.IMPACT,
            section="Young people",
        ),
        indicator(
            "first-time-entrants",
            "First-time entrants to youth justice per 100,000",
            unit=Unit.PER_100_000,
            polarity=Polarity.LOWER,
            frequency=Frequency.QUARTERLY,
            part=Part.IMPACT,
            section="Young people",
        ),
    )
}


def _benchmarks(neighbours: str, england: str, region: str) -> tuple[Benchmark, ...]:
    shared = {"year": financial_year(2017), "updated": month(2019, 3), "source": "published"}
    return tuple(
        Benchmark(whose, value_of(text), name, text=text, **shared)  # type: ignore[arg-type]
        for whose, text, name in (
            (Comparator.STATISTICAL_NEIGHBOURS, neighbours, ""),
            (Comparator.ENGLAND, england, ""),
            (Comparator.REGION, region, "South East"),
        )
    )


def _targets(*texts: str) -> tuple[Target, ...]:
    found = []
    for at, text in enumerate(texts):
        form = TargetForm.AT_LEAST if text != "TBC" else TargetForm.TO_BE_CONFIRMED
        goal = None if text == "TBC" else Fraction(text)
        found.append(Target(financial_year(2017 + at), form, goal, text=text))
    return tuple(found)


def dataset_2019() -> PublishedDataset:
    """The sheet of December 2019, of which some rows are given."""
    july, quarter_2 = month(2019, 7), quarter(2019, 2)
    rows = (
        published_row(
            "assessments-started",
            "EH1a",
            figures(july, ["96", "126", "41", "99", "161", "127"], FILE_2019, 6),
            ["↓ -21%", "↑ 505%", "106", "270"],
            benchmarks=_benchmarks("-", "-", "-"),
        ),
        published_row(
            "assessments-completed",
            "EH1c",
            figures(july, ["217", "232", "168", "192", "322", "232"], FILE_2019, 7),
            ["↓ -28%", "↑ 729%", "253", "898"],
            targets=_targets("288", "336", "TBC"),
        ),
        published_row(
            "children-in-need",
            "CIN5",
            figures(july, ["2976", "2945", "2874", "2728", "2656", "2577"], FILE_2019, 10),
            ["→ -3%", "↑ 36%", "2544", "2976"],
        ),
        published_row(
            "neet",
            "LSCB17a",
            figures(quarter_2, ["6.8%", "tbc"], FILE_2019, 11),
            ["- n/a", "- n/a", "6.9%", "7.0%"],
            benchmarks=_benchmarks("6.1%", "6.0%", "6.4%"),
        ),
        published_row(
            "first-time-entrants",
            "YO2",
            figures(quarter_2, ["332", "tbc"], FILE_2019, 12),
            ["- n/a", "- n/a", "-", "0"],
            benchmarks=_benchmarks("417", "327", "256"),
        ),
    )
    columns = tuple(july.shift(at) for at in range(6))
    return PublishedDataset(
        "Early help dataset", "2019-12", columns[-1], columns, rows, (), FILE_2019, "a" * 64
    )


def dataset_2020() -> PublishedDataset:
    """The sheet of August 2020, of which some rows are given, with what was noticed."""
    march, august = month(2020, 3), month(2020, 8)
    commentary = Commentary(
        "Work has steadied after a fall in the spring. The number started is a little above that "
        "of a year ago, and schools are expected to refer more in the autumn; a team for shorter "
        "pieces of work keeps families from waiting.",
        august,
        "Head of early help",
    )
    rows = (
        published_row(
            "assessments-started",
            "EH1a",
            figures(march, ["113", "79", "79", "96", "139", "132"], FILE_2020, 6),
            ["→ -5%", "→ 5%", "116", "205"],
            benchmarks=_benchmarks("-", "-", "-"),
            commentary=commentary,
        ),
        published_row(
            "assessments-completed",
            "EH1c",
            figures(march, ["280", "182", "182", "258", "278", "263"], FILE_2020, 7),
            ["→ -5%", "↑ 13%", "230", "322"],
            targets=(
                *_targets("288", "336", "TBC"),
                Target(august, TargetForm.AT_LEAST, Fraction(300), text="300"),
            ),
            commentary=Commentary("See above", august, points_to="EH1a"),
        ),
        published_row(
            "children-in-need",
            "CIN5",
            figures(march, ["2367", "2345", "2345", "2339", "2363", "2256"], FILE_2020, 10),
            ["→ -5%", "↓ -23%", "2489", "2874"],
        ),
        published_row(
            "neet",
            "LSCB1",
            (Figure(august, value_of("tbc"), august, "tbc", Place(FILE_2020, row=11)),),
            ["- n/a", "- n/a", "6.8%", "6.8%"],
            benchmarks=_benchmarks("6.1%", "6.0%", "6.4%"),
        ),
        published_row(
            "first-time-entrants",
            "YO2",
            (Figure(august, value_of("tbc"), august, "tbc", Place(FILE_2020, row=12)),),
            ["- n/a", "- n/a", "-", "0"],
            benchmarks=_benchmarks("417", "327", "256"),
        ),
    )
    columns = tuple(march.shift(at) for at in range(6))
    findings = (
        Finding(
            Place(FILE_2020, row=5, column="6"),
            Severity.NOT_TAKEN,
            "a column without a heading holds figures",
            "Its figures were left out",
            "Say in the mapping file which month it is",
        ),
        Finding(
            Place(FILE_2020, row=11),
            Severity.INFERRED,
            "the reference LSCB1 was LSCB17a in the earlier edition",
            "The two are taken as one indicator",
        ),
    )
    return PublishedDataset(
        "Early help dataset", "2020-08", august, columns, rows, findings, FILE_2020, "b" * 64
    )


def history_from(*datasets: PublishedDataset) -> History:
    """Every figure of the datasets, as published."""
    return history_of(
        Sourced(row.indicator, figure, dataset.edition)
        for dataset in datasets
        for row in dataset.rows
        for figure in row.figures
    )


def scorecard_2020(**rules: object) -> Scorecard:
    """The scorecard of August 2020, with the sheet of December 2019 as its history."""
    datasets = dataset_2019(), dataset_2020()
    return build_scorecard(
        datasets[1],
        history_from(*datasets),
        INDICATORS,
        ScorecardRules("Early help", **rules),  # type: ignore[arg-type]
        sources=(FILE_2019, FILE_2020),
    )


def scorecard_2019() -> Scorecard:
    """The scorecard of December 2019 from its own sheet alone."""
    dataset = dataset_2019()
    return build_scorecard(dataset, history_from(dataset), INDICATORS, ScorecardRules("Early help"))


def small_scorecard(
    rows: Sequence[tuple[Indicator, Sequence[Value]]],
    last: Period = month(2020, 8),  # noqa: B008 - a frozen value
    **named: object,
) -> Scorecard:
    """A scorecard of monthly values that end with ``last``; ``named`` goes to every row."""
    longest = max(len(values) for _, values in rows)
    columns = tuple(last.shift(at) for at in range(1 - longest, 1))
    published = tuple(
        PublishedRow(
            each.id,
            each.id.upper(),
            each.title,
            tuple(
                Figure(period, value, period, "")
                for period, value in zip(columns[-len(values) :], values, strict=True)
            ),
            **named,  # type: ignore[arg-type]
        )
        for each, values in rows
    )
    dataset = PublishedDataset("Small scorecard", "test", last, columns, published)
    indicators = {each.id: each for each, _ in rows}
    return build_scorecard(
        dataset, history_from(dataset), indicators, ScorecardRules(columns=longest)
    )


def scorecard_of_states() -> Scorecard:
    """One row for each state, which stands in the current period; before it a 7 and an 8."""
    return small_scorecard(
        [
            (
                indicator(state.name.lower().replace("_", "-"), f"A row that is {state.value}"),
                [number(7), number(8), Absent(state)],
            )
            for state in State
        ]
    )


HOSTILE = '<script>alert("x")</script>'
FORMULA = '=HYPERLINK("http://example.org","x")'
LONG_WORD = "Donaudampfschifffahrt" * 9


def hostile_scorecard() -> Scorecard:
    """Titles, commentary and findings that try to run, to break a table or to fill a line."""
    scorecard = small_scorecard(
        [
            (indicator("script", f"Families {HOSTILE} & others"), [number(1), number(2)]),
            (indicator("formula", FORMULA), [number(-3), number(-4)]),
            (
                indicator("long-word", f"{LONG_WORD} {LONG_WORD}"),
                [number(5), Absent(State.AWAITED)],
            ),
            (indicator("escape", "Bell\x07 and \x1b[31mred\x1b[0m\nline two"), [number(1)] * 2),
        ],
        commentary=Commentary(f"{FORMULA} {HOSTILE} {LONG_WORD}", month(2020, 8), "+44"),
        owner="@owner",
        section="-section",
    )
    finding = Finding(
        Place("=file.csv", row=3), Severity.NOT_TAKEN, f"{FORMULA} {HOSTILE} {LONG_WORD}"
    )
    return Scorecard(
        title=f"{HOSTILE} {LONG_WORD}",
        period=scorecard.period,
        columns=scorecard.columns,
        rows=scorecard.rows,
        rules=scorecard.rules,
        sources=("=file.csv",),
        findings=(finding,),
    )

"""What an edition's page shows: the latest figure of each indicator, as the edition prints it."""

import json

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.disclosure.policy import Audience
from headway.domain.period_labels import parse_period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.sign_off import SignOffState
from headway.register.editions.standing import MonthKey, MonthStands
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.office import made_up_editions
from headway.services.office.asked_work import lines_of
from headway.services.office.edition_figures import read_edition
from headway.services.office.preview_edition import titles_in_refusals
from headway.services.office.to_publish import ToPublish
from headway.web.presenters.editions import files_by_unit

STARTED, OPEN = "early-help-assessments-started", "early-help-cases-open"
KNOWN = load_catalogue(None)


def figure(indicator: str, period: str, end: str, shown: str, symbol: str = "", **more: str):
    value = None if symbol else shown
    state = "suppressed" if symbol else "number"
    return {
        "scorecard": "council",
        "indicator": indicator,
        "period": {"name": period, "end": end},
        "state": state,
        "value": value,
        "shown": shown,
        "symbol": symbol,
    } | more


def read(*figures):
    said = {
        "name": "2026-10-public-1",
        "period": {"name": "October 2026"},
        "words": [{"term": "*", "meaning": "withheld"}, {"term": "~", "meaning": "under half"}],
        "figures": list(figures),
    }
    return read_edition({"edition.json": json.dumps(said).encode()}, KNOWN, USUAL_CARD)


def test_each_indicator_has_its_latest_figure_and_another_period_than_the_month_is_named():
    shown = read(
        figure(STARTED, "September 2026", "2026-09-30", "12"),
        figure(STARTED, "October 2026", "2026-10-31", "", symbol="*"),
        figure(OPEN, "quarter 1 2026/27", "2026-06-30", "7"),
        figure(OPEN, "quarter 2 2026/27", "2026-09-30", "9"),
        figure("gone-since", "October 2026", "2026-10-31", "3", scorecard="team-t01"),
    )
    started, opened = shown.figures["council"]
    assert (started.shown, started.meaning, started.period) == ("*", "withheld", "")
    assert (opened.shown, opened.meaning, opened.period) == ("9", "", "quarter 2 2026/27")
    assert started.title == KNOWN.indicators[STARTED].title
    assert started.section == KNOWN.scorecards[USUAL_CARD].section_of(STARTED) != ""
    (gone,) = shown.figures["team-t01"]
    assert (gone.title, gone.section) == ("gone-since", "")
    assert shown.signs == (("*", "withheld"),)  # and none that stands nowhere


def test_files_stand_by_unit_pages_first_and_what_is_of_all_last():
    names = ["council.csv", "council.html", "edition.json", "index.html", "team-t01.json"]
    assert files_by_unit(names, {"council": "The whole council"}) == [
        ("The whole council", ["council.html", "council.csv"]),
        ("team-t01", ["team-t01.json"]),
        ("All of it", ["edition.json", "index.html"]),
    ]


def test_a_refusal_names_indicators_by_their_titles():
    found = f"{STARTED}, October 2026, locality L1: withheld, but it can be worked out"
    finding = Finding(Place("2026-10-public-1"), Severity.STOPS, found, "Nothing", "Give fewer")
    with pytest.raises(Refused) as refused, titles_in_refusals(KNOWN):
        raise Refused([finding])
    (told,) = refused.value.findings
    assert told.found == found.replace(STARTED, f"“{KNOWN.indicators[STARTED].title}”")


def test_where_a_file_lies_in_the_office_is_not_told(tmp_path):
    folder = tmp_path / "handed-over" / "abc"
    places = [Place(str(folder / "person.csv")), Place(str(folder)), Place("person.csv")]
    findings = [Finding(one, Severity.STOPS, "it is odd", "Even", "Mend it") for one in places]
    assert [one.place for one in lines_of(findings, tmp_path)] == [
        "person.csv",
        "the files",
        "person.csv",
    ]
    many = lines_of([findings[2]] * 1_250)
    assert (len(many), many[-1].found) == (201, "1,050 more")


@pytest.mark.parametrize("state", list(SignOffState))
def test_the_made_up_month_is_published_once_and_only_when_it_is_approved(
    state, monkeypatch, tmp_path
):
    september = parse_period("Sep-26")
    key = MonthKey(USUAL_CARD, september)
    published: list[ToPublish] = []
    told: list[str] = []
    given = {
        "current_figures": lambda data: type("Figures", (), {"last": parse_period("Oct-26")}),
        "month_stands": lambda asked: MonthStands(asked, state, "", 1),
        "list_editions": lambda data: tuple(published),
        "publish_month": lambda data, overlay, asked: published.append(asked),
    }
    for name, instead in given.items():
        monkeypatch.setattr(made_up_editions, name, instead)
    for _ in range(2):
        made_up_editions.make_up_editions(tmp_path, None, by="a@council.example", tell=told.append)
    expected = [Audience.PUBLIC, Audience.PARTNERS] if state is SignOffState.APPROVED else []
    assert [one.audience for one in published] == expected
    assert {one.key for one in published} <= {key}
    assert len(told) == len(expected)

"""What an edition rests on is written down whole, and read back by this Headway and later ones."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import (
    PeriodKind,
    financial_year,
    month,
    quarter,
    rolling_12,
    week_of,
    year_to_date,
)
from headway.domain.problems import Refused
from headway.services.analysis.publish_made_with import MadeWith, code_digest, made_with
from headway.services.analysis.publish_periods import kept_period
from headway.services.analysis.publish_pins import (
    PinnedArtefact,
    PinnedSnapshot,
    Pins,
    pins_bytes,
    read_pins,
)
from headway.services.analysis.publish_resting import words_of
from headway.warehouse.artefacts import Kind

PINS = Pins(
    name="2026-09-public-1",
    audience=Audience.PUBLIC,
    card="early-help-service",
    period=month(2026, 9),
    levels=(Level.LOCALITY, Level.TEAM),
    months=13,
    policy="council-under-6",
    marking="OFFICIAL",
    at=datetime(2026, 11, 1, 9, 30, 1, 5, tzinfo=UTC),
    snapshot="2026-10-31-090000-01234567",
    catalogue="a" * 64,
    history=("history/0123456789abcdef",),
    entries=("entries/0123456789abcdef", "entries/fedcba9876543210"),
    benchmarks="benchmarks/0123456789abcdef",
    earlier=("edition-counts/0123456789abcdef",),
    accepted=("one, September 2026, council",),
    overlay={"targets/ours.yaml": "targets: {}\r\n# “ours”\n"},
    artefacts={"history/0123456789abcdef": PinnedArtefact("published history (2026-09)", "b" * 64)},
    definitions={"policies/council-under-6": "c" * 64},
    stood=PinnedSnapshot(2, "d" * 64),
)


PERIODS = (
    month(2026, 9),
    quarter(2026, 2),
    financial_year(2026),
    year_to_date(month(2026, 9)),
    rolling_12(month(2026, 9)),
    week_of(date(2026, 10, 14)),
    week_of(date(2027, 1, 1)),
)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_pins_are_read_back_as_they_were_written(period):
    pins = replace(PINS, period=period)
    assert read_pins(pins_bytes(pins)) == pins
    assert pins_bytes(read_pins(pins_bytes(pins))) == pins_bytes(pins)


def test_periods_of_every_kind_are_tried():
    assert {one.kind for one in PERIODS} == set(PeriodKind)


def test_a_week_is_read_as_it_was_once_written_too():
    assert kept_period("WEEK", "18-Oct-26") == kept_period("WEEK", "2026-10-18") == PERIODS[5]


def test_pins_of_an_edition_before_more_was_pinned_are_read():
    older = json.loads(pins_bytes(PINS))
    for name in ("format", "artefacts", "definitions", "stood", "code", "libraries"):
        del older[name]
    found = read_pins(json.dumps(older).encode())
    assert (found.artefacts, found.definitions, found.stood) == ({}, {}, None)
    assert found.program == MadeWith(PINS.headway, "", {})
    assert found.program.otherwise(made_with()) == ()
    assert found.history == PINS.history


def test_pins_of_a_newer_headway_are_refused_in_words():
    newer = {**json.loads(pins_bytes(PINS)), "format": 99, "headway": "7.0"}
    with pytest.raises(Refused, match=r"made by a newer Headway \(7.0\)"):
        read_pins(json.dumps(newer).encode())


NOW = MadeWith("1.0", "a" * 64, MappingProxyType({"duckdb": "2.0", "Python": "3.11.7"}))


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (NOW, []),
        (replace(NOW, headway="0.9", code="b" * 64), ["by Headway 0.9, and this is 1.0"]),
        (replace(NOW, code="b" * 64), ["Headway's own files were others then"]),
        (replace(NOW, libraries={"duckdb": "1.4"}), ["it was made with duckdb 1.4, now 2.0"]),
        (replace(NOW, libraries={"gone": "1"}), ["it was made with gone 1, now none"]),
        (
            replace(NOW, code="b" * 64, libraries={"duckdb": "1.4", "Python": "3.12.1"}),
            ["Headway's own files", "duckdb 1.4, now 2.0; Python 3.12.1, now 3.11.7"],
        ),
    ],
)  # fmt: skip
def test_another_program_is_told_by_what_differs(then, words):
    found = then.otherwise(NOW)
    assert len(found) == len(words)
    assert all(word in said for word, said in zip(words, found, strict=True))


@pytest.fixture
def package(tmp_path):
    """A package in which every room has a file."""
    for room in ("catalogue", "charts", "domain", "engine", "intake", "protection", "readers",
                 "services/analysis", "tables", "warehouse", "writers", "web"):  # fmt: skip
        folder = tmp_path / room
        folder.mkdir(parents=True)
        (folder / "one.py").write_bytes(b"a = 1\nb = 2\n")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "text", "same"),
    [
        ("domain/one.py", b"a = 1\r\nb = 2\r\n", True),  # as version control writes it on Windows
        ("domain/one.py", b"a = 1\nb = 3\n", False),
        ("writers/page.html", b"<p>", False),
        ("services/analysis/two.py", b"", False),
        ("domain/__pycache__/one.pyc", b"x", True),
        ("domain/.one.py.swp", b"x", True),
        ("catalogue/indicators/x.yaml", b"x", True),  # definitions are pinned by themselves
        ("web/views.py", b"x", True),  # no edition is made by it
    ],
)
def test_the_digest_of_the_program_is_that_of_what_makes_editions(package, path, text, same):
    before = code_digest(package)
    file = package / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)
    assert (code_digest(package) == before) is same


def test_the_program_that_runs_names_every_library_that_bytes_hang_on():
    found = made_with()
    assert {"Python", "zlib", "duckdb", "highspy", "XlsxWriter", "Jinja2"} <= found.libraries.keys()
    assert all(one not in {"", "none"} for one in found.libraries.values())


@pytest.mark.parametrize(
    ("kind", "about", "words"),
    [
        (Kind.ENTRIES, {"commentary": "Early help", "period": "October 2026"},
         "signed commentary (Early help, October 2026)"),
        (Kind.ENTRIES, {"sheet": "Ours", "period": "quarter 2 2026/27"},
         "teams' entries (Ours, quarter 2 2026/27)"),
        (Kind.ENTRIES, {"workbooks": "a.xlsx", "scorecard": "Early help", "period": "May 2026"},
         "answers collected on workbooks (Early help, May 2026)"),
        (Kind.HISTORY, {"editions": "2026-08, 2026-09"}, "published history (2026-08, 2026-09)"),
        (Kind.EDITION_COUNTS, {"edition": "2026-09-public-1"},
         "the counts behind edition 2026-09-public-1"),
        (Kind.BENCHMARKS, {"measures": "12"}, "national figures"),
    ],
)  # fmt: skip
def test_each_thing_is_named_as_people_know_it(kind, about, words):
    assert words_of(kind, about) == words

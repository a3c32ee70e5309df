from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue import yaml_text
from headway.catalogue.yaml_text import Document, read_yaml
from headway.domain.problems import Findings

BOTH_PARSERS = pytest.mark.parametrize(
    "loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
)


def read(text: str) -> Document:
    findings = Findings()
    document = read_yaml(text, "a.yaml", findings)
    assert findings.items == []
    assert document is not None
    return document


def mistakes(text: str) -> list[str]:
    findings = Findings()
    read_yaml(text, "a.yaml", findings)
    return [str(finding) for finding in findings.items]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", True),
        ("No", False),
        ("true", True),
        ("on", "on"),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("0x10", "0x10"),
        ("6.80", Decimal("6.80")),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-13-45", "2026-13-45"),
        ("2026-11-20 10:00:00", "2026-11-20 10:00:00"),
        ("2020-08", "2020-08"),
        ("Mar-20", "Mar-20"),
        ("~", None),
        ("", None),
        ('"yes"', "yes"),
        ("'12'", "12"),
        ("9" * 5000, "9" * 5000),
        ("=", "="),
    ],
)
def test_plain_words_are_read_as_their_author_means_them(written, value):
    found = read(f"key: {written}").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_stay_words():
    assert read("on: 1\nyes: 2\n2020: 3\nis: 4").data == {"on": 1, "yes": 2, "2020": 3, "is": 4}


def test_every_part_knows_its_line():
    document = read("a: 1\nb:\n  - x\n  - c: 2\n    d: >-\n      long\n")
    assert document.place("b", 1, "c").line == 4
    assert document.place("b", 1, "d").line == 5
    assert document.place("b", 0).line == 3
    assert document.place("b", 1, "missing").line == 4
    assert document.place().line == 1


@BOTH_PARSERS
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\na: 2\n", 2, "“a” is given a second time. It already stands on line 1"),
        ("a: &x 1\nb: *x\n", 1, "anchor or alias “x”"),
        (
            "a: 1\nb: !!python/name:os.system x\n",
            2,
            "tag “tag:yaml.org,2002:python/name:os.system”",
        ),
        ("a: !secret x\n", 1, "tag “!secret”"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
        ("a: 1\n\tb: 2\n", 2, "this is not YAML"),
        ("a: b: c\n", 1, "this is not YAML"),
        ('a: "open\n', 2, "this is not YAML"),
        ("a: 1\nb: \x00\n", 2, "cannot be printed"),
        ("a: 1\n[x, y]: 2\n", 2, "a list or group stands where a key belongs"),
        ("a: " + "[" * 5000 + "\n", 1, "nested 13 deep"),
        ("a: " + "x" * 600_000, 1, "600,003 characters"),
    ],
)
def test_what_is_refused_has_its_line(text, line, said, loader, monkeypatch):
    monkeypatch.setattr(yaml_text, "_LOADER", loader)
    found = mistakes(text)
    assert found
    assert said in found[0]
    assert found[0].startswith(f"a.yaml, line {line}: ")


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{n}: &{n} [{', '.join(['*' + p] * 9)}]"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    found = mistakes("\n".join(lines))
    assert any("alias “a”" in each for each in found)


def test_several_mistakes_are_told_at_once():
    assert len(mistakes("a: 1\na: 2\nb: 1\nb: 2\n")) == 2


@given(st.text())
def test_any_text_is_read_or_refused_and_never_breaks(text):
    findings = Findings()
    document = read_yaml(text, "a.yaml", findings)
    assert document is not None or findings.items


@given(st.text("abc: -\n'\"#[]{}&*!|>%@`,?"))
def test_any_yaml_like_text_is_read_or_refused(text):
    findings = Findings()
    document = read_yaml(text, "a.yaml", findings)
    assert document is not None or findings.items

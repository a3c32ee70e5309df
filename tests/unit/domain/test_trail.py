"""The trail: no entry can be removed, changed or moved without it showing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import Severity
from headway.domain.trail import (
    SHORT_LIVED,
    START,
    Link,
    TrailEntry,
    Verb,
    canonical_json,
    chain,
    check_chain,
    digest_of,
    entry_of,
    follow,
    left_out,
    line_of,
    may_be_left_out,
    utc_text,
)

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LETTING_GO = {Verb.LET_GO, Verb.LEFT_OUT}

texts = st.text(min_size=1, max_size=20).filter(str.strip)
details = st.lists(
    st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)),
    max_size=3,
    unique_by=lambda pair: pair[0],
)
deeds = st.fixed_dictionaries(
    {
        "at": st.datetimes(timezones=st.just(UTC)),
        "by": texts,
        "verb": st.sampled_from([one for one in Verb if one not in LETTING_GO]),
        "subject": texts,
        "details": details,
    }
)


def trail_of(done) -> list[TrailEntry]:
    entries: list[TrailEntry] = []
    for deed in done:
        entries.append(chain(entries[-1] if entries else None, **deed))
    return entries


def simple(count: int) -> list[TrailEntry]:
    deed = {"at": AT, "by": "Analyst", "verb": Verb.LOADED_HISTORY}
    return trail_of([deed | {"subject": f"history/{number}"} for number in range(1, count + 1)])


trails = st.lists(deeds, min_size=1, max_size=6).map(trail_of)


def problem(entries, acknowledged=()) -> str:
    (finding,) = check_chain(entries, acknowledged, "trail.jsonl")
    assert finding.severity is Severity.STOPS
    assert finding.next_step
    return str(finding)


@given(trails)
def test_an_untouched_trail_is_whole(entries):
    assert check_chain(entries) == ()
    assert check_chain(entries, [entry.digest for entry in entries]) == ()
    assert check_chain(entries, [entry.digest for entry in entries[:-1]]) == ()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].previous == START


@given(trails)
def test_an_entry_is_the_same_after_it_was_written_and_read(entries):
    assert [entry_of(line_of(entry)) for entry in entries] == entries
    assert not any("\n" in line_of(entry) for entry in entries)


@given(trails, st.data())
def test_removing_any_entry_shows(entries, data):
    gone = data.draw(st.integers(0, len(entries) - 1))
    acknowledged = [entry.digest for entry in entries]
    words = problem(entries[:gone] + entries[gone + 1 :], acknowledged)
    assert f"entry {gone + 1} was removed" in words


@given(trails, st.data())
def test_a_removed_entry_shows_without_the_kept_digests_unless_it_was_the_last(entries, data):
    gone = data.draw(st.integers(0, len(entries) - 1))
    left = entries[:gone] + entries[gone + 1 :]
    assert bool(check_chain(left)) is (gone < len(entries) - 1)


@given(trails.filter(lambda entries: len(entries) > 1), st.data())
def test_swapping_any_two_entries_shows(entries, data):
    first = data.draw(st.integers(0, len(entries) - 2))
    second = data.draw(st.integers(first + 1, len(entries) - 1))
    entries[first], entries[second] = entries[second], entries[first]
    words = problem(entries)
    assert f"entry {second + 1} stands before entry {first + 1}" in words
    assert f"line {first + 1}" in words


CHANGES = {
    "number": lambda entry: entry.number + 1,
    "at": lambda entry: AT if entry.at != AT else AT + timedelta(days=1),
    "by": lambda entry: entry.by + "x",
    "verb": lambda entry: next(verb for verb in Verb if verb is not entry.verb),
    "subject": lambda entry: "x" + entry.subject,
    "details": lambda entry: (*entry.details, ("something else altogether", "")),
    "previous": lambda entry: digest_of(entry)[::-1],
    "digest": lambda entry: entry.digest[::-1] + "0",
}


@pytest.mark.parametrize("name", CHANGES)
@given(trails, st.data())
def test_changing_anything_in_any_entry_shows(name, entries, data):
    which = data.draw(st.integers(0, len(entries) - 1))
    changed = CHANGES[name](entries[which])
    if changed == getattr(entries[which], name):
        return
    entries[which] = replace(entries[which], **{name: changed})
    words = problem(entries)
    assert f"line {which + 1}: entry {entries[which].number} was changed" in words


def test_an_entry_changed_with_a_new_digest_shows_at_the_next():
    entries = simple(3)
    entries[1] = chain(entries[0], at=AT, by="Other", verb=Verb.VERIFIED, subject="history/2")
    assert "entry 2 was replaced: entry 3 follows a different one" in problem(entries)


def test_a_trail_written_anew_from_the_middle_shows_against_what_was_acknowledged():
    acknowledged = [entry.digest for entry in simple(3)]
    entries = simple(1)
    for subject in ("history/x", "history/3"):
        deed = {"at": AT, "by": "Analyst", "verb": Verb.LOADED_HISTORY, "subject": subject}
        entries.append(chain(entries[-1], **deed))
    assert check_chain(entries) == ()
    assert "entry 2 was replaced: it is not the one" in problem(entries, acknowledged)


def test_the_end_of_another_trail_is_no_beginning():
    assert "entry 1 was removed" in problem(simple(3)[2:])
    entry = replace(simple(1)[0], previous="f" * 64)
    entry = replace(entry, digest=digest_of(entry))
    assert "not the beginning" in problem([entry])


def test_an_entry_standing_twice_shows():
    one, two = simple(2)
    assert "entry 1 stands here a second time" in problem([one, one, two])


def test_only_the_first_break_is_named():
    entries = simple(6)
    del entries[4]
    del entries[1]
    assert "entry 2 was removed" in problem(entries)


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": AT.replace(tzinfo=None)},
        {"at": AT.astimezone(timezone(timedelta(hours=1)))},
        {"by": "  "},
        {"subject": ""},
        {"details": [("one", "1"), ("one", "2")]},
        {"details": [("", "1")]},
    ],
)
def test_a_wrong_entry_cannot_be_built(wrong):
    deed = {"at": AT, "by": "Analyst", "verb": Verb.VERIFIED, "subject": "the folder"}
    with pytest.raises(ValueError, match=r"UTC|says who|has a name"):
        chain(None, **(deed | wrong))


def test_entries_count_from_one():
    with pytest.raises(ValueError, match="count from 1"):
        replace(simple(1)[0], number=0)


def test_a_detail_is_found_by_its_name():
    deed = {"at": AT, "by": "Analyst", "verb": Verb.VERIFIED, "subject": "the folder"}
    entry = chain(None, **deed, details=[("artefacts", "7")])
    assert entry.detail("artefacts") == "7"
    assert entry.detail("strays") == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: line[:-1], "not a whole entry"),
        (lambda line: "[]", "fields of an entry"),
        (lambda line: "[" * 100_000, "not a whole entry"),
        (lambda line: line.replace('"by"', '"who"'), "fields of an entry"),
        (lambda line: line.replace('"number":1', '"number":"1"'), "wrong kind"),
        (lambda line: line.replace('"details":[]', '"details":[["one"]]'), "name with a text"),
        (lambda line: line.replace("loaded history", "burnt"), "does not know the verb “burnt”"),
        (lambda line: line.replace('"by":', '"by": '), "form in which Headway writes"),
        (lambda line: line.replace("2026-11-21T", "2026-11-21 "), "form in which Headway writes"),
        (lambda line: line.replace("2026-", "year-"), "time of the entry"),
    ],
)
def test_a_line_in_another_form_is_not_taken(change, words):
    line = line_of(simple(1)[0])
    assert change(line) != line
    with pytest.raises(ValueError, match=words):
        entry_of(change(line))


def test_times_and_values_are_written_in_one_way():
    assert utc_text(AT) == "2026-11-21T09:30:00.000000Z"
    with pytest.raises(ValueError, match="UTC"):
        utc_text(AT.replace(tzinfo=None))
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"\\u00e9","b":1}'


@given(trails)
def test_following_a_chain_entry_by_entry_finds_what_the_slow_way_finds(entries):
    last = Link(entries[-1].number, entries[-1].digest)
    assert follow(entries, Link()) == (last, "")
    for middle in range(len(entries)):
        before = Link(entries[middle - 1].number, entries[middle - 1].digest) if middle else Link()
        assert follow(entries[middle:], before) == (last, "")
        changed = [
            *entries[:middle],
            replace(entries[middle], by="another"),
            *entries[middle + 1 :],
        ]
        if changed[middle] != entries[middle]:
            end, told = follow(changed, Link())
            assert end == before
            assert told in problem(changed)


def let_go_of(entries, gone, through=None):
    """Let go of these numbers and tell so, as a data folder does."""
    kinds = {*SHORT_LIVED, Verb.LEFT_OUT}
    through = max(gone) if through is None else through
    told = {
        "through": str(through),
        "entries": str(sum(one.number <= through and one.verb in kinds for one in entries)),
        "verbs": ", ".join(one.value for one in SHORT_LIVED),
    }
    deed = {"at": AT, "by": "Officer", "subject": "the trail", "details": tuple(told.items())}
    made = chain(entries[-1], verb=Verb.LET_GO, **deed)
    return [*(left_out(one) if one.number in gone else one for one in entries), made]


mixed = st.lists(
    st.sampled_from([Verb.LOADED_HISTORY, Verb.READ_ROWS, Verb.LOOKED_UP, Verb.ERASED]),
    min_size=2,
    max_size=12,
)


@given(mixed, st.integers(0, 12))
def test_what_is_let_go_is_told_and_nothing_else_can_go_with_it(verbs, old):
    deed = {"by": "Analyst", "subject": "a thing", "details": ()}
    entries = trail_of(
        [deed | {"verb": one, "at": AT + timedelta(days=day)} for day, one in enumerate(verbs)]
    )
    gone = {one.number for one in may_be_left_out(entries, AT + timedelta(days=old))}
    assert gone == {
        one.number for one in entries[:old] if one.verb in {Verb.READ_ROWS, Verb.LOOKED_UP}
    }
    if not gone:
        return
    after = let_go_of(entries, gone)
    marks = [one.digest for one in entries]
    assert check_chain(after, marks) == ()
    assert [entry_of(line_of(one)) for one in after] == after
    for one in after[:-1]:
        if one.verb in {Verb.LEFT_OUT, *SHORT_LIVED}:
            continue
        hidden = [left_out(each) if each is one else each for each in after]
        assert "was taken out" in problem(hidden, marks)
    again = let_go_of(after[:-1], gone)[:-1]
    assert "no entry says so" in problem(again, marks)


def test_nothing_is_added_as_let_go_and_nothing_is_said_of_what_was():
    with pytest.raises(ValueError, match="nothing is added"):
        chain(None, at=AT, by="-", verb=Verb.LEFT_OUT, subject="-")
    (entry,) = simple(1)
    with pytest.raises(ValueError, match="nothing is said"):
        replace(left_out(entry), by="somebody")

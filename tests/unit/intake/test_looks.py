import pytest

from headway.intake.looks import Look, arrow_in, is_mark, look_of


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("", Look.BLANK),
        ("  ", Look.BLANK),
        ("1,491", Look.NUMBER),
        ("-5", Look.NUMBER),
        ("−5", Look.NUMBER),
        ("£2,000", Look.NUMBER),
        ("(12)", Look.NUMBER),
        ("6.8%", Look.PERCENT),
        ("6.8 %", Look.PERCENT),
        ("TBC", Look.AWAITED),
        ("to be confirmed", Look.AWAITED),
        ("N/A", Look.NOT_APPLICABLE),
        ("–", Look.DASH),
        ("_", Look.DASH),
        ("not collected", Look.DASH),
        ("*", Look.SUPPRESSED),
        ("<5", Look.SUPPRESSED),
        ("c", Look.SUPPRESSED),
        ("supp", Look.SUPPRESSED),
        ("#REF!", Look.ERROR),
        ("↑", Look.ARROW),
        ("⇒", Look.ARROW),
        ("->", Look.MARK),
        (">", Look.MARK),
        ("Ψ", Look.MARK),
        ("ŕ", Look.MARK),
        ("•", Look.MARK),
        ("тв", Look.MARK),
        ("↓ -21%", Look.MARKED_NUMBER),
        ("↓-21%", Look.MARKED_NUMBER),
        ("- n/a", Look.MARKED_NUMBER),
        ("96*", Look.FOOTNOTED),
        ("12 (p)", Look.FOOTNOTED),
        ("12 days", Look.FOOTNOTED),
        ("Aug-20", Look.PERIOD),
        ("31/03/2017", Look.PERIOD),
        ("EH1a", Look.REFERENCE),
        ("LSCB17a", Look.REFERENCE),
        ("Service lead", Look.WORD),
        ("about thirty", Look.WORD),
        ("Families who were helped in the month", Look.TEXT),
    ],
)
def test_what_a_text_looks_like(text, look):
    assert look_of(text) is look


@pytest.mark.parametrize("text", ["1,23", "12,34,567", "1.2.3", "6,8"])
def test_a_number_with_its_commas_wrong_is_no_number(text):
    assert look_of(text) is not Look.NUMBER


@pytest.mark.parametrize(
    ("text", "arrow"),
    [
        ("↑ 5%", "up"),
        ("▲", "up"),
        ("⇧", "up"),
        ("→", "similar"),
        ("⇒ -3%", "similar"),
        ("⬌", "similar"),
        ("↓", "down"),
        ("⇩", "down"),
        ("▼", "down"),
        ("->", ""),
        (">", ""),
        ("ŕ", ""),
        ("↑↓", ""),
        ("- n/a", ""),
    ],
)
def test_only_true_arrows_are_read(text, arrow):
    assert arrow_in(text) == arrow


def test_letters_and_figures_are_no_marks():
    assert not any(is_mark(text) for text in ("P", "ab", "1", "12", "abc", ""))

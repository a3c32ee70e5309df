"""Whatever text a damaged workbook holds, each result can be saved as UTF-8."""

from headway.domain.summary import board_summary
from headway.domain.values import number
from headway.writers.html import board_page, scorecard_page
from headway.writers.json_file import scorecard_json
from headway.writers.terminal import scorecard_text, summary_text
from headway.writers.tidy_csv import comparisons_csv, scorecard_csv
from tests.builders import indicator, small_scorecard


def test_half_a_surrogate_pair_stops_no_writer():
    damaged = small_scorecard([(indicator("a", "Families \ud800 \x00 helped"), [number(1)])])
    summary = board_summary(damaged)
    for text in (
        scorecard_page(damaged),
        board_page(summary),
        scorecard_text(damaged),
        summary_text(summary),
        scorecard_csv(damaged),
        comparisons_csv(damaged),
        scorecard_json(damaged),
    ):
        assert text.encode("utf-8")
        assert "Families" in text or "indicator" in text

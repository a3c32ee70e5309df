"""Every form in which a comparison with others can be handed over."""

from collections.abc import Callable

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.position import NotCompared, Position
from headway.services.analysis.formats import FOR_EXCEL, Makers, Paper
from headway.writers.benchmark_csv import position_csv
from headway.writers.html_benchmarks import position_page
from headway.writers.terminal_benchmarks import position_text

BENCHMARK_FORMATS = ("terminal", "html", "csv")


def benchmark_formats(
    position: Position | NotCompared, methods: tuple[Method, ...], paper: Paper
) -> Makers:
    """Return how to make a position in each of ``BENCHMARK_FORMATS``.

    What is not compared has only words, for the terminal.
    """
    text = position_text(position, methods, paper.width, paper.unicode)
    makers: dict[str, Callable[[], bytes]] = {"terminal": text.encode}
    if isinstance(position, Position):
        found = position
        makers["html"] = lambda: position_page(found, methods).encode()
        makers["csv"] = lambda: position_csv(found, methods).encode(FOR_EXCEL)
    return makers

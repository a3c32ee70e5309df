"""What was measured, as tables for the terminal, each ratio beside its budget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.children import Ended
from bench.sides import Measured, Told, best

ONE_HUNDRED_MILLION = 100_000_000
MOST_MEMORY = 4096
"""MiB within which one hundred million rows are to be worked out."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A ratio, and what it may be: at most, or at least; None where nothing was promised."""

    name: str
    ratio: float
    at_most: float | None = None
    at_least: float | None = None
    percent: bool = False

    @property
    def judged(self) -> str:
        """Say what was promised, and whether it was kept."""
        if self.at_most is not None:
            verdict = "met" if self.ratio <= self.at_most else "MISSED"
            return f"at most {self._shown(self.at_most)}: {verdict}"
        if self.at_least is not None:
            verdict = "met" if self.ratio >= self.at_least else "MISSED"
            return f"at least {self._shown(self.at_least)}: {verdict}"
        return ""

    @property
    def shown(self) -> str:
        """Give the ratio as it is printed."""
        return f"{self.ratio:.1%}" if self.percent else f"{self.ratio:,.2f}"

    def _shown(self, value: float) -> str:
        return f"{value:.0%}" if self.percent else f"{value:g}"


def budgets(found: Measured, rows: int) -> Iterator[Budget]:
    """Give every ratio that was asked for and can be had."""
    ours, sql = best(found, "Headway"), best(found, "SQL by hand")
    yield Budget("Headway to SQL by hand", ours / sql, at_most=1.5)
    within = best(found, "Headway", "in statements")
    yield Budget("  its statements alone", within / sql)
    worked = best(found, "Headway", "processor")
    yield Budget("  by processor time", worked / best(found, "SQL by hand", "processor"))
    if "pandas, in memory" in found:
        in_memory, from_files = best(found, "pandas, in memory"), best(found, "pandas, from files")
        yield Budget("pandas in memory to Headway", in_memory / ours, at_least=7)
        yield Budget("pandas from files to Headway", from_files / ours, at_least=20)
        in_memory = best(found, "pandas, in memory", "processor")
        yield Budget("  by processor time, in memory", in_memory / worked)
        from_files = best(found, "pandas, from files", "processor")
        yield Budget("  by processor time, from files", from_files / worked)
    yield Budget("Headway to reading once", ours / best(found, "reading once"))
    yield Budget("SQL by hand to reading once", sql / best(found, "reading once"))
    if "Headway, one more" in found:
        yield Budget("one more indicator, of a pass", one_more(found), at_most=0.03, percent=True)
    if rows >= ONE_HUNDRED_MILLION * 0.9:
        peak = max(ended.peak or 0 for ended, _ in found["Headway, all"])
        yield Budget("memory of calculating, MiB", peak, at_most=MOST_MEMORY)


def one_more(found: Measured) -> float:
    """Give the share of a pass over a table that one more indicator on it costs."""
    told = min((told for _, told in found["Headway, one more"]), key=lambda one: one["best"])
    return (told["with more"] - told["without"]) / told["more"] / told["without"]


def print_making(made: Ended, loads: Sequence[Ended], rows: int) -> None:
    """Print how long making and loading took."""
    print(f"{'':24}{'seconds':>10}{'rows/s':>12}{'peak MiB':>12}")
    named = [("making the exports", made)]
    if loads:
        named.append(("loading them", min(loads, key=lambda one: one.seconds)))
    for name, ended in named:
        print(f"{name:24}{ended.seconds:>10.1f}{rows / ended.seconds:>12,.0f}{_mib(ended):>12}")


def _mib(ended: Ended) -> str:
    return "unknown" if ended.peak is None else f"{ended.peak:,.0f}"


def print_calculating(found: Measured) -> None:
    """Print the seconds and the memory of each side."""
    print("\nSeconds; best of all. “cold” is a whole program from its start, “first” and “best”")
    print("are runs within it after it has made itself ready.")
    print("“processor” is the time of all processors together: it says more on a busy machine.\n")
    print(f"{'':24}{'cold':>9}{'ready':>9}{'first':>9}{'best':>9}{'processor':>11}{'peak MiB':>12}")
    for side, rounds in found.items():
        if side == "Headway, one more":
            continue
        cold = min(ended.seconds - _after_first(told) for ended, told in rounds)
        ready, first, least = (best(found, side, one) for one in ("ready", "first", "best"))
        peak = min((ended for ended, _ in rounds), key=lambda one: one.peak or 0)
        worked = best(found, side, "processor")
        print(
            f"{side:24}{cold:>9.2f}{ready:>9.2f}{first:>9.2f}{least:>9.3f}{worked:>11.3f}"
            f"{_mib(peak):>12}"
        )
    for side in ("Headway", "Headway, all"):
        told = min((told for _, told in found[side]), key=lambda one: one["best"])
        print(
            f"\n{side}: {told['indicators']:.0f} indicators in {told['statements']:.0f} statements,"
            f" {told['in statements']:.3f} of {told['best']:.3f} s within them;"
            f" {told['results']:,.0f} results made one by one take"
            f" {best(found, side, 'making results'):.2f} s more"
        )


def _after_first(told: Told) -> float:
    """Give the seconds of a process that came after its first run."""
    return told["all runs"] - told["first"] + told["afterwards"]


def print_budgets(found: Measured, rows: int) -> None:
    """Print every ratio with its budget."""
    print(f"\n{'Ratios':34}{'':>10}  {'budget'}")
    for one in budgets(found, rows):
        print(f"{one.name:34}{one.shown:>10}  {one.judged}")

"""The years of one measure are labelled in one way."""

from collections import defaultdict
from collections.abc import Iterator

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.problems import Finding, Place, Severity


def mixed_year_labels(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name the measures whose years differ in form, or in the mark of their edition."""
    mixed: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for key, years in benchmarks.figures.items():
        forms = {each.year.form for each in years}
        if len({(each.year.form, each.year.mark.casefold()) for each in years}) > 1:
            labels = ", ".join(each.year.label for each in years)
            file = benchmarks.measures[key].file
            mixed[file, labels, len(forms) == 1].append(benchmarks.measures[key].code)
    for (file, labels, one_form), codes in mixed.items():
        yield Finding(
            Place(file),
            Severity.NOTED,
            f"years labelled in different ways: {labels}; so in {', '.join(codes)}",
            "They are read as one series; the marks are kept"
            if one_form
            else "Years of different forms are never taken for one after the other",
        )

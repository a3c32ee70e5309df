"""Published sheets read into editions, each row recognised, ready to be joined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.mapping import NO_MAPPING, RowMapping, SameIndicator, load_mapping
from headway.catalogue.model import Catalogue
from headway.catalogue.proposals import SeenRow, propose_known, propose_same
from headway.catalogue.writing_mapping import write_proposals
from headway.domain.indicator import Indicator
from headway.domain.problems import ContentMistake, Finding, Findings, HeadwayError
from headway.domain.published import PublishedDataset
from headway.intake.as_read import indicator_as_read
from headway.intake.scorecards import ReadScorecard, read_scorecards
from headway.readers import read_document


@dataclass(frozen=True, slots=True)
class Editions:
    """Every sheet that was read, with the definition of each indicator in them.

    ``proposed`` are rows that a person may confirm as one indicator, in a mapping file.
    """

    datasets: tuple[PublishedDataset, ...]
    indicators: Mapping[str, Indicator]
    catalogue: Catalogue
    proposed: tuple[SameIndicator, ...] = ()

    def with_kept(self, kept: Iterable[PublishedDataset]) -> "Editions":
        """Return these editions with kept ones beside them; the same file is not taken twice."""
        digests = {dataset.digest for dataset in self.datasets}
        more = [dataset for dataset in kept if dataset.digest not in digests]
        known = dict(self.indicators)
        for row in (row for dataset in more for row in dataset.rows):
            if row.indicator not in known:
                defined = self.catalogue.indicators.get(row.indicator)
                known[row.indicator] = defined or indicator_as_read(row)
        datasets = _told_apart((*self.datasets, *more))
        return replace(self, datasets=datasets, indicators=known)


def read_editions(
    files: Sequence[Path], *, mapping: Path | None = None, catalogue: Path | None = None
) -> Editions:
    """Read every scorecard in ``files``.

    ``mapping`` is a file in which a person confirmed what rows are; ``catalogue`` a folder of
    the council's own definitions. Raises a ``HeadwayError`` of the first file's kind with the
    problems of all files at once.
    """
    known = load_catalogue(catalogue)
    confirmed = load_mapping(mapping) if mapping else NO_MAPPING
    read = _read_all(files, known, confirmed)
    indicators: dict[str, Indicator] = {}
    for each in read:
        for indicator in each.indicators:
            indicators.setdefault(indicator.id, indicator)
    datasets = _told_apart(tuple(each.dataset for each in read))
    return Editions(datasets, indicators, known, _proposals(read))


def no_editions(catalogue: Path | None = None) -> Editions:
    """Return editions that hold nothing yet, to take kept ones."""
    return Editions((), {}, load_catalogue(catalogue))


def proposals_text(editions: Editions) -> str:
    """Return the text of a mapping file for a person to decide on."""
    return write_proposals(editions.proposed)


def _read_all(
    files: Sequence[Path], catalogue: Catalogue, mapping: RowMapping
) -> list[ReadScorecard]:
    read: list[ReadScorecard] = []
    problems = Findings()
    kind: type[HeadwayError] | None = None
    for path in files:
        try:
            read.extend(read_scorecards(read_document(path), catalogue, mapping))
        except HeadwayError as mistake:
            kind = kind or type(mistake)
            problems.items.extend(mistake.findings)
    problems.stop_if_needed(kind or ContentMistake)
    return read


def _told_apart(datasets: tuple[PublishedDataset, ...]) -> tuple[PublishedDataset, ...]:
    """Give each sheet a name of its own, since figures are told by the edition they stand in."""
    often = Counter(dataset.edition for dataset in datasets)
    seen: Counter[str] = Counter()
    named = []
    for dataset in datasets:
        seen[dataset.edition] += 1
        if often[dataset.edition] == 1:
            named.append(dataset)
        else:
            label = f"{dataset.edition} ({dataset.file or dataset.title}, {seen[dataset.edition]})"
            named.append(replace(dataset, edition=label))
    return tuple(named)


def _proposals(read: Sequence[ReadScorecard]) -> tuple[SameIndicator, ...]:
    unknown, all_rows = [], []
    for each in read:
        for row, recognition in zip(each.dataset.rows, each.recognitions, strict=True):
            seen = SeenRow(each.dataset.edition, row.reference, row.title)
            all_rows.append((seen, recognition))
            if recognition.indicator is None:
                unknown.append(seen)
    return (*propose_same(unknown), *propose_known(all_rows))


def all_findings(datasets: Iterable[PublishedDataset]) -> tuple[Finding, ...]:
    """Return everything noticed in some sheets, once each."""
    return tuple(dict.fromkeys(finding for dataset in datasets for finding in dataset.findings))

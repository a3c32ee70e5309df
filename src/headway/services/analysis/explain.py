"""What an indicator means and how it is worked out: without any data."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.indicator import Frequency
from headway.domain.periods import Period, financial_year, month, quarter
from headway.engine.examples import shipped_examples
from headway.engine.manual import Brought, Surroundings, index_page, manual_page
from headway.intake.maps.reading import shipped_maps
from headway.services.analysis.calculate import chosen

# The statements of the manual are written for one period of each kind.
_PERIODS = {
    Frequency.MONTHLY: month(2026, 10),
    Frequency.QUARTERLY: quarter(2026, 3),
    Frequency.ANNUAL: financial_year(2026),
}


def explain(name: str, period: Period | None, catalogue: Path | None = None) -> str:
    """Give an indicator's page: words first, examples, where its data come from, SQL last."""
    known = load_catalogue(catalogue)
    (indicator,) = chosen(known, [name])
    return manual_page(
        indicator,
        shipped_examples().get(name, ()),
        surroundings(known),
        period or _PERIODS[indicator.frequency],
    )


def manual() -> dict[str, str]:
    """Give every page of the manual of shipped indicators by its file name, the index included."""
    known, examples = load_catalogue(), shipped_examples()
    around = surroundings(known)
    found = {
        f"{one.id}.md": manual_page(
            one, examples.get(one.id, ()), around, _PERIODS[one.frequency], folded=True
        )
        for one in known.indicators.values()
    }
    return found | {"README.md": index_page(list(known.indicators.values()))}


def surroundings(known: Catalogue) -> Surroundings:
    """Gather what pages say beyond their own definition."""
    shown: dict[str, list[str]] = {}
    for card in known.scorecards.values():
        for name in card.indicators:
            shown.setdefault(name, []).append(card.title)
    return Surroundings(known.indicators, shown, _filled_by())


def _filled_by() -> Mapping[str, Sequence[Brought]]:
    """Give for each table what every export known without a map of one's own brings."""
    found: dict[str, list[Brought]] = {}
    for one in shipped_maps():
        for feed in one.feeds:
            always = {name: how.always for name, how in feed.columns.items() if how.always}
            brought = Brought(one.file.title, frozenset(feed.columns), always)
            found.setdefault(feed.table, []).append(brought)
    return found

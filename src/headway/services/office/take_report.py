"""What has changed since an edition, taken away: marked, with its purpose and its last day."""

from collections.abc import Callable
from datetime import date

from headway.domain.days import day_words
from headway.domain.frozen_edition import for_whom
from headway.domain.taken_away import TakenAway
from headway.register.accounts.people import Actor
from headway.services.analysis.formats import FOR_EXCEL
from headway.services.office.restatement import Report, Why
from headway.services.office.take_away import OWN_STAFF, take_away
from headway.writers.since_published import TakenReport, since_csv, since_workbook

FORMS = ("xlsx", "csv")


def take_report(
    report: Report, why: Why | None, kind: str, purpose: str, on: date, by: Actor
) -> bytes:
    """Give a report as one of ``FORMS``; that it was taken, and what for, goes on the trail.

    Raises ValueError where the figures of the snapshot are not kept.
    """
    since = report.since
    if since is None:
        raise ValueError("there is no report where no figures are kept")
    taken = take_away(
        subject=f"what has changed since edition {report.edition.name}",
        marking=OWN_STAFF,
        purpose=purpose,
        on=on,
        by=by,
        details={"as": kind, "snapshot": report.against.name},
    )
    said, names = _said(report, taken), since.names
    explained = why.explained if why else None
    makers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: since_workbook(since.figures, names, explained, said),
        "csv": lambda: since_csv(since.figures, names, said).encode(FOR_EXCEL),
    }
    return makers[kind]()


def _said(report: Report, taken: TakenAway) -> TakenReport:
    edition, against = report.edition, report.against
    redefined = report.since is not None and report.since.redefined
    about = (
        ("Edition", f"{edition.name}, {for_whom(edition.audience)}"),
        ("Published", day_words(edition.at)),
        ("It rests on", f"snapshot {edition.snapshot}"),
        ("Set against", f"snapshot {against.name}, loaded {day_words(against.at)}"),
        (
            "Definitions",
            "they changed since" if redefined else "the same as then",
        ),
    )
    title = f"What has changed since edition {edition.name}"
    return TakenReport(title, edition.period, about, taken)

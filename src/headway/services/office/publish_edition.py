"""An edition published as it was looked at, once its month is approved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from headway.domain.asked_work import AskedWork
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import closed_months, month_stands
from headway.register.work.actions.forget_work import forget_at_once
from headway.services.analysis.publish import Edition, publish
from headway.services.office.asked_work import Came, Folders, Tell
from headway.services.office.catalogue import current_catalogue
from headway.services.office.preview_edition import DOING, titles_in_refusals
from headway.services.office.to_publish import (
    ToPublish,
    changed_since,
    publish_asked,
    rests_on,
    to_publish,
)


def run_publish(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Freeze an edition as it was looked at.

    Its words are those of ``words_of``, besides ``preview``, the name of the work that made the
    preview, and ``rests``, what that rested on. Its result is the ``edition``. Raises Refused where
    the month is not approved, and where an edition would not be what was looked at: both are looked
    at before it is made, and once more when it is kept.
    """
    tell("checking that the month is approved, and that nothing changed since it was looked at")
    asked = to_publish(work.words, work.asked_by)

    def refuse_changed() -> None:
        _refuse_changed(work.words["rests"], rests_on(folders.data, folders.overlay))

    refuse_unapproved(asked)
    refuse_changed()
    tell(DOING)
    with titles_in_refusals(current_catalogue(folders.overlay)):
        made = publish_month(folders.data, folders.overlay, asked, refuse_changed)
    forget_at_once(name=work.words["preview"])
    return Came({"edition": made.note.name}, details={"edition": made.note.name})


def publish_month(
    data: Path,
    overlay: Path | None,
    asked: ToPublish,
    when_keeping: Callable[[], None] = lambda: None,
) -> Edition:
    """Freeze an edition of an approved month; once frozen, it never changes.

    ``when_keeping`` is called once it is made, and may refuse. Raises Refused for a month that is
    not approved, or opened again while the edition is made, and where it cannot be proved safe.
    """
    refuse_unapproved(asked)

    @contextmanager
    def while_keeping() -> Iterator[None]:
        with transaction.atomic():
            closed_months([asked.key])  # held, so that nobody opens it again meanwhile
            refuse_unapproved(asked)
            when_keeping()
            yield

    return publish(data, publish_asked(overlay, asked), while_keeping)


def refuse_unapproved(asked: ToPublish) -> None:
    """Raise Refused for a month that is not approved."""
    state = month_stands(asked.key).state
    if state is not SignOffState.APPROVED:
        raise Refused(
            Finding(
                Place("Sign-off"),
                Severity.STOPS,
                f"{asked.key.month} is {state.value}: it is published once it is approved",
                "A head of service approves what an analyst put forward",
                "Have it approved, then look at it again",
            )
        )


def _refuse_changed(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    changed = changed_since(before, now)
    if changed:
        raise Refused(
            [
                Finding(
                    Place("Since it was looked at"),
                    Severity.STOPS,
                    words,
                    "What is published is what was looked at",
                    "Look at it again",
                )
                for words in changed
            ]
        )

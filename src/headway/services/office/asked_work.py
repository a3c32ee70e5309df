"""Work asked for in the browser, carried out: how its runner is called, how what came is told."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

from headway.domain.asked_work import AskedWork, ToldLine, WorkState
from headway.domain.problems import Finding, HeadwayError
from headway.register.work.actions.end_work import end_work
from headway.register.work.actions.tell_work import tell_progress
from headway.services.office.own_definitions.folders import pointed_at

MOST_TOLD = 200
OFFICE = "The office"  # where something went wrong that is nobody's figures


@dataclass(frozen=True, slots=True)
class Folders:
    """Where work is done: the office's folder and the data folder.

    ``first`` is the folder of definitions that the council began with, if it has one of its own.
    """

    office: Path
    data: Path
    first: Path | None

    @property
    def overlay(self) -> Path | None:
        """The council's own definitions in force just now: others may be approved meanwhile."""
        found = pointed_at(self.office) or self.first
        return found if found is not None and found.is_dir() else None


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a piece of work: what JSON can hold, lines to tell, and words for the trail."""

    result: Mapping[str, Any]
    told: tuple[ToldLine, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


Tell: TypeAlias = Callable[[str], None]
"""Says what is being done, on the page that waits for it."""

Runner: TypeAlias = Callable[[Folders, AskedWork, Tell], Came]
"""Does a piece of work. Raises HeadwayError where it is refused: each finding becomes a line."""


@dataclass(frozen=True, slots=True)
class KindOfWork:
    """How work of a kind is done.

    ``if_stopped`` is the next step for whoever asked where the office stopped meanwhile. ``tidy``
    removes what lies in a folder of the work's name, given the folders and that name. What came of
    it is forgotten after ``kept_for``; never where that is None.
    """

    run: Runner
    if_stopped: str
    tidy: Callable[[Folders, str], None] = lambda _folders, _name: None
    kept_for: timedelta | None = None

    @property
    def stopped(self) -> ToldLine:
        """Say that nobody is at it any more."""
        return ToldLine(OFFICE, "The office was stopped while this was under way", self.if_stopped)


def carry_out(kind: KindOfWork, folders: Folders, work: AskedWork) -> None:
    """Do a piece of work and tell what came of it, whatever happens; then tidy up."""
    try:
        came = kind.run(folders, work, lambda doing: tell_progress(name=work.name, doing=doing))
        end_work(name=work.name, result=came.result, told=came.told, details=came.details)
    except HeadwayError as problem:
        told = lines_of(problem.findings, folders.office)
        end_work(name=work.name, result=None, told=told)
    except Exception:
        end_work(name=work.name, result=None, told=[_OUR_FAULT])
        raise
    finally:
        kind.tidy(folders, work.name)


def was_refused(work: AskedWork) -> bool:
    """Say whether work was refused for what it was asked with, and not merely cut short."""
    return work.state is WorkState.FAILED and all(one.place != OFFICE for one in work.told)


def lines_of(findings: Iterable[Finding], office: Path | None = None) -> list[ToldLine]:
    """Give findings as lines; where a file lies within the office says nothing to anybody."""
    found = list(findings)
    lines = [
        ToldLine(_without(str(one.place), office), one.found, one.next_step)
        for one in found[:MOST_TOLD]
    ]
    more = len(found) - MOST_TOLD
    return [*lines, ToldLine("Besides", f"{more:,} more")] if more > 0 else lines


def _without(place: str, office: Path | None) -> str:
    """Leave away a path within the office but for the file's name, or "the files" for a folder."""
    if office is None or str(office) not in place:
        return place
    before, _, after = place.partition(str(office))
    _folder, _, file = after.lstrip(os.sep).partition(os.sep)
    return before + (file.partition(os.sep)[2] or "the files")


_OUR_FAULT = ToldLine(
    OFFICE,
    "Something went wrong that should not have",
    "Tell whoever looks after Headway in your council; the server's log says more",
)

"""The workers: threads of the server that do the work that people asked for, one for each kind.

They need no further service. The queue is a table of the register, so what waits is still there
after a restart, and a preview never waits behind a load. While a worker is at something the server
says every few seconds that it is alive; what nobody is at any more is told as not done.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import close_old_connections

from headway.domain.asked_work import WorkKind
from headway.register.work.actions.end_lost_work import end_lost_work
from headway.register.work.actions.forget_work import forget_work
from headway.register.work.actions.take_work import take_work
from headway.register.work.actions.tell_work import tell_alive
from headway.services.office.asked_work import Folders, carry_out
from headway.services.office.left_behind import remove_left_behind
from headway.services.office.work_kinds import KINDS
from headway.web.uploads import remove_what_never_arrived

LOOKS_EVERY = timedelta(seconds=2)
BEATS_EVERY = timedelta(seconds=10)
WOKEN = {kind: threading.Event() for kind in WorkKind}
BUSY: set[str] = set()
LOG = logging.getLogger(__name__)


def start() -> tuple[threading.Thread, ...]:
    """Start a worker for each kind, and the one that says they are alive; they end with us.

    Before that goes what a server that was stopped left behind.
    """
    for remove in (remove_left_behind, remove_what_never_arrived):
        _go_on(partial(remove, settings.OFFICE.folder), "files that were left could not be removed")
    threads = [threading.Thread(target=_beat, name="alive", daemon=True)]
    for kind in KINDS:
        threads.append(threading.Thread(target=_work, args=(kind,), name=kind.value, daemon=True))
    for one in threads:
        one.start()
    return tuple(threads)


def wake(kind: WorkKind) -> None:
    """Tell the worker of a kind that there is something to do."""
    WOKEN[kind].set()


def work_off(kind: WorkKind) -> int:
    """Do all the work of a kind that waits, and say how much there was."""
    office, how, done = settings.OFFICE, KINDS[kind], 0
    folders = Folders(office.folder, office.data, office.first_definitions)
    for name in end_lost_work(kind, how.stopped):
        how.tidy(folders, name)
    if how.kept_for is not None:
        forget_work(kind, how.kept_for)
    while (work := take_work(kind)) is not None:
        BUSY.add(work.name)
        try:
            carry_out(how, folders, work)
        finally:
            BUSY.discard(work.name)
        done += 1
    return done


def _work(kind: WorkKind) -> None:
    while True:
        WOKEN[kind].wait(LOOKS_EVERY.total_seconds())
        WOKEN[kind].clear()
        # The next one must not wait for somebody to restart the office.
        _go_on(partial(work_off, kind), f"a {kind.value} ended otherwise than it should")


def _beat() -> None:
    """Say every few seconds of what is under way here that somebody is at it."""
    pause = threading.Event()
    while not pause.wait(BEATS_EVERY.total_seconds()):
        if not BUSY:
            continue
        # It is said again soon.
        _go_on(lambda: tell_alive(tuple(BUSY)), "it could not be said that work goes on")


def _go_on(do: Callable[[], object], otherwise: str) -> None:
    """Do something with a connection of its own; whatever goes wrong is logged, and that is all.

    A connection that broke may also break when it is closed: the thread outlives that as well.
    """
    try:
        close_old_connections()
        try:
            do()
        finally:
            close_old_connections()
    except Exception:
        LOG.exception("%s", otherwise)

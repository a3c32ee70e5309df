"""The worker: a thread of the server that works on the loads that people asked for.

It needs no further service. The queue is a table of the register, so a load that waits is still
there after a restart; one that was under way is told as not loaded, and its files are removed.
"""

import logging
import threading

from django.conf import settings
from django.db import close_old_connections

from headway.register.loads.actions.take_load import end_the_stopped, take_load
from headway.services.office.load_files import remove, run_load

LOOKS_EVERY = 2.0  # seconds
WOKEN = threading.Event()


def start() -> threading.Thread:
    """Start the worker; it ends with the process."""
    for name in end_the_stopped():
        remove(settings.OFFICE.folder, name)
    thread = threading.Thread(target=_work, name="loads", daemon=True)
    thread.start()
    return thread


def wake() -> None:
    """Tell the worker that there is something to do."""
    WOKEN.set()


def work_off() -> int:
    """Work on every load that waits, and say how many there were."""
    office, done = settings.OFFICE, 0
    while (load := take_load()) is not None:
        run_load(office.folder, office.data, office.definitions, load)
        done += 1
    return done


def _work() -> None:
    while True:
        WOKEN.wait(LOOKS_EVERY)
        WOKEN.clear()
        close_old_connections()
        try:
            work_off()
        except Exception:  # the next load must not wait for somebody to restart the office
            logging.getLogger(__name__).exception("a load ended otherwise than it should")
        finally:
            close_old_connections()

"""A worker goes on whatever happens, and its log says nothing of what it worked on."""

import logging
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError

from headway.domain.asked_work import WorkKind
from headway.services.office import work_out
from headway.services.office.asked_work import Folders
from headway.services.office.own_definitions.folders import folder_of, point, store
from headway.web import worker
from headway.web.logging import Plain

SECRET = "P00078 lives in Quay Street"


class Stopped(BaseException):
    """Ends a thread's loop, as nothing in it may."""


class Woken:
    """Wakes a worker some times, then ends it."""

    def __init__(self, times: int) -> None:
        self.left = times

    def wait(self, _seconds: float) -> bool:
        self.left -= 1
        if self.left < 0:
            raise Stopped
        return True

    def clear(self) -> None:
        """Forget that it was woken."""


@pytest.mark.parametrize("what", ["work_off", "close_old_connections"])
def test_a_worker_outlives_what_goes_wrong_and_logs_none_of_it(what, monkeypatch, caplog):
    def wrong(*_: object) -> None:
        raise OperationalError(SECRET)

    tried: list[WorkKind] = []
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "work_off", tried.append)
    monkeypatch.setattr(worker, what, wrong)
    monkeypatch.setitem(worker.WOKEN, WorkKind.LOAD, Woken(3))
    with caplog.at_level(logging.ERROR), pytest.raises(Stopped):
        worker._work(WorkKind.LOAD)
    assert len(caplog.records) == 3
    for record in caplog.records:
        assert Plain().filter(record)
        assert SECRET not in logging.Formatter().format(record)
        assert "OperationalError" in record.getMessage()
        assert "a load ended otherwise than it should" in record.getMessage()


def test_figures_are_worked_out_one_at_a_time_of_what_is_in_force_then(monkeypatch, tmp_path):
    folders, began, go_on = Folders(tmp_path, tmp_path / "data", None), Event(), Event()
    taken: list[Path | None] = []

    def keep(_data: Path, *, catalogue: Path | None, **_: object) -> None:
        taken.append(catalogue)
        began.set()
        assert go_on.wait(10)

    monkeypatch.setattr(work_out, "keep_figures", keep)
    threads = [
        Thread(target=work_out.work_out, args=(folders, "analyst", lambda _: None))
        for _ in range(2)
    ]
    threads[0].start()
    assert began.wait(10)
    threads[1].start()
    name = store(tmp_path, {"targets/one.yaml": ""})
    point(tmp_path, name)
    assert taken == [None]
    go_on.set()
    for one in threads:
        one.join(10)
    assert taken == [None, folder_of(tmp_path, name)]

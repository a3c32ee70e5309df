"""A worker goes on whatever happens, and its log says nothing of what it worked on."""

import logging

import pytest
from django.db import OperationalError

from headway.domain.asked_work import WorkKind
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

"""Texts that are made once for a value and kept while the value is in use."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

V = TypeVar("V")
T = TypeVar("T")


def once_for_each(limit: int) -> Callable[[Callable[[V], T]], Callable[[V], T]]:
    """Remember what a function gave for the last ``limit`` values, each known by its identity.

    For values that are themselves built once and never change, such as a scorecard: comparing two
    of them would take longer than making the text again. The value is held with its text, so that
    no other can come to stand in its place in memory.
    """

    def decorate(make: Callable[[V], T]) -> Callable[[V], T]:
        kept: OrderedDict[int, tuple[V, T]] = OrderedDict()
        lock = Lock()

        @wraps(make)
        def made(value: V) -> T:
            with lock:
                if id(value) in kept:
                    kept.move_to_end(id(value))
                    return kept[id(value)][1]
            text = make(value)
            with lock:
                kept[id(value)] = (value, text)
                while len(kept) > limit:
                    kept.popitem(last=False)
            return text

        return made

    return decorate

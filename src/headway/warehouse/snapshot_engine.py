"""Connections to the engine: one to build with, and one that can only read one snapshot."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.snapshot_form import literal


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How much of the computer the engine may use; 0 threads means all there are."""

    threads: int = 0
    memory: str = "2GB"

    @property
    def memory_bytes(self) -> int:
        """How many bytes ``memory`` is; ValueError where it is not a number and a unit."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT])(i?)B", self.memory)
        if not found:
            raise ValueError(f"{self.memory} is not an amount of memory, such as 2GB")
        number, unit, binary = found.groups()
        return int(float(number) * (1024 if binary else 1000) ** ("KMGT".index(unit) + 1))

    def words(self, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
        """Return the engine's own names for these settings; it may never fetch an extension."""
        words: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self.memory,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        }
        return words | ({"threads": self.threads} if self.threads else {})


@contextmanager
def engine(spill: Path, settings: EngineSettings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to an empty database in memory; ``spill`` is removed afterwards.

    Raises Refused where memory or the disk is not enough.
    """
    connection = duckdb.connect(":memory:", config=settings.words(spill))
    try:
        connection.execute("SET enable_progress_bar = false")
        yield connection
    except (duckdb.OutOfMemoryException, duckdb.IOException) as problem:
        raise too_much(spill.parent) from problem
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def shut_in(connection: duckdb.DuckDBPyConnection, files: list[Path]) -> None:
    """Let the connection reach these files and no other, for good.

    Files elsewhere, writing, extensions and any change of these settings are refused from now on.
    """
    paths = ", ".join(literal(str(path)) for path in files)
    connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def too_much(place: Path) -> Refused:
    """Say that memory or the disk was not enough; the engine's own words may hold values."""
    return Refused(
        Finding(
            Place(str(place)),
            Severity.STOPS,
            "there is not enough memory, or room on the disk, to work this out",
            "Nothing that was stored before has changed",
            "Make room on the data folder's disk, close other programs, and repeat the command",
        )
    )

"""The container of Office files before 2007 and of encrypted ones: a small file system.

Only what is needed is read: the names in its directory, which tell an old workbook from an
encrypted one, and the bytes of a stream. Layout: Microsoft's open specification MS-CFB.
"""

import struct
from dataclasses import dataclass

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER_BYTES = 512
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, ...
_ENTRY_BYTES = 128
_MINI_SECTOR = 64
_ROOT = 5  # the type of the directory's first entry, which owns the small streams


class NotCompound(ValueError):
    """The container is cut short or its chains lead nowhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """A container opened: ask ``names`` what is in it and ``stream`` for the bytes of one."""

    data: bytes
    sector: int
    next_sector: tuple[int, ...]
    next_mini: tuple[int, ...]
    small_below: int
    entries: tuple[_Entry, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and folders, whatever folder they are in."""
        return frozenset(entry.name for entry in self.entries if entry.kind)

    def stream(self, name: str) -> bytes:
        """Return the bytes of the stream ``name``; raises ``NotCompound`` when there is none."""
        entry = next((e for e in self.entries if e.name == name and e.kind != _ROOT), None)
        if entry is None:
            raise NotCompound("the container has no such stream")
        if entry.size >= self.small_below:
            return self._chain(entry.start)[: entry.size]
        root = next(e for e in self.entries if e.kind == _ROOT)
        small = self._chain(root.start)
        chain = _follow(entry.start, self.next_mini)
        parts = [small[at * _MINI_SECTOR : (at + 1) * _MINI_SECTOR] for at in chain]
        return b"".join(parts)[: entry.size]

    def _chain(self, start: int) -> bytes:
        return _sectors(self.data, self.sector, _follow(start, self.next_sector))


def open_compound(data: bytes) -> CompoundFile:
    """Open the container in ``data``; raises ``NotCompound`` when it cannot be followed."""
    try:
        return _open(data)
    except (struct.error, IndexError, StopIteration) as error:
        raise NotCompound("the container is cut short") from error


def _open(data: bytes) -> CompoundFile:
    if len(data) < _HEADER_BYTES:
        raise NotCompound("the container is cut short")
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in {9, 12}:
        raise NotCompound("the container's sectors have an unknown size")
    sector = 1 << shift
    directory_start, small_below, mini_start = struct.unpack_from("<I4xII", data, 48)
    table = _allocation_table(data, sector)
    directory = _sectors(data, sector, _follow(directory_start, table))
    mini = _sectors(data, sector, _follow(mini_start, table))
    entries = tuple(_directory(directory))
    if not any(entry.kind == _ROOT for entry in entries):
        raise NotCompound("the container has no root")
    return CompoundFile(data, sector, table, _numbers(mini), small_below, entries)


def _allocation_table(data: bytes, sector: int) -> tuple[int, ...]:
    """Return, for each sector, which follows it: read from the sectors the header lists."""
    listed = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    per_sector = sector // 4 - 1
    for _ in range(len(data) // sector):
        if more >= _LAST_SECTOR:
            break
        *numbers, more = _numbers(_sectors(data, sector, [more]))
        listed.extend(numbers[:per_sector])
    return _numbers(_sectors(data, sector, [at for at in listed if at < _LAST_SECTOR]))


def _sectors(data: bytes, sector: int, numbers: list[int]) -> bytes:
    parts = [data[(at + 1) * sector : (at + 2) * sector] for at in numbers]
    if parts and not all(parts):
        raise NotCompound("the container is cut short")
    return b"".join(parts)


def _numbers(data: bytes) -> tuple[int, ...]:
    count = len(data) // 4
    return struct.unpack_from(f"<{count}I", data)


def _follow(start: int, table: tuple[int, ...]) -> list[int]:
    chain: list[int] = []
    at = start
    while at < _LAST_SECTOR:
        if len(chain) > len(table):
            raise NotCompound("the container's sectors run in a circle")
        chain.append(at)
        at = table[at]
    return chain


def _directory(data: bytes) -> list[_Entry]:
    entries = []
    for offset in range(0, len(data) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        name_bytes, kind = struct.unpack_from("<HB", data, offset + 64)
        # Some names begin with a control character that only marks them as the system's own.
        raw = data[offset : offset + max(0, min(name_bytes, 64) - 2)]
        name = raw.decode("utf-16-le", errors="replace").lstrip("\x01\x05\x06\x09")
        start, size = struct.unpack_from("<II", data, offset + 116)
        entries.append(_Entry(name, kind, start, size))
    return entries

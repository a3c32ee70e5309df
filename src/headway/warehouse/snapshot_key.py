"""The data folder's own key: it turns an identifier into a digest that says nothing without it.

The trail and tombstones name people by such digests. Whoever holds the data folder can ask
whether a given identifier is meant; whoever holds only the trail cannot, not even by trying all.
"""

import hmac
import re
import secrets
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.disk import Disk
from headway.warehouse.publishing import TEMPORARY

KEY = "key"
WRITTEN = re.compile(rb"[0-9a-f]{64}\n")
DIGITS = 32


def keyed_digest(key: bytes, identifier: str) -> str:
    """Return the digest that stands for a person's identifier, in hexadecimal."""
    return keyed_mark(key, "person", identifier)


def keyed_mark(key: bytes, kind: str, identifier: str) -> str:
    """Return the digest that stands for an identifier of a kind, such as a plan's."""
    return hmac.digest(key, f"{kind} {identifier}".encode(), "sha256").hex()[:DIGITS]


def read_key(root: Path) -> bytes | None:
    """Return the key, or None where none was made yet; Refused for a damaged one."""
    path = root / KEY
    if not path.exists():
        return None
    written = path.read_bytes()
    if not WRITTEN.fullmatch(written):
        raise Refused(
            Finding(
                Place(str(path)),
                Severity.STOPS,
                "the key is damaged",
                "Nothing was changed",
                "Put the file back from a backup: without it, nobody can say who was erased",
            )
        )
    return bytes.fromhex(written.decode("ascii"))


def made_key(root: Path, disk: Disk) -> bytes:
    """Return the key, making it first where there is none; only while the lock is held."""
    key = read_key(root)
    if key is None:
        unfinished = root / TEMPORARY / f"key-{secrets.token_hex(4)}"
        disk.make_folder(unfinished.parent)
        disk.write_new(unfinished, f"{secrets.token_hex(32)}\n".encode("ascii"))
        disk.move(unfinished, root / KEY)
        key = read_key(root)
    if key is None:  # somebody took it away in between
        raise FileNotFoundError(2, "the key is not there", str(root / KEY))
    return key

"""The program that an edition is made by: Headway's own files, Python, and the libraries."""

import hashlib
import platform
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from headway import __version__

# Whatever an edition's bytes can hang on: figures, what is withheld, pages, workbooks.
ROOMS = (
    "catalogue",
    "charts",
    "domain",
    "engine",
    "intake",
    "protection",
    "readers",
    "services/analysis",
    "tables",
    "warehouse",
    "writers",
)
LIBRARIES = (
    "duckdb",
    "highspy",
    "Jinja2",
    "MarkupSafe",
    "numpy",
    "pyarrow",
    "pydantic",
    "PyYAML",
    "sqlglot",
    "XlsxWriter",
)
_DEFINITIONS = ".yaml"  # these are pinned by themselves


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What an edition was made with.

    ``code`` is the SHA-256 of Headway's files, in hexadecimal ("" where an edition does not say);
    ``libraries`` are versions by name, Python and its compression among them.
    """

    headway: str
    code: str
    libraries: Mapping[str, str]

    def otherwise(self, here: "MadeWith") -> tuple[str, ...]:
        """Say in plain words in what another program differs from this one; nothing: in nothing."""
        found = []
        if self.headway != here.headway:
            found.append(f"it was made by Headway {self.headway}, and this is {here.headway}")
        elif self.code and self.code != here.code:
            found.append(
                f"Headway's own files were others then ({self.code[:16]}) than now "
                f"({here.code[:16]}), though both call themselves {here.headway}"
            )
        moved = [
            f"{name} {was}, now {here.libraries.get(name, 'none')}"
            for name, was in self.libraries.items()
            if here.libraries.get(name) != was
        ]
        return (*found, f"it was made with {'; '.join(moved)}") if moved else tuple(found)


@lru_cache(maxsize=1)
def made_with() -> MadeWith:
    """Give the program that runs now. Its files are read once."""
    found = {
        "Python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version(name) for name in LIBRARIES},
    }
    return MadeWith(__version__, code_digest(files("headway")), MappingProxyType(found))


def code_digest(package: Traversable) -> str:
    """Give one digest of the files of a package that editions are made by.

    Line ends do not matter: version control may write them otherwise on another system.
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, content in _contents(package.joinpath(*room.split("/")), room):
            for part in (name.encode(), content.replace(b"\r\n", b"\n")):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        if one.name.startswith((".", "__pycache__")):
            continue
        if one.is_dir():
            yield from _contents(one, f"{path}/{one.name}")
        elif not one.name.endswith((_DEFINITIONS, ".pyc")):
            yield f"{path}/{one.name}", one.read_bytes()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"

"""The definitions that the office uses: those that come with Headway, and the council's own."""

from functools import lru_cache
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue


def current_catalogue(overlay: Path | None) -> Catalogue:
    """Give the definitions in force; they are read again when a file of the council's changes."""
    return _catalogue(overlay, _changed(overlay))


def _changed(overlay: Path | None) -> tuple[tuple[str, int], ...]:
    if overlay is None or not overlay.is_dir():
        return ()
    files = sorted(path for path in overlay.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_mtime_ns) for path in files)


@lru_cache(maxsize=2)
def _catalogue(overlay: Path | None, changed: tuple[tuple[str, int], ...]) -> Catalogue:
    return load_catalogue(overlay if changed else None)

"""An edition's files in a folder of their own, as they were frozen."""

from collections.abc import Mapping
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.output import write_file


def write_edition(files: Mapping[str, bytes], into: Path) -> int:
    """Write an edition's files into a new or empty folder, and say how many they are.

    Raises Refused where the folder holds something: an edition never goes over another one.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(
            Finding(
                Place(str(into)),
                Severity.STOPS,
                "the folder holds something already",
                "The edition was published and is kept; its files were not written here",
                "Name a new folder: headway editions show EDITION --out FOLDER",
            )
        )
    into.mkdir(parents=True, exist_ok=True)
    for name, contents in files.items():
        write_file(into / name, contents, name)
    return len(files)

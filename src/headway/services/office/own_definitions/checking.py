"""Definitions checked by the catalogue's own rules before anybody can take them."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.problems import DefinitionMistake, Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to: the catalogue, or why there is none. Files are told by their path."""

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]


def checked(files: Mapping[str, str]) -> Checked:
    """Load the files over what comes with Headway, as they would be in force."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for path, text in files.items():
            file = folder.joinpath(*path.split("/"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        try:
            found = load_catalogue(folder)
        except DefinitionMistake as mistake:
            return Checked(None, _plain(mistake.findings, folder))
        return Checked(found, _plain(found.findings, folder))


def _plain(findings: tuple[Finding, ...], folder: Path) -> tuple[Finding, ...]:
    prefix = f"{folder}/"
    return tuple(
        replace(
            one,
            place=replace(one.place, file=one.place.file.replace(prefix, "")),
            done=one.done.replace(prefix, ""),
            found=one.found.replace(prefix, ""),
        )
        for one in findings
    )

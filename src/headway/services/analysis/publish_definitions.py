"""The definitions of an edition: a council's own texts kept with it, each in force told apart."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from headway import __version__
from headway.catalogue.files import OWN_KINDS, overlay_files, shipped_files
from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.problems import Finding, Findings, Place, Refused, Severity
from headway.services.analysis.publish_pins import Pins
from headway.warehouse.artefacts import sha256

NAMED = 12  # how many definitions a refusal names


def own_texts(folder: Path | None) -> dict[str, str]:
    """Read a council's own definitions by path, to be kept with the edition."""
    if folder is None:
        return {}
    return {
        f"{kind}/{file.name}": file.read_bytes().decode("utf-8-sig")
        for kind in OWN_KINDS
        if (folder / kind).is_dir()
        for file in sorted((folder / kind).glob("*.yaml"))
    }


def definitions_in_force(own: Path | None) -> dict[str, str]:
    """Give the SHA-256 of each definition in force by its name: shipped, or the council's own."""
    findings = Findings()
    taken = {f"{one.kind}/{one.stem}": one.text for one in shipped_files(findings)}
    for one in overlay_files(own, findings) if own is not None else ():
        taken[f"{one.kind}/{one.stem}"] = one.text
    return {name: sha256(text.encode()) for name, text in sorted(taken.items())}


@contextmanager
def written(overlay: Mapping[str, str]) -> Iterator[Path | None]:
    """Write a council's own definitions into a folder for a while; None where it has none."""
    with TemporaryDirectory() as temporary:
        into = Path(temporary)
        write_texts(overlay, into)
        yield into if overlay else None


def write_texts(overlay: Mapping[str, str], into: Path) -> None:
    """Write a council's own definitions, texts by path, into a folder."""
    for name, text in overlay.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def pinned_catalogue(pins: Pins) -> Catalogue:
    """Load the definitions of an edition; Refused, naming which, where they are others by now."""
    with written(pins.overlay) as own:
        known = load_catalogue(own)
        if known.version != pins.catalogue:
            raise Refused(_others(pins, definitions_in_force(own), known.version))
    return known


def _others(pins: Pins, here: Mapping[str, str], now: str) -> Finding:
    either = sorted({*pins.definitions, *here}) if pins.definitions else []
    moved = [name for name in either if pins.definitions.get(name) != here.get(name)]
    more = f" and {len(moved) - NAMED} more" if len(moved) > NAMED else ""
    which = f": {', '.join(moved[:NAMED])}{more}" if moved else ""
    return Finding(
        Place(f"edition {pins.name}"),
        Severity.STOPS,
        f"the definitions that come with this Headway are not those of the edition{which}",
        f"The edition was made by Headway {pins.headway}, with definitions "
        f"{pins.catalogue[:16]}; these are {now[:16]} of Headway {__version__}",
        f"Use Headway {pins.headway} as it was then; the edition stands as it was published",
    )

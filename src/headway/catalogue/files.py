"""Where definition files come from: those shipped with Headway, and a council's own folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from headway.domain.problems import Findings, Place, Severity

KINDS = ("indicators", "scorecards", "sheets", "scales", "policies", "audiences", "benchmarks")
OWN_KINDS = (*KINDS, "targets", "organisation")  # these two are each council's own
LARGEST = 1_000_000  # bytes; the longest definition has a few thousand
# What computers leave in folders without being asked is not the author's mistake.
LITTER = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """One file: its kind, its name without the ending, what to call it, and its text."""

    kind: str
    stem: str
    label: str
    text: str
    shipped: bool


def shipped_files(findings: Findings) -> list[DefinitionFile]:
    """Return the files of the package itself, from a checkout or a wheel alike."""
    root = files("headway.catalogue")
    return list(_read_folders(root, "headway/catalogue/", KINDS, findings, shipped=True))


def overlay_files(folder: Path, findings: Findings) -> list[DefinitionFile]:
    """Return the files of a council's own folder; whatever does not belong there is refused."""
    if not folder.is_dir():
        findings.add(
            Place(str(folder)),
            Severity.STOPS,
            "this is not a folder",
            f"A folder of definitions holds the folders {', '.join(OWN_KINDS)}",
            "Look at the path you gave.",
        )
        return []
    present = [each.name for each in _contents(folder)]
    for name in present:
        if name not in OWN_KINDS:
            _refuse(
                findings, str(folder / name), f"Here only the folders {', '.join(OWN_KINDS)} belong"
            )
    kinds = [kind for kind in OWN_KINDS if kind in present]
    return list(_read_folders(folder, f"{folder}/", kinds, findings, shipped=False))


def _read_folders(
    root: Traversable, prefix: str, kinds: Iterable[str], findings: Findings, *, shipped: bool
) -> Iterator[DefinitionFile]:
    for kind in kinds:
        folder = root / kind
        if not folder.is_dir():
            _refuse(findings, f"{prefix}{kind}", "This is the name of a folder of definitions")
            continue
        for each in _contents(folder):
            label = f"{prefix}{kind}/{each.name}"
            stem, dot, ending = each.name.rpartition(".")
            if not dot or ending != "yaml" or not each.is_file():
                _refuse(findings, label, "Here only definitions belong, named like “name.yaml”")
            elif (text := read_text(each, label, findings)) is not None:
                yield DefinitionFile(kind, stem, label, text, shipped)


def _contents(folder: Traversable) -> list[Traversable]:
    shown = (each for each in folder.iterdir() if not _is_litter(each.name))
    return sorted(shown, key=lambda each: each.name)


def _is_litter(name: str) -> bool:
    return name.startswith((".", "__")) or name.casefold() in LITTER


def _refuse(findings: Findings, label: str, allowed: str) -> None:
    findings.add(
        Place(label),
        Severity.STOPS,
        "this does not belong here",
        allowed,
        "Move it away, or give it the right name.",
    )


def read_text(file: Traversable, label: str, findings: Findings) -> str | None:
    """Return a file's text with plain line ends, or say why it cannot be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if len(content) <= LARGEST:
            return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        found, step = f"the file has more than {LARGEST:,} bytes", "Is it a definition at all?"
    except UnicodeDecodeError as error:
        found = f"the file is not in UTF-8 (byte {error.start + 1})"
        step = "Save it again as “UTF-8”, which every editor offers."
    except OSError as error:
        found, step = f"the file cannot be read: {error.strerror}", "Close it elsewhere; try again."
    findings.add(Place(label), Severity.STOPS, found, "", step)
    return None

"""A development plan: its documents read, its ratings worked out again."""

from collections.abc import Sequence
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.plan import PlanSummary, summarise
from headway.domain.problems import DefinitionMistake, Finding, Place, Severity
from headway.domain.ratings import RatingScale
from headway.intake.plan import read_plan
from headway.readers import read_document

USUAL_SCALE = "five-point"


def plan_summary(
    files: Sequence[Path], *, scale: str = USUAL_SCALE, catalogue: Path | None = None
) -> PlanSummary:
    """Read a plan from its files, a later one replacing the priorities it holds again.

    ``scale`` names a rating scale of the catalogue. Raises ``FileMistake`` or ``ContentMistake``
    for the files and ``DefinitionMistake`` for an unknown scale.
    """
    chosen = _scale(scale, catalogue)
    return summarise(read_plan([read_document(path) for path in files], chosen))


def _scale(name: str, catalogue: Path | None) -> RatingScale:
    scales = load_catalogue(catalogue).scales
    if name in scales:
        return scales[name]
    raise DefinitionMistake(
        Finding(
            Place("--scale"),
            Severity.STOPS,
            f"“{name}” is not a rating scale",
            f"The scales are {', '.join(sorted(scales))}",
            "Choose one of them, or add your own with --catalogue",
        )
    )

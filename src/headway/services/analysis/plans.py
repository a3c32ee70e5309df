"""A development plan: its documents read, its ratings worked out again."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.plan import PlanSummary, summarise
from headway.domain.problems import DefinitionMistake, Finding, Place, Severity
from headway.domain.ratings import RatingScale
from headway.intake.plan import read_plan
from headway.intake.plan_recognition import with_catalogued_indicators
from headway.readers import read_document

USUAL_SCALE = "five-point"


def plan_summary(
    files: Sequence[Path], *, scale: str = USUAL_SCALE, catalogue: Path | None = None
) -> PlanSummary:
    """Read a plan from its files, a later one replacing the priorities it holds again.

    ``scale`` names a rating scale of the catalogue, which is Headway's own with the folder
    ``catalogue`` laid over it. Raises ``FileMistake`` or ``ContentMistake`` for the files and
    ``DefinitionMistake`` for an unknown scale.
    """
    known = load_catalogue(catalogue)
    chosen = _scale(scale, known.scales)
    plan = read_plan([read_document(path) for path in files], chosen)
    return summarise(with_catalogued_indicators(plan, known))


def _scale(name: str, scales: Mapping[str, RatingScale]) -> RatingScale:
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

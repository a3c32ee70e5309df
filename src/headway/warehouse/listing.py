"""Which artefacts the trail acknowledges."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.domain.trail import TrailEntry, Verb
from headway.warehouse.artefacts import ArtefactId, Kind

STORING = {
    Kind.HISTORY: Verb.LOADED_HISTORY,
    Kind.ENTRIES: Verb.COLLECTED_ENTRIES,
    Kind.BENCHMARKS: Verb.LOADED_BENCHMARKS,
    Kind.RESULTS: Verb.WORKED_OUT,
    Kind.EDITIONS: Verb.PUBLISHED,
    Kind.PLANS: Verb.KEPT_PLAN,
    Kind.EDITION_COUNTS: Verb.KEPT_COUNTS,
}
KIND, DIGEST, MANIFEST = "kind", "digest", "manifest"


@dataclass(frozen=True, slots=True)
class Listed:
    """An artefact on the trail, with the SHA-256 of the manifest it was stored with."""

    artefact: ArtefactId
    manifest_digest: str

    def details(self) -> tuple[tuple[str, str], ...]:
        """Return what the trail entry says of it."""
        return (
            (KIND, self.artefact.kind.value),
            (DIGEST, self.artefact.digest),
            (MANIFEST, self.manifest_digest),
        )


def listed_on(entries: Iterable[TrailEntry]) -> dict[ArtefactId, Listed]:
    """Return the artefacts in the order in which they first came.

    An artefact that was put back has the manifest it was put back with.
    """
    listed: dict[ArtefactId, Listed] = {}
    for entry in entries:
        if entry.verb in {*STORING.values(), Verb.PUT_BACK}:
            artefact = ArtefactId(Kind(entry.detail(KIND)), entry.detail(DIGEST))
            listed[artefact] = Listed(artefact, entry.detail(MANIFEST))
    return listed

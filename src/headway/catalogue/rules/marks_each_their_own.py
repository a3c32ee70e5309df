"""A rating scale goes one way: a score means one thing, and a name one score."""

from headway.catalogue.definitions import Definitions, Found, mistake


def marks_each_their_own(definitions: Definitions) -> Found:
    """Refuse one score under two names, and one name with two scores.

    Two marks may stand for one step ("G" and "Green"): they share name and score.
    """
    for entry in definitions.scales:
        names: dict[int | None, str] = {}
        scores: dict[str, int | None] = {}
        for at, step in enumerate(entry.value.steps):
            name = names.setdefault(step.score, step.name)
            if step.score is not None and name != step.name:
                yield mistake(
                    entry.place("steps", at, "score"),
                    f"“{name}” and “{step.name}” both score {step.score}",
                    "Each step has a score of its own, the better one the higher",
                    "Put one of the scores right.",
                )
            if scores.setdefault(step.name, step.score) != step.score:
                yield mistake(
                    entry.place("steps", at, "name"),
                    f"two steps with different scores are both called “{step.name}”",
                    "Each step has a name of its own",
                    "Rename one of the two.",
                )

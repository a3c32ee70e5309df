"""What is wrong with a file, said to its author: the line, what stands there, what may."""

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from headway.catalogue.yaml_text import Document, Path
from headway.domain.problems import Findings, Severity, capital

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "number": "a number",
    "bool_type": "yes or no, without quotes",
    "date_type": "a date, written 2026-11-30, without quotes",
    "list_type": "a list: each item on a line of its own, after a hyphen",
    "model_type": "a group of lines “key: value”",
    "model_attributes_type": "a group of lines “key: value”",
}


def explain(
    error: ValidationError, model: type[BaseModel], document: Document, findings: Findings
) -> None:
    """Add a finding for every mistake of a file, each with its line."""
    for detail in error.errors(include_url=False):
        found, allowed, step = _words(detail, model, document)
        findings.add(document.place(*detail["loc"]), Severity.STOPS, found, allowed, step)


def _words(
    detail: ErrorDetails, model: type[BaseModel], document: Document
) -> tuple[str, str, str]:
    path, kind = detail["loc"], detail["type"]
    context = detail.get("ctx", {})
    name = _name(path)
    if kind == "missing":
        return f"{name} is missing", _about(path, model), f"Add a line “{path[-1]}: …”."
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind == "together":
        return f"{name} does not hold together", capital(detail["msg"]), "Put it right here."
    shown = f"{name} is {_shown(document, path)}"
    if kind == "vocabulary":
        return _unknown_word(shown, document.words.get(path, ""), context["words"])
    if kind in _KINDS or kind == "kind":
        wanted = context.get("wanted") or _KINDS[kind]
        return shown, f"It should be {wanted}", _quotes(kind, detail["input"], path)
    return (shown, *_limits(kind, context, detail["msg"]))


def _limits(kind: str, context: dict[str, Any], message: str) -> tuple[str, str]:
    match kind:
        case "said":
            return capital(message), "Put it right on this line."
        case "string_too_short" | "too_short":
            return "It cannot be empty", "Write what belongs here."
        case "string_pattern_mismatch":
            return (
                "An identifier is made of small letters, digits and single hyphens",
                "Write it like “early-help-cases-open”.",
            )
        case "greater_than_equal":
            return f"It should be {context['ge']} or more", "Put it right on this line."
        case "less_than_equal":
            return f"It should be {context['le']} or less", "Put it right on this line."
        case _:
            return capital(message), "Compare with a shipped definition."


def _unknown_key(path: Path, model: type[BaseModel]) -> tuple[str, str, str]:
    allowed = _keys(model, path[:-1])
    nearest = get_close_matches(str(path[-1]).lower(), allowed, n=1)
    step = f"Did you mean “{nearest[0]}”?" if nearest else "Take it away, or use one of these."
    return f"{_name(path)} is not a key that is known here", f"Allowed are {_list(allowed)}", step


def _unknown_word(shown: str, word: str, words: list[str]) -> tuple[str, str, str]:
    nearest = get_close_matches(word.lower(), words, n=1)
    step = f"Did you mean “{nearest[0]}”?" if nearest else "Use one of these words."
    return shown, f"Allowed are {_list(words)}", step


def _quotes(kind: str, found: object, path: Path) -> str:
    if kind == "string_type" and found is not None and not isinstance(found, dict | list):
        return "If these very words are meant, put them in quotes."
    if kind in ("bool_type", "date_type", "int_type", "number") and isinstance(found, str):
        return "Take the quotes away if there are any, and look at the spelling."
    return f"Put “{_last_key(path)}” right."


def _name(path: Path) -> str:
    """Name a part as a person would: “movement”, “threshold”, or item 2 of “sections”."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_name(path[:-1])}"
    inside = f" of {_name(path[:-1])}" if len(path) > 1 else ""
    return f"“{path[-1]}”{inside}"


def _last_key(path: Path) -> str:
    return next((key for key in reversed(path) if isinstance(key, str)), "the file")


def _shown(document: Document, path: Path) -> str:
    if path not in document.words:
        return "a list or a group" if path in document.lines and path else "not as it should be"
    words = " ".join(document.words[path].split())
    return f"“{words[:60]}{'…' * (len(words) > 60)}”" if words else "empty"


def _about(path: Path, model: type[BaseModel]) -> str:
    fields = _model_at(model, path[:-1])
    return f"Every {_KIND_NAMES.get(fields.__name__, 'such entry')} states it"


_KIND_NAMES = {
    "IndicatorFile": "indicator",
    "ScorecardFile": "scorecard",
    "ScaleFile": "scale",
    "RatioEntry": "ratio",
    "MovementEntry": "movement rule",
    "SectionEntry": "section",
    "StepEntry": "step",
    "TargetsFile": "file of targets",
    "TargetEntry": "target",
    "RevisionEntry": "revision",
    "UnitNamesFile": "file of names",
    "UnitNameEntry": "name of a unit",
    "ConditionEntry": "condition",
    "CountEntry": "count",
    "ShareEntry": "share",
    "DurationEntry": "duration",
    "OpenEntry": "count of what is open",
    "OverdueEntry": "count of what is overdue",
    "SumEntry": "sum",
    "FollowedEntry": "calculation of what follows",
    "PrecededEntry": "calculation of what comes before",
    "FollowerEntry": "follower",
    "ChangeEntry": "change",
    "TransitionEntry": "transition",
    "RateEntry": "rate",
}


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    fields = _model_at(model, path).model_fields
    return [field.alias or name for name, field in fields.items()]


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Follow a path through groups and lists to the model that checks what stands there."""
    for key in path:
        for name, field in model.model_fields.items():
            if key in (name, field.alias):
                model = _model_in(field.annotation) or model
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _list(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)

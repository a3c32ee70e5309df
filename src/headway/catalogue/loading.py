"""The catalogue from its files: read, checked as a whole, and frozen."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from headway.catalogue.building import build_indicator, build_scale, build_scorecard
from headway.catalogue.calculation_building import PartMistake
from headway.catalogue.definitions import Definitions, Entry, note
from headway.catalogue.explaining import explain
from headway.catalogue.files import DefinitionFile, overlay_files, shipped_files
from headway.catalogue.model import Catalogue
from headway.catalogue.national import BenchmarksFile, build_benchmarks
from headway.catalogue.policies import AudienceFile, PolicyFile, build_choice, build_policy
from headway.catalogue.rules import RULES
from headway.catalogue.schema import IndicatorFile, ScaleFile, ScorecardFile
from headway.catalogue.sheets import SheetFile, build_sheet
from headway.catalogue.targets import TargetsFile, build_targets
from headway.catalogue.unit_names import UnitNamesFile, build_unit_names
from headway.catalogue.yaml_text import read_yaml
from headway.domain.benchmarks.links import NationalMeasure, OwnSettings
from headway.domain.problems import DefinitionMistake, Findings, Place, Severity
from headway.domain.targets import Target
from headway.domain.unit_naming import OwnNames

M = TypeVar("M", bound=BaseModel)
V = TypeVar("V")


def load_catalogue(extra: Path | None = None, *, today: date | None = None) -> Catalogue:
    """Load the shipped definitions, and a council's own folder ``extra`` laid on top.

    A file of the folder with a shipped name replaces the shipped one, and a finding says so.
    With ``today`` definitions overdue for review are noted. Raises DefinitionMistake with every
    problem of every file at once.
    """
    findings = Findings()
    taken = {(file.kind, file.stem): file for file in shipped_files(findings)}
    for file in overlay_files(extra, findings) if extra is not None else ():
        if (file.kind, file.stem) in taken:
            replaced = f"“{file.stem}” is the name of a shipped definition"
            findings.items.append(note(Place(file.label), replaced, "This one is used instead"))
        taken[file.kind, file.stem] = file
    files = [taken[key] for key in sorted(taken)]
    definitions = _read(files, today, findings)
    for rule in RULES:
        findings.items.extend(rule(definitions))
    findings.stop_if_needed(DefinitionMistake)
    return _frozen(definitions, _digest(files), findings)


def _read(files: list[DefinitionFile], today: date | None, findings: Findings) -> Definitions:
    indicators = _Batch(IndicatorFile, build_indicator, findings)
    scorecards = _Batch(ScorecardFile, build_scorecard, findings)
    scales = _Batch(ScaleFile, build_scale, findings)
    targets = _Batch(TargetsFile, build_targets, findings)
    benchmarks = _Batch(BenchmarksFile, build_benchmarks, findings)
    policies = _Batch(PolicyFile, build_policy, findings)
    audiences = _Batch(AudienceFile, build_choice, findings)
    sheets = _Batch(SheetFile, build_sheet, findings)
    unit_names = _Batch(UnitNamesFile, build_unit_names, findings)
    for file in files:
        match file.kind:
            case "indicators":
                indicators.take(file)
            case "scorecards":
                scorecards.take(file)
            case "targets":
                targets.take(file)
            case "benchmarks":
                benchmarks.take(file)
            case "policies":
                policies.take(file)
            case "audiences":
                audiences.take(file)
            case "sheets":
                sheets.take(file)
            case "organisation":
                unit_names.take(file)
            case _:
                scales.take(file)
    return Definitions(
        tuple(indicators.entries),
        tuple(scorecards.entries),
        tuple(scales.entries),
        frozenset(indicators.unreadable),
        today,
        tuple(targets.entries),
        tuple(benchmarks.entries),
        tuple(policies.entries),
        tuple(audiences.entries),
        frozenset(policies.unreadable),
        tuple(sheets.entries),
        tuple(unit_names.entries),
    )


@dataclass(slots=True)
class _Batch(Generic[M, V]):
    """The files of one kind on their way to values; mistakes go to ``findings``."""

    model: type[M]
    build: Callable[[M], V]
    findings: Findings
    entries: list[Entry[V]] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def take(self, file: DefinitionFile) -> None:
        before = _stopping(self.findings)
        document = read_yaml(file.text, file.label, self.findings)
        if document is not None:
            try:
                value = self.build(self.model.model_validate(document.data))
                self.entries.append(Entry(value, file.stem, document))
            except PartMistake as mistake:
                part = document.part(mistake.key)
                explain(mistake.error, mistake.model, part, self.findings)
            except ValidationError as error:
                explain(error, self.model, document, self.findings)
            except ValueError as error:
                step = "Compare with a shipped definition."
                self.findings.add(document.place(), Severity.STOPS, str(error), "", step)
        if _stopping(self.findings) > before:
            self.unreadable.add(file.stem)


def _stopping(findings: Findings) -> int:
    return sum(item.severity is Severity.STOPS for item in findings.items)


def _frozen(definitions: Definitions, version: str, findings: Findings) -> Catalogue:
    return Catalogue(
        _by_id(definitions.indicators),
        _by_id(definitions.scorecards),
        _by_id(definitions.scales),
        version,
        tuple(findings.items),
        _targets(definitions),
        _national(definitions),
        _own(definitions),
        _by_id(definitions.policies),
        MappingProxyType({e.value.audience: e.value.policy for e in definitions.audiences}),
        _by_id(definitions.sheets),
        OwnNames(tuple(one for entry in definitions.unit_names for one in entry.value)),
    )


def _targets(definitions: Definitions) -> MappingProxyType[str, tuple[Target, ...]]:
    found: dict[str, tuple[Target, ...]] = {}
    for _, indicator, _, target in definitions.each_target():
        found[indicator] = (*found.get(indicator, ()), target)
    return MappingProxyType(found)


def _national(definitions: Definitions) -> MappingProxyType[str, tuple[NationalMeasure, ...]]:
    found = (entry.value.measures for entry in definitions.benchmarks)
    return MappingProxyType({name: each for file in found for name, each in file.items()})


def _own(definitions: Definitions) -> OwnSettings:
    said = (entry.value.settings for entry in definitions.benchmarks)
    return next((each for each in said if each != OwnSettings()), OwnSettings())


def _by_id(entries: Iterable[Entry[Any]]) -> MappingProxyType[str, Any]:
    return MappingProxyType({entry.value.id: entry.value for entry in entries})


def _digest(files: Iterable[DefinitionFile]) -> str:
    """Return one digest of every file in force; line ends do not matter, everything else does."""
    digest = hashlib.sha256()
    for file in files:
        for part in (file.kind, file.stem, file.text):
            content = part.encode("utf-8")
            digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()

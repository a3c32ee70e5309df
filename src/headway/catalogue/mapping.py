"""The mapping file: what a person has said about rows and columns that no rule can be sure of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.explaining import explain
from headway.catalogue.files import read_text
from headway.catalogue.schema import Identifier, Strict, Written, as_written
from headway.catalogue.titles import look_alike, read_reference, read_title
from headway.catalogue.yaml_text import Document, read_yaml
from headway.domain.period_labels import parse_period
from headway.domain.problems import DefinitionMistake, Findings, Place, Severity


@dataclass(frozen=True, slots=True)
class SameIndicator:
    """Rows said to be one indicator. Nothing follows from it until a person has confirmed it.

    A row is meant when its reference is among ``references`` and its title among ``titles``;
    an empty list asks nothing. With neither, no row is meant.
    """

    indicator: str
    references: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    confirmed: bool = False
    note: str = ""

    def means(self, reference: str, title: str) -> bool:
        """Say whether a row with this reference and title is meant."""
        if self.titles and read_title(title) not in map(read_title, self.titles):
            return False
        read = read_reference(reference)
        if not self.references:
            return bool(self.titles)
        return bool(read) and look_alike(read) in map(look_alike, self.references)


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column without a heading that a person has named, by the heading that follows it."""

    edition: str
    before: str
    name: str


@dataclass(frozen=True, slots=True)
class RowMapping:
    """A mapping file. ``file`` is where it came from."""

    same: tuple[SameIndicator, ...] = ()
    unlabelled: tuple[NamedColumn, ...] = ()
    file: str = ""

    @property
    def confirmed(self) -> tuple[SameIndicator, ...]:
        """The entries that have effect."""
        return tuple(entry for entry in self.same if entry.confirmed)

    @property
    def waiting(self) -> tuple[SameIndicator, ...]:
        """The proposals that nobody has confirmed yet."""
        return tuple(entry for entry in self.same if not entry.confirmed)

    def indicator_for(self, reference: str, title: str) -> str | None:
        """Return the indicator that a person says a row is, or None.

        The first confirmed entry that means the row decides.
        """
        meant = (entry for entry in self.confirmed if entry.means(reference, title))
        return next((entry.indicator for entry in meant), None)

    def name_of(self, edition: str, before: str) -> str | None:
        """Return the label of a column without a heading: the one before ``before``, or None."""
        wanted = (edition.strip().casefold(), _label(before))
        for column in self.unlabelled:
            if (column.edition.casefold(), _label(column.before)) == wanted:
                return column.name
        return None


NO_MAPPING = RowMapping()


def _label(text: str) -> object:
    """Return what a label stands for, so that "Mar-20" and "March 2020" are one column."""
    try:
        return parse_period(text)
    except ValueError:
        return text.strip().casefold()


def _a_period(found: str) -> str:
    try:
        parse_period(found)
    except ValueError as error:
        raise PydanticCustomError("said", "{why}", {"why": str(error)}) from error
    return found


_Label = Annotated[str, BeforeValidator(as_written), Field(min_length=1)]


class SameEntry(Strict):
    """One entry of ``same``."""

    indicator: Identifier
    references: list[Written] = Field(default_factory=list)
    titles: list[Written] = Field(default_factory=list)
    confirmed: bool
    note: str = ""

    @field_validator("note", mode="before")
    @classmethod
    def _empty_note(cls, found: object) -> object:
        return "" if found is None else as_written(found)


class UnlabelledEntry(Strict):
    """One entry of ``unlabelled``."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)

    edition: Written
    before: _Label
    named: _Label = Field(alias="is")

    @field_validator("before", "named")
    @classmethod
    def _is_a_period(cls, found: str) -> str:
        return _a_period(found)


class MappingFile(Strict):
    """The whole file."""

    mapping: Literal[1]
    same: list[SameEntry] = Field(default_factory=list)
    unlabelled: list[UnlabelledEntry] = Field(default_factory=list)

    @field_validator("same", "unlabelled", mode="before")
    @classmethod
    def _empty_list(cls, found: object) -> object:
        return [] if found is None else found


def load_mapping(path: Path) -> RowMapping:
    """Read a mapping file. Raises DefinitionMistake with all its problems at once."""
    findings = Findings()
    label = str(path)
    text = read_text(path, label, findings)
    document = None if text is None else read_yaml(text, label, findings)
    mapping = _checked(document, findings) if document is not None else None
    findings.stop_if_needed(DefinitionMistake)
    return mapping or NO_MAPPING


def _checked(document: Document, findings: Findings) -> RowMapping | None:
    try:
        file = MappingFile.model_validate(document.data)
    except ValidationError as error:
        explain(error, MappingFile, document, findings)
        return None
    same = tuple(
        SameIndicator(
            each.indicator, tuple(each.references), tuple(each.titles), each.confirmed, each.note
        )
        for each in file.same
    )
    _refuse_contradictions(same, document, findings)
    named = tuple(NamedColumn(e.edition, e.before, e.named) for e in file.unlabelled)
    _refuse_columns_named_twice(named, document, findings)
    return RowMapping(same, named, document.file)


def _refuse_contradictions(
    same: tuple[SameIndicator, ...], document: Document, findings: Findings
) -> None:
    for at, entry in enumerate(same):
        if not entry.references and not entry.titles:
            _stop(
                findings,
                document.place("same", at),
                f"“{entry.indicator}” has neither references nor titles",
                "Rows are meant by one or both",
                "Add “references: [...]” or “titles: [...]”.",
            )
        for earlier in same[:at]:
            if entry.confirmed and earlier.confirmed and _clash(entry, earlier):
                _stop(
                    findings,
                    document.place("same", at),
                    f"the same row is said to be “{earlier.indicator}” and “{entry.indicator}”",
                    "A row is one indicator",
                    "Change one of the two, or set “confirmed: no”.",
                )


def _clash(one: SameIndicator, other: SameIndicator) -> bool:
    if one.indicator == other.indicator:
        return False
    return any(
        first.means(reference, title)
        for first, second in ((one, other), (other, one))
        for reference in second.references or ("",)
        for title in second.titles or ("",)
    )


def _refuse_columns_named_twice(
    named: tuple[NamedColumn, ...], document: Document, findings: Findings
) -> None:
    seen: dict[object, str] = {}
    for at, column in enumerate(named):
        key = (column.edition.casefold(), _label(column.before))
        if seen.setdefault(key, column.name) != column.name:
            _stop(
                findings,
                document.place("unlabelled", at, "is"),
                f"the column before “{column.before}” of {column.edition} is named twice",
                "A column is one period",
                "Keep one of the two entries.",
            )


def _stop(findings: Findings, place: Place, found: str, done: str, step: str) -> None:
    findings.add(place, Severity.STOPS, found, done, step)

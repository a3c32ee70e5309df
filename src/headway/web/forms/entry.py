"""The form of a team's sheet: for each question a number or a word in its place, and a note."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from headway.domain.entry_answers import LONGEST_NOTE, NoFigure, SheetAnswer, read_figure_text
from headway.domain.entry_checks import Asked
from headway.domain.exact import exact_text
from headway.domain.team_sheets import limits_of_question
from headway.domain.values import Absent, Number, State, Value

NUMBER = "number"
WORDS = (
    (NUMBER, "A number"),
    (State.NOT_APPLICABLE.name, "Not applicable"),
    (State.AWAITED.name, "Awaited"),
)


class SheetForm(forms.Form):
    """The answers of a sheet. ``version`` is that of the sheet the page was made from."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        asked: tuple[Asked, ...],
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Take what is asked, and what was sent or is there already."""
        super().__init__(data, initial=initial)
        self.asked = asked
        for one in asked:
            title = one.indicator.title
            self.fields[f"{one.indicator.id}-number"] = forms.CharField(
                label=one.indicator.unit.value.capitalize(),
                required=False,
                max_length=40,
                widget=forms.TextInput(
                    attrs={"inputmode": "decimal", "autocomplete": "off", "data-width": "10"}
                ),
            )
            self.fields[f"{one.indicator.id}-in-place"] = forms.ChoiceField(
                label="What you give",
                choices=WORDS,
                required=False,
                initial=NUMBER,
                widget=forms.RadioSelect,
            )
            self.fields[f"{one.indicator.id}-note"] = forms.CharField(
                label="Note",
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={
                    "max_length": f"{title}: shorten the note to {LONGEST_NOTE:,} characters"
                },
            )

    def clean(self) -> dict[str, Any]:
        """Read every answer; what is no figure is told at its own field."""
        given = super().clean() or {}
        self.answers: dict[str, SheetAnswer] = {}
        for one in self.asked:
            name = one.indicator.id
            try:
                value = self._value(one, given)
            except NoFigure as problem:
                self.add_error(f"{name}-number", f"{one.indicator.title}: {problem}")
            else:
                note = str(given.get(f"{name}-note") or "").strip()
                self.answers[name] = SheetAnswer(value, note)
        return given

    def _value(self, one: Asked, given: Mapping[str, Any]) -> Value | None:
        typed = str(given.get(f"{one.indicator.id}-number") or "")
        chosen = str(given.get(f"{one.indicator.id}-in-place") or NUMBER)
        number = read_figure_text(typed, limits_of_question(one.indicator))
        if chosen == NUMBER:
            return number
        if number is not None:
            raise NoFigure("enter a number or choose a word in its place, not both")
        return Absent(State[chosen])


def initial_of(answers: Mapping[str, SheetAnswer]) -> dict[str, str]:
    """Give what the form shows of the answers that are there."""
    found: dict[str, str] = {}
    for name, one in answers.items():
        value = one.value
        found[f"{name}-number"] = exact_text(value.amount) if isinstance(value, Number) else ""
        found[f"{name}-in-place"] = value.state.name if isinstance(value, Absent) else NUMBER
        found[f"{name}-note"] = one.note
    return found


class ActForm(forms.Form):
    """Something done to a sheet: handed in, accepted."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(ActForm):
    """Something done to a sheet with a word on why."""

    note = forms.CharField(
        label="What the team should look at",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the team should look at"},
    )


class ClosingForm(forms.Form):
    """Why a period is closed, or opened again."""

    reason = forms.CharField(
        label="Why",
        max_length=200,
        error_messages={"required": "Say why"},
        help_text="Everybody who comes too late reads it",
    )


class LoadForm(forms.Form):
    """A workbook that somebody filled in."""

    token = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    workbook = forms.FileField(
        label="The workbook you filled in",
        error_messages={
            "required": "Choose the workbook you filled in",
            "empty": "The file is empty: choose the workbook you filled in",
        },
    )

"""Who is named as the owner of which indicators."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

GROUP = "all-of"


class OwnersForm(forms.Form):
    """A person, and the indicators they own from today on: one by one, or all of an owner's."""

    person = forms.ChoiceField(
        label="Who owns them",
        error_messages={"required": "Choose who owns them", "invalid_choice": "Choose somebody"},
    )
    alone = forms.BooleanField(
        label="In place of whoever owns them now",
        required=False,
    )
    indicators = forms.MultipleChoiceField(required=False)
    groups = forms.MultipleChoiceField(required=False)

    def offer(
        self, people: Sequence[tuple[int, str]], groups: Sequence[tuple[str, Sequence[str]]]
    ) -> None:
        """Set who and what may be chosen: a group is named by what its indicators have in common.

        Nothing else is taken.
        """
        self.of_group = dict(groups)
        names = [one for _, within in groups for one in within]
        self._set("person", [("", "choose somebody"), *((str(k), name) for k, name in people)])
        self._set("indicators", [(one, one) for one in names])
        self._set("groups", [(key, key) for key, _ in groups])

    def clean(self) -> dict[str, Any]:
        """Give the indicators that are meant, those of whole groups among them."""
        given = super().clean() or {}
        chosen = [*given.get("indicators", ())]
        for group in given.get("groups", ()):
            chosen += self.of_group[group]
        if not chosen and "indicators" not in self.errors:
            self.add_error("indicators", "Choose at least one indicator")
        return given | {"indicators": tuple(dict.fromkeys(chosen))}

    def _set(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

"""What may be chosen about a scorecard."""

from collections.abc import Sequence

from django import forms

from headway.web.forms.purpose import purpose_field

NOTHING = ("", "nothing")
ALL_SECTIONS = ("", "all sections")
OUT = "out"


class ScorecardForm(forms.Form):
    """A scorecard, a unit and a month, what of it, and perhaps another unit or month beside it."""

    card = forms.ChoiceField(label="Scorecard")
    unit = forms.ChoiceField(label="Unit")
    month = forms.ChoiceField(label="Month")
    section = forms.ChoiceField(label="Section", required=False)
    only = forms.ChoiceField(
        label="Indicators",
        required=False,
        choices=[("", "all"), (OUT, "only what stands out")],
    )
    beside_unit = forms.ChoiceField(label="Beside it: another unit", required=False)
    beside_month = forms.ChoiceField(label="Beside it: another month", required=False)

    def offer(
        self,
        cards: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        months: Sequence[tuple[str, str]],
        sections: Sequence[str],
    ) -> None:
        """Set what is offered: nothing else is taken."""
        offered = {
            "card": cards,
            "unit": units,
            "month": months,
            "section": [ALL_SECTIONS, *((one, one) for one in sections)],
            "beside_unit": [NOTHING, *units],
            "beside_month": [NOTHING, *months],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)


class DownloadForm(forms.Form):
    """In which form figures are taken away, and what for."""

    form = forms.ChoiceField(
        label="As",
        choices=[
            ("xlsx", "Workbook"),
            ("csv", "Table in csv"),
            ("html", "Page to print"),
        ],
    )
    purpose = purpose_field("the figures", "for the service meeting of 3 December")

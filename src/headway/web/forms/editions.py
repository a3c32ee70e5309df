"""The forms about editions."""

from django import forms

from headway.domain.disclosure.policy import Audience

WHOM = {
    Audience.INTERNAL: "The council’s own staff",
    Audience.PARTNERS: "Partners",
    Audience.PUBLIC: "The public",
}
UNITS = {
    "council": "The whole council",
    "localities": "The whole council, and each locality",
    "teams": "The whole council, each locality and each team",
}


class PublishForm(forms.Form):
    """For whom an edition is, and whose figures it holds."""

    audience = forms.ChoiceField(
        label="For whom",
        choices=[(one.name, WHOM[one]) for one in Audience],
        widget=forms.RadioSelect,
        error_messages={"required": "Say for whom it is"},
    )
    units = forms.ChoiceField(
        label="Whose figures",
        choices=list(UNITS.items()),
        widget=forms.RadioSelect,
        initial="council",
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AcceptForm(forms.Form):
    """Why figures that earlier editions gave away are accepted as out."""

    reason = forms.CharField(
        label="Why they are accepted",
        max_length=500,
        help_text="It stands on the trail beside your name",
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why, for those who ask later"},
    )


class WithdrawForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Readers of the list are shown it",
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why, for those who have read it"},
    )

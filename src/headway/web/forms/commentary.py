"""The forms about commentary."""

from collections.abc import Sequence

from django import forms

from headway.domain.bound_figures import proposed
from headway.services.office.commentary import AskedNumber, CommentaryShown
from headway.web.forms.token import VersionedForm

OWN_WORDS = ("", "no other: it has words of its own")
NONE = "none"
LONGEST = 5000


class CommentaryForm(VersionedForm):
    """What is said of a figure, and whether it is said somewhere else."""

    text = forms.CharField(
        label="What you say of it",
        required=False,
        max_length=LONGEST,
        strip=True,
        help_text="Say why the figure is what it is, and what is done about it. Name nobody",
        widget=forms.Textarea(attrs={"rows": "8", "spellcheck": "true"}),
        error_messages={"max_length": f"Write {LONGEST:,} characters or fewer"},
    )
    points_to = forms.ChoiceField(
        label="See the commentary on",
        required=False,
        help_text="Instead of “see above”: a reference that finds what it means",
    )

    def offer(self, others: Sequence[tuple[str, str]]) -> None:
        """Set the indicators that may be pointed to: nothing else is taken."""
        field = self.fields["points_to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [OWN_WORDS, *others]


class FiguresForm(VersionedForm):
    """What each number of a text stands for; it has as many questions as the text has numbers."""

    def ask(self, shown: CommentaryShown) -> None:
        """Ask about each number: a figure that it is the rounding of, or none that is kept."""
        for at, one in enumerate(shown.numbers):
            field = forms.ChoiceField(
                label=f"“{context(shown.written.words.text, one)}”" if shown.written else "",
                choices=self._choices(shown, one),
                widget=forms.RadioSelect,
                error_messages={"required": f"Say what {one.number.printed} stands for"},
            )
            field.initial = _initial(shown, one)
            self.fields[f"number-{at}"] = field

    def _choices(self, shown: CommentaryShown, one: AskedNumber) -> list[tuple[str, str]]:
        fitting = proposed(one.number, shown.known)
        found = [(known.what.name, f"{one.number.printed} is {known.words}") for known in fitting]
        other = "something else" if fitting else "something that no kept figure says"
        return [*found, (NONE, f"{one.number.printed} is {other}")]

    def chosen(self, at: int) -> str:
        """Give what was chosen for a number: the name of what it is, or ``NONE``."""
        return str(self.cleaned_data[f"number-{at}"])


def _initial(shown: CommentaryShown, one: AskedNumber) -> str | None:
    """Propose what was said before, if it still fits, or else the likeliest; never "no figure"."""
    fitting = [known.what for known in proposed(one.number, shown.known)]
    said = one.said
    if said and (said.what is None or said.what in fitting):
        return said.what.name if said.what is not None else NONE
    return fitting[0].name if fitting else None


def context(text: str, one: AskedNumber, around: int = 45) -> str:
    """Give a number with the words around it: "… rose to 263 in August …"."""
    start, end = max(0, one.number.start - around), min(len(text), one.number.end + around)
    before = text[start : one.number.start]
    after = text[one.number.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{one.number.printed}{after}".split())


class NoteForm(VersionedForm):
    """Why a commentary goes back."""

    note = forms.CharField(
        label="What is missing",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what is missing, so that its owner knows what to do"},
    )


class StepForm(VersionedForm):
    """A step that asks for nothing but itself."""

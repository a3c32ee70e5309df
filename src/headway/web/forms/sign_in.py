"""The forms by which people sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm

PLAIN_CODE = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "spellcheck": "false",
    "data-width": "10",
}


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].label = "Password"
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "spellcheck": "false",
            "autocapitalize": "none",
        }
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class CodeForm(AuthenticateForm):
    """A code from the authenticator app, or one of the spare ones."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["code"].label = "Code"
        self.fields[
            "code"
        ].help_text = (
            "The six figures that your authenticator app shows now, or one of your spare codes"
        )
        self.fields["code"].widget.attrs = PLAIN_CODE | {"inputmode": "text"}


class FirstCodeForm(ActivateTOTPForm):
    """The first code, which shows that the app was set up."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["code"].label = "Code"
        self.fields["code"].help_text = "The six figures that the app shows now"
        self.fields["code"].widget.attrs = dict(PLAIN_CODE)

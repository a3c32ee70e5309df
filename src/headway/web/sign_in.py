"""Signing in: nobody signs up by themselves, and every attempt is on the trail."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac

from headway.domain.trail import Verb
from headway.register.accounts.queries.known_address import person_with_address
from headway.register.trail.actions import record
from headway.web.council_sign_in import what_is_wrong

NOBODY = "somebody not signed in"


class Adapter(DefaultAccountAdapter):
    """People are added by an administrator; nobody adds themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "The e-mail address or the password is not right. After five wrong attempts the"
            " address is locked for a quarter of an hour."
        ),
        "too_many_login_attempts": (
            "There were too many attempts. Wait a quarter of an hour, then try again, or ask an"
            " administrator for a new password."
        ),
        "incorrect_code": "The code is not right. Codes change every half minute: use the newest.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Ask for the password again, but not to set up the first second factor.

        Until it is set up nothing opens that a password could be asked for.
        """
        first_set_up = app == "allauth.mfa" and not is_mfa_enabled(self.request.user)
        return not first_set_up and bool(super().is_reauthentication_required(app=app, **named))


class SecondFactor(DefaultMFAAdapter):
    """Keeps the secrets of second factors unreadable to whoever reads the register alone."""

    def encrypt(self, text: str) -> str:
        """Seal a text with a key made of the office's own."""
        return _seal().encrypt(text.encode("utf-8")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed."""
        return _seal().decrypt(encrypted_text.encode("ascii")).decode("utf-8")


class CouncilAdapter(DefaultSocialAccountAdapter):
    """The council's own sign-in lets in those whom an administrator has added, and no others."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never; whoever was not added and comes so far is on the trail, by a mark alone."""
        if sociallogin is not None:
            _tell_refused(str(sociallogin.user.email or sociallogin.account.uid))
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse what the provider's two answers do not both say; see ``what_is_wrong``."""
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        server = apps[0]["settings"]["server_url"]
        wrong = what_is_wrong(sociallogin.account.extra_data, server)
        if wrong or sociallogin.state.get("process") != AuthProcess.LOGIN:
            logging.getLogger(__name__).warning("the council’s sign-in was refused: %s", wrong)
            _tell_refused("")
            page = render(request, "socialaccount/authentication_error.html", status=403)
            raise ImmediateHttpResponse(page)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **named: Any) -> None:
        """Put it on the trail that an answer of the provider did not hold."""
        _tell_refused("")

    def is_email_verified(self, provider: Any, email: str) -> bool:
        """Whether the council vouches for every address of its own sign-in."""
        return bool(settings.COUNCIL_VOUCHES_FOR_ADDRESSES)

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """Find the person of a verified address; one that is called so in words only is not.

        A provider's "false" is a text, and every text counts as true.
        """
        sociallogin.email_addresses = [
            one for one in sociallogin.email_addresses if one.verified is True
        ]
        return super().authenticate_by_email(sociallogin)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Go on to the first page."""
        return reverse("this-month")


@receiver(password_changed, dispatch_uid="headway-password-changed")
def _password_changed(sender: object, user: Any, **named: object) -> None:
    with transaction.atomic():
        record(verb=Verb.CHANGED_PASSWORD, subject=user.email, by=user.email)


def listen() -> None:
    """Put on the trail who signed in and out, and which attempts were refused."""
    user_logged_in.connect(_signed_in, dispatch_uid="headway-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="headway-signed-out")
    user_login_failed.connect(_refused, dispatch_uid="headway-sign-in-refused")


def _signed_in(sender: object, user: Any, **named: object) -> None:
    with transaction.atomic():
        record(verb=Verb.SIGNED_IN, subject="the office", by=user.email)


def _signed_out(sender: object, user: Any, **named: object) -> None:
    if user is not None:
        with transaction.atomic():
            record(verb=Verb.SIGNED_OUT, subject="the office", by=user.email)


def _refused(sender: object, credentials: dict[str, Any], **named: object) -> None:
    """Put a refused attempt on the trail.

    An address that nobody has may be anything, a password typed into the wrong box as well: it is
    told by a keyed mark alone, by which attempts on the same address can be known.
    """
    tried = str(credentials.get("email") or "").strip().casefold()
    person = person_with_address(tried)
    if not person:
        _tell_refused(tried)
        return
    with transaction.atomic():
        record(verb=Verb.SIGN_IN_REFUSED, subject="the office", by=person)


def _tell_refused(tried: str) -> None:
    tried = tried.strip().casefold()
    mark = salted_hmac("refused attempt", tried, algorithm="sha256").hexdigest()[:16]
    told = {"mark of the address": mark} if tried else {"by way of": "the council's own sign-in"}
    with transaction.atomic():
        record(verb=Verb.SIGN_IN_REFUSED, subject="the office", by=NOBODY, details=told)


def _seal() -> Fernet:
    key = hashlib.sha256(f"second factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

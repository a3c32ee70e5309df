"""Invite somebody to set a password."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.trail.actions import record


@transaction.atomic
def invite(*, person: int, by: User) -> tuple[str, str]:
    """Give what an invitation's address is made of: who it is for, and a key that works once."""
    invited = User.objects.get(pk=person)
    key = EmailAwarePasswordResetTokenGenerator().make_token(invited)
    record(verb=Verb.INVITED, subject=invited.email, by=by.email)
    return user_pk_to_url_str(invited), key

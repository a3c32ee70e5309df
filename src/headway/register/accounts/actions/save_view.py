"""Keep what somebody chose to look at under a name that says nothing."""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from headway.domain.trail import canonical_json
from headway.register.accounts.models import SavedView, User


@transaction.atomic
def save_view(*, page: str, choices: Mapping[str, str], by: User) -> SavedView:
    """Give the view of these choices on a page, made anew where there was none."""
    kept = {name: value for name, value in sorted(choices.items()) if value}
    digest = hashlib.sha256(canonical_json(kept).encode("ascii")).hexdigest()
    view, _ = SavedView.objects.get_or_create(
        page=page, digest=digest, defaults={"choices": kept, "made_by": by}
    )
    return view

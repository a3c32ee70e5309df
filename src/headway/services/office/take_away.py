"""Taking something out of the office: marked, for a purpose, until a day, told on the trail.

Every download that holds figures or people goes through here, so that none is without it.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from headway.domain.taken_away import TakenAway
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record

OWN_STAFF = "OFFICIAL: for the council's own staff, not for publication"
BEFORE_PUBLICATION = "OFFICIAL – before publication"
SENSITIVE = "OFFICIAL-SENSITIVE"
USUAL_DAYS, OF_THE_TRAIL = 30, 90
ABOUT = "about.txt"


def take_away(
    *,
    subject: str,
    marking: str,
    purpose: str,
    on: date,
    by: Actor,
    kept_for: int = USUAL_DAYS,
    verb: Verb = Verb.TOOK_AWAY,
    details: Mapping[str, str] | None = None,
) -> TakenAway:
    """Put on the trail that somebody takes ``subject`` away, and give what the copy says of itself.

    It is kept for ``kept_for`` days. Raises ``NamesSomebody`` where the purpose names a child.
    """
    taken = TakenAway.kept(marking, purpose, on, kept_for)
    with transaction.atomic():
        told = {"purpose": taken.purpose, "delete by": taken.delete_by.isoformat()}
        record(verb=verb, subject=subject, by=by.email, details={**(details or {}), **told})
    return taken


def packed(
    files: Mapping[str, str | bytes], taken: TakenAway, more: Mapping[str, str] | None = None
) -> bytes:
    """Pack files by their paths into a zip, in front of them a text of what the copy says.

    ``more`` are further lines of that text. The same files on the same day give the same bytes.
    """
    said = dict(taken.terms) | dict(more or {})
    about = "".join(f"{name}: {value}\n" for name, value in said.items())
    stream, when = io.BytesIO(), datetime.combine(taken.on, time()).timetuple()[:6]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, contents in {ABOUT: about, **files}.items():
            archive.writestr(_item(path, when), contents)
    return stream.getvalue()


def _item(path: str, when: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = when
    found = zipfile.ZipInfo(path, (year, month, day, hour, minute, second))
    found.compress_type = zipfile.ZIP_DEFLATED
    found.external_attr = 0o600 << 16
    return found

"""The matrix: every page by its name, every method it takes, and the roles that may use it.

This is the only place that says so. A page that is not here is refused, whatever its code does;
the tests walk every address, method and role through it. Which *units* somebody may see or change
is asked by the page itself, with the same roles (``Access.may``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from headway.domain.commentary import MAY_SIGN, MAY_WRITE
from headway.domain.roles import Role
from headway.domain.team_sheets import CLOSES, DECIDES, FILLS_IN, SEES

STAFF = frozenset(Role) - {Role.BOARD_MEMBER, Role.TRAIL_AUDITOR, Role.ADMINISTRATOR}
"""Those who work with figures before they are published."""

ANALYSTS = frozenset({Role.ANALYST})
HEADS = frozenset({Role.HEAD_OF_SERVICE})
CASE_READERS = frozenset({Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ANALYST})
"""Those who may see rows of children, each of their own units, with a purpose."""

DATA_READERS = CASE_READERS | {Role.QUALITY_LEAD}
READERS = STAFF | {Role.BOARD_MEMBER}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.TRAIL_AUDITOR})
SIGN_OFF_READERS = MAY_WRITE | MAY_SIGN
SETTERS = STAFF | ADMINISTRATORS
"""Those who see what is defined, and how it came to be; no figure stands there."""
CHANGERS = ANALYSTS | ADMINISTRATORS
APPROVERS = ANALYSTS | HEADS
PUBLISHERS = ANALYSTS | HEADS
"""Those who look at an edition before it is published, and publish it: of the whole council."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may use a method of a page: these roles, everybody signed in (None), or all."""

    roles: frozenset[Role] | None = None
    open_to_all: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The methods of a page, each with who may use it."""

    methods: Mapping[str, Door]
    asks_second_factor: bool = True


def _page(
    get: frozenset[Role] | None = None, post: frozenset[Role] | None = None, *, posts: bool = False
) -> Page:
    methods = {"GET": Door(get)}
    if posts or post is not None:
        methods["POST"] = Door(post if post is not None else get)
    return Page(MappingProxyType(methods))


ALL = Door(open_to_all=True)
_ANYBODY = Page(MappingProxyType({"GET": ALL, "POST": ALL}))
_ANYBODY_READS = Page(MappingProxyType({"GET": ALL}))
_BEFORE_THE_SECOND_FACTOR = Page(
    MappingProxyType({"GET": Door(), "POST": Door()}), asks_second_factor=False
)

MATRIX: Mapping[str, Page] = MappingProxyType(
    {
        "account_login": _ANYBODY,
        "account_logout": _ANYBODY,
        "account_inactive": _ANYBODY_READS,
        "account_reauthenticate": _BEFORE_THE_SECOND_FACTOR,
        "account_reset_password_from_key": _ANYBODY,
        "account_reset_password_from_key_done": _ANYBODY_READS,
        "account_change_password": _page(posts=True),
        "mfa_authenticate": _ANYBODY,
        "mfa_reauthenticate": _page(posts=True),
        "mfa_activate_totp": _BEFORE_THE_SECOND_FACTOR,
        "mfa_view_recovery_codes": _page(),
        "mfa_generate_recovery_codes": _page(posts=True),
        "openid_connect_login": _ANYBODY,
        "openid_connect_callback": _ANYBODY_READS,
        "socialaccount_login_cancelled": _ANYBODY_READS,
        "socialaccount_login_error": _ANYBODY_READS,
        "this-month": _page(),
        "accessibility": _ANYBODY_READS,
        "scorecard": _page(STAFF),
        "scorecard-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "scorecard-download": Page(MappingProxyType({"POST": Door(STAFF)})),
        "indicator": _page(STAFF),
        "indicator-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "commentary": _page(STAFF),
        "commentary-write": _page(MAY_WRITE, posts=True),
        "commentary-figures": _page(MAY_WRITE, posts=True),
        "commentary-submit": Page(MappingProxyType({"POST": Door(MAY_WRITE)})),
        "commentary-sign": Page(MappingProxyType({"POST": Door(MAY_SIGN)})),
        "commentary-return": Page(MappingProxyType({"POST": Door(MAY_SIGN)})),
        "sign-off": _page(SIGN_OFF_READERS),
        "sign-off-month": _page(SIGN_OFF_READERS),
        "sign-off-put-forward": Page(MappingProxyType({"POST": Door(ANALYSTS)})),
        "sign-off-approve": Page(MappingProxyType({"POST": Door(HEADS)})),
        "sign-off-reopen": Page(MappingProxyType({"POST": Door(HEADS)})),
        "sign-off-remind": Page(MappingProxyType({"POST": Door(ANALYSTS | HEADS)})),
        "owners": _page(SIGN_OFF_READERS | ADMINISTRATORS),
        "owners-name": Page(MappingProxyType({"POST": Door(CHANGERS)})),
        "owners-end": Page(MappingProxyType({"POST": Door(CHANGERS)})),
        "entry": _page(SEES),
        "entry-close": Page(MappingProxyType({"POST": Door(CLOSES)})),
        "entry-open": Page(MappingProxyType({"POST": Door(CLOSES)})),
        "entry-sheet": _page(SEES, FILLS_IN),
        "entry-check": _page(SEES),
        "entry-submit": Page(MappingProxyType({"POST": Door(FILLS_IN)})),
        "entry-workbook": Page(MappingProxyType({"POST": Door(FILLS_IN)})),
        "entry-load": Page(MappingProxyType({"POST": Door(FILLS_IN)})),
        "entry-return": Page(MappingProxyType({"POST": Door(DECIDES)})),
        "entry-accept": Page(MappingProxyType({"POST": Door(DECIDES)})),
        "entry-reopen": Page(MappingProxyType({"POST": Door(DECIDES)})),
        "pathway": _page(STAFF),
        "pathway-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "capacity": _page(STAFF),
        "capacity-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "weekly": _page(STAFF),
        "weekly-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "worklists": _page(STAFF),
        "worklists-choose": Page(MappingProxyType({"POST": Door(STAFF)})),
        "worklists-rows": _page(CASE_READERS),
        "worklists-purpose": Page(MappingProxyType({"POST": Door(CASE_READERS)})),
        "indicator-rows": _page(CASE_READERS),
        "indicator-rows-ask": Page(MappingProxyType({"POST": Door(CASE_READERS)})),
        "data": _page(DATA_READERS),
        "data-load": _page(ANALYSTS, posts=True),
        "data-loading": _page(ANALYSTS),
        "data-verify": Page(MappingProxyType({"POST": Door(ANALYSTS)})),
        "data-asked": _page(ANALYSTS),
        "data-benchmarks": _page(STAFF),
        "data-benchmarks-load": _page(ANALYSTS, posts=True),
        "data-snapshot": _page(DATA_READERS),
        "data-snapshot-withdraw": Page(MappingProxyType({"POST": Door(ANALYSTS)})),
        "editions": _page(READERS),
        "edition": _page(READERS),
        "edition-file": Page(MappingProxyType({"POST": Door(READERS)})),
        "edition-withdraw": Page(MappingProxyType({"POST": Door(HEADS)})),
        "edition-changed": _page(STAFF),
        "edition-changed-why": _page(STAFF, posts=True),
        "edition-changed-file": Page(MappingProxyType({"POST": Door(STAFF)})),
        "edition-publish": _page(PUBLISHERS, posts=True),
        "edition-preview": _page(PUBLISHERS),
        "edition-preview-publish": Page(MappingProxyType({"POST": Door(PUBLISHERS)})),
        "edition-preview-accept": Page(MappingProxyType({"POST": Door(HEADS)})),
        "edition-publishing": _page(PUBLISHERS),
        "people": _page(ADMINISTRATORS),
        "person-add": _page(ADMINISTRATORS, posts=True),
        "person": _page(ADMINISTRATORS),
        "person-invite": Page(MappingProxyType({"POST": Door(ADMINISTRATORS)})),
        "person-give-role": _page(ADMINISTRATORS, posts=True),
        "person-end-role": Page(MappingProxyType({"POST": Door(ADMINISTRATORS)})),
        "person-close": Page(MappingProxyType({"POST": Door(ADMINISTRATORS)})),
        "person-open": Page(MappingProxyType({"POST": Door(ADMINISTRATORS)})),
        "settings": _page(SETTERS),
        "settings-organisation": _page(SETTERS),
        "settings-organisation-download": Page(MappingProxyType({"POST": Door(CHANGERS)})),
        "settings-unit": _page(SETTERS, CHANGERS),
        "settings-targets": _page(SETTERS),
        "settings-target": _page(SETTERS, CHANGERS),
        "settings-disclosure": _page(SETTERS),
        "settings-audience": _page(CHANGERS, posts=True),
        "settings-definitions": _page(SETTERS),
        "settings-definitions-download": Page(MappingProxyType({"POST": Door(SETTERS)})),
        "settings-definitions-upload": _page(CHANGERS, posts=True),
        "settings-definitions-restore": _page(CHANGERS, posts=True),
        "settings-change": _page(SETTERS),
        "settings-change-approve": Page(MappingProxyType({"POST": Door(APPROVERS)})),
        "settings-change-refuse": Page(MappingProxyType({"POST": Door(CHANGERS | APPROVERS)})),
        "person-new-factor": Page(MappingProxyType({"POST": Door(ADMINISTRATORS)})),
        "trail": _page(AUDITORS),
        "trail-filter": Page(MappingProxyType({"POST": Door(AUDITORS)})),
        "trail-check": Page(MappingProxyType({"POST": Door(AUDITORS)})),
        "trail-checking": _page(AUDITORS),
        "trail-download": Page(MappingProxyType({"POST": Door(AUDITORS)})),
    }
)

"""The council's own sign-in (OpenID Connect), as the environment names it."""

from pathlib import Path
from typing import Any

from headway.domain.problems import Finding, Place, Refused, Severity

SERVER = "HEADWAY_SIGN_IN_SERVER"
CLIENT = "HEADWAY_SIGN_IN_CLIENT"
SECRET = "HEADWAY_SIGN_IN_SECRET"  # noqa: S105 - the variable's name
SECRET_FILE = "HEADWAY_SIGN_IN_SECRET_FILE"  # noqa: S105 - the variable's name
NAME = "HEADWAY_SIGN_IN_NAME"
VOUCHES = "HEADWAY_SIGN_IN_VOUCHES"
PROVIDER = "council"
USUAL_NAME = "your council account"
HERE = ("http://localhost:", "http://127.0.0.1:")


def providers_of(given: dict[str, str]) -> dict[str, Any]:
    """Give the settings of the library that signs people in; nothing where no server is named.

    Refused, with all that is wrong, where one is named and the rest does not fit.
    """
    server = given.get(SERVER, "").strip()
    if not server:
        return {}
    secret, findings = _secret(given)
    if not server.startswith(("https://", *HERE)):
        findings.append(
            _finding(SERVER, "it does not begin with https://", "Give the provider's own address")
        )
    if not given.get(CLIENT, "").strip():
        findings.append(_finding(CLIENT, "it is not set", "Give what the provider calls Headway"))
    if findings:
        raise Refused(findings)
    app = {
        "provider_id": PROVIDER,
        "name": given.get(NAME, "").strip() or USUAL_NAME,
        "client_id": given[CLIENT].strip(),
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def vouches(given: dict[str, str]) -> bool:
    """Whether the provider's addresses are the council's own, which nobody there can choose.

    Some providers never say that an address was verified. A council that knows that it alone
    gives the addresses says so once; otherwise whoever can set an address there could be anybody.
    """
    return given.get(VOUCHES) == "yes"


def what_is_wrong(said: dict[str, Any], server: str) -> str:
    """Say what in a provider's answers does not hold; nothing where all of it does.

    The library checks that the signed statement is meant for us, has not lapsed, and comes from
    whoever the provider calls itself. Besides (OpenID Connect Core 1.0, sections 3.1.3.3 and 5.3.2,
    and Discovery 1.0, section 4.3): there is such a statement, it is of the provider that was
    named, and what is said about the person is about the same one.
    """
    statement, person = said.get("id_token"), said.get("userinfo")
    if not isinstance(statement, dict):
        return "there is no signed statement"
    if not _same_place(str(statement.get("iss", "")), server):
        return "the statement is of another provider than the one named"
    if not statement.get("sub") or (person and person.get("sub") != statement["sub"]):
        return "the statement is about somebody else"
    return ""


def _same_place(issuer: str, server: str) -> bool:
    named = server.removesuffix("/.well-known/openid-configuration")
    return bool(issuer) and issuer.rstrip("/") == named.rstrip("/")


def _secret(given: dict[str, str]) -> tuple[str, list[Finding]]:
    named = given.get(SECRET_FILE, "").strip()
    if named:
        try:
            return Path(named).read_text(encoding="utf-8").strip(), []
        except OSError as problem:
            found = f"the file cannot be read ({problem.strerror})"
            return "", [_finding(SECRET_FILE, found, "Name a file that the office may read")]
    secret = given.get(SECRET, "").strip()
    if secret:
        return secret, []
    return "", [_finding(SECRET_FILE, "it is not set", f"Name the secret's file, or set {SECRET}")]


def _finding(name: str, found: str, next_step: str) -> Finding:
    allowed = "The council's own sign-in needs its server, its client and a secret"
    return Finding(
        Place(f"the environment variable {name}"), Severity.STOPS, found, allowed, next_step
    )

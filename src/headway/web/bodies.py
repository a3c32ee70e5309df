"""How much a browser may send: little, until it is somebody who is signed in.

The server takes a whole request in before a page is asked. Without a bound of its own anybody who
reaches the office could fill its disk; with one, what strangers send stays small and in memory.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Any

from waitress.parser import HTTPRequestParser

OF_STRANGERS = 1_000_000  # bytes; the longest form that is open to all has a few hundred
OF_ANYBODY = 1_020_000_000  # an export, and what surrounds its files in a form
IN_MEMORY = 2 * OF_STRANGERS  # the last piece that arrives may go past the bound


class Bounded:
    """The server's settings with another bound for one request's body."""

    def __init__(self, settings: Any, bound: int) -> None:  # noqa: ANN401 - the server's own
        self._settings = settings
        self.max_request_body_size = bound

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._settings, name)


class BoundedParser(HTTPRequestParser):
    """Reads requests; one that names no session of somebody signed in is refused when it is big."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request, and set the bound for what follows it."""
        super().parse_header(header_plus)
        big = self.chunked or self.content_length >= OF_STRANGERS
        if big and not is_signed_in(self.headers.get("COOKIE", "")):
            self.adj = Bounded(self.adj, OF_STRANGERS)


def is_signed_in(cookies: str) -> bool:
    """Whether the cookies of a request name a session in which somebody is signed in."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up by then
    from django.contrib.auth import SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.db import close_old_connections, connection  # noqa: PLC0415

    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    if found is None or not found.value:
        return False
    try:
        return SESSION_KEY in SessionStore(found.value)
    finally:
        if not connection.in_atomic_block:  # a transaction is its beginner's to end
            close_old_connections()

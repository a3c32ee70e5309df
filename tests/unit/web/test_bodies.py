"""Nothing that a stranger sends is read to the disk, and nothing big is taken from one."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from headway.domain.roles import Role
from headway.web import bodies
from headway.web.bodies import IN_MEMORY, OF_ANYBODY, OF_STRANGERS, BoundedParser

FORM = "multipart/form-data; boundary=part"
UPLOADS = ["data-load", "settings-definitions-upload"]


class Unread:
    """A body that must not be asked for."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = readlines = __iter__ = read

    def close(self):
        """Nothing is open."""


def send(client, address):
    client.cookies["csrftoken"] = "a" * 32
    sent = {"wsgi.input": Unread(), "CONTENT_LENGTH": "900000000"}
    return client.generic("POST", address, b"", content_type=FORM, **sent)


@pytest.mark.django_db
@pytest.mark.parametrize("name", UPLOADS)
def test_what_a_stranger_sends_is_refused_unread(name):
    client = Client(enforce_csrf_checks=True)
    answer = send(client, reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", UPLOADS)
def test_what_somebody_sends_who_may_not_is_refused_unread(name, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    client.handler.enforce_csrf_checks = True
    assert send(client, reverse(name)).status_code == 403
    assert send(client, "/no/such/page/").status_code == 404


def parsed(length, cookie="", chunked=False):
    size = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {length}"
    head = f"POST /data/load/ HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n{size}\r\n\r\n"
    settings = SimpleNamespace(
        max_request_body_size=OF_ANYBODY,
        inbuf_overflow=IN_MEMORY,
        max_request_header_size=262_144,
        url_scheme="http",
    )
    parser = BoundedParser(settings)
    parser.received(head.encode())
    return parser


def told(parser):
    return parser.error.code if parser.error else None


@pytest.mark.django_db
def test_a_stranger_may_send_little():
    assert told(parsed(5_000)) is None
    assert told(parsed(OF_STRANGERS)) == 413
    for cookie in ("sessionid=made-up", "sessionid=", "other=1", "sessionid=;;="):
        assert told(parsed(OF_STRANGERS, cookie)) == 413
    empty = SessionStore()
    empty["seen"] = 1
    empty.save()
    assert told(parsed(OF_STRANGERS, f"sessionid={empty.session_key}")) == 413
    endless = parsed(0, chunked=True)
    piece = b"40000\r\n" + b"x" * 0x40000 + b"\r\n"
    for _ in range(8):
        if not endless.completed:
            endless.received(piece)
    assert told(endless) == 413


def test_somebody_signed_in_may_send_an_export(signed_in):
    client = signed_in(Role.ANALYST)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert told(parsed(900_000_000, cookie)) is None
    assert told(parsed(OF_ANYBODY, cookie)) == 413


def test_what_strangers_send_stays_in_memory():
    assert bodies.IN_MEMORY > bodies.OF_STRANGERS

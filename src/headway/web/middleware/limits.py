"""How long somebody stays signed in: a working day at most, and less when nothing is done."""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

LONGEST = 8 * 60 * 60
IDLE = 45 * 60
NOTED_EVERY = 60  # seconds; what was done within one minute is written down once
BEGUN, SEEN = "headway-begun", "headway-seen"


class Limits:
    """Signs out whoever signed in too long ago, or has not done anything for too long."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or send its maker back to sign in."""
        if not request.user.is_authenticated:
            return self.answer(request)
        now = time.time()
        begun = float(request.session.setdefault(BEGUN, now))
        seen = float(request.session.setdefault(SEEN, now))
        if now - begun > LONGEST or now - seen > IDLE:
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if now - seen > NOTED_EVERY:
            request.session[SEEN] = now
        return self.answer(request)

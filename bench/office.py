"""``make bench-office``: people who click through the office, and people who all write at once.

A data folder with kept figures is named; a register is made in a temporary folder. The server runs
in a process of its own with the threads that ``headway serve`` has, and says in each answer how
long it took. Reading and writing are bounded in time. It stops where a page fails, or a write is
lost.
"""

import argparse
import http.client
import os
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from bench.children import machine
from bench.office_server import TOOK, WORKED

WAIT = 120  # seconds for the server to come up
HEAD, OWNER = "head.of.service@council.example", "indicator.owner@council.example"
KNOWN_TO_ALL = "made up council"


@dataclass(slots=True)
class Taken:
    """Seconds in the server by kind of page: by the clock, and of the processor."""

    clock: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    worked: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, response: http.client.HTTPResponse) -> None:
        """Keep what an answer says of itself."""
        with self.lock:
            self.clock[kind].append(float(response.headers[TOOK]))
            self.worked[kind].append(float(response.headers[WORKED]))
            if response.status >= 400:
                self.faults.append(f"{kind}: {response.status}")


class Browser:
    """Somebody's browser: cookies, and one connection kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        """Ask for a page, and give the answer with its text."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response, response.read().decode("utf-8")

    def sign_in(self, login: str) -> None:
        """Sign in as one of the made-up people."""
        self.ask("GET", "/sign-in/")
        response, _ = self.ask("POST", "/sign-in/", {"login": login, "password": KNOWN_TO_ALL})
        if response.status != 302:
            raise SystemExit(f"signing in failed: {response.status}")


def main() -> None:
    """Measure and print."""
    asked = _asked()
    for line in machine():
        print(line)
    with tempfile.TemporaryDirectory(prefix="headway-bench-office-") as made:
        server = _started(Path(made), asked)
        try:
            _wait(asked.port, server)
            reading = read(asked.port, asked.people, asked.think, asked.seconds)
            _print("Reading", reading)
            if reading.faults:
                raise SystemExit(f"pages failed: {reading.faults[:5]}")
            print()
            writing, views = write(asked.port, asked.people, asked.seconds)
            _print("Writing", writing)
            print()
            drafting, drafts = draft(asked.port, asked.people, asked.seconds)
            _print("Writing commentary", drafting)
            kept_views, kept_drafts, broken = _kept(Path(made), asked.data)
            lost = [*(views - kept_views), *(drafts - kept_drafts)]
            print(f"{len(views):,} views, {len(drafts):,} drafts acknowledged; {len(lost):,} lost")
            print(f"The office's trail is {'broken' if broken else 'whole'}")
            if faults := [*writing.faults, *drafting.faults]:
                raise SystemExit(f"writes were refused: {faults[:5]}")
            if lost or broken:
                raise SystemExit("writes were lost, or the trail does not hold")
        finally:
            server.terminate()
            server.wait(20)


def read(port: int, people: int, think: float, seconds: float) -> Taken:
    """Let people click through scorecards and indicators, ``think`` seconds between two clicks."""
    first = Browser(port)
    first.sign_in(HEAD)
    addresses = _addresses(first)
    for path in dict(addresses):  # each page once, so that what is built once is built
        first.ask("GET", path)
    taken, until = Taken(), time.monotonic() + seconds
    _at_once(people, partial(_click, port, first.cookies, addresses, think, until, taken))
    return taken


def write(port: int, people: int, seconds: float) -> tuple[Taken, set[str]]:
    """Let people save views that nobody saved before, a second between two of each.

    A saved view is a record with its own lock; the names of all that were acknowledged are given.
    """
    first = Browser(port)
    first.sign_in(HEAD)
    _, page = first.ask("GET", "/scorecard/")
    choices = {name: _options(page, name) for name in ("card", "unit", "month", "beside_unit",
                                                       "beside_month")}  # fmt: skip
    taken, until = Taken(), time.monotonic() + seconds
    made: list[str] = []
    _at_once(people, partial(_save, port, first.cookies, choices, until, taken, made))
    return taken, {one.partition("view=")[2] for one in made}


def draft(port: int, people: int, seconds: float) -> tuple[Taken, set[str]]:
    """Let people save drafts, each of a commentary of their own, a second between two of each.

    Each stands with its history and an entry of the one trail, chained to the entry before: there
    all wait for each other. The texts of all that were acknowledged are given.
    """
    first = Browser(port)
    first.sign_in(OWNER)
    _, page = first.ask("GET", "/scorecard/")
    names = dict.fromkeys(re.findall(r'href="/indicator/([a-z0-9-]+)/', page))
    months = _options(page, "month")
    written = (f"/commentary/{name}/{month}/write/" for month in months for name in names)
    # A figure by quarter has no commentary for a month within it.
    desks = list(islice((one for one in written if first.ask("GET", one)[0].status == 200), people))
    if len(desks) < people:
        raise SystemExit(f"only {len(desks)} commentaries can be written")
    taken, until = Taken(), time.monotonic() + seconds
    made: list[str] = []
    _at_once(people, partial(_draft, port, first.cookies, desks, until, taken, made))
    return taken, set(made)


def _at_once(people: int, act: Callable[[int], None]) -> None:
    """Let each person act in a thread of their own; what one of them fails with is raised."""
    with ThreadPoolExecutor(people) as pool:
        list(pool.map(act, range(people)))


def _click(
    port: int,
    cookies: dict[str, str],
    addresses: list[tuple[str, str]],
    think: float,
    until: float,
    taken: Taken,
    number: int,
) -> None:
    browser, chance = Browser(port), random.Random(number)  # noqa: S311 - who clicks where
    browser.cookies = dict(cookies)
    time.sleep(chance.random() * think)
    while time.monotonic() < until:
        path, kind = chance.choice(addresses)
        response, _ = browser.ask("GET", path)
        taken.add(kind, response)
        time.sleep(think)


def _save(
    port: int,
    cookies: dict[str, str],
    choices: dict[str, list[str]],
    until: float,
    taken: Taken,
    made: list[str],
    number: int,
) -> None:
    browser, chance = Browser(port), random.Random(number)  # noqa: S311 - who clicks where
    browser.cookies = dict(cookies)
    time.sleep(chance.random())
    while time.monotonic() < until:
        form = {name: chance.choice(found) for name, found in choices.items() if found}
        response, _ = browser.ask("POST", "/scorecard/choose/", form)
        taken.add("save a view", response)
        if response.status == 302:
            with taken.lock:
                made.append(str(response.headers["Location"]))
        time.sleep(1)


def _draft(
    port: int,
    cookies: dict[str, str],
    desks: list[str],
    until: float,
    taken: Taken,
    made: list[str],
    number: int,
) -> None:
    browser, chance = Browser(port), random.Random(number)  # noqa: S311 - when who begins
    browser.cookies, version = dict(cookies), 0
    time.sleep(chance.random())
    while time.monotonic() < until:
        text = f"Desk {number} says it in other words, for the {version + 1}. time."
        form = {"version": str(version), "token": secrets.token_urlsafe(16), "text": text}
        response, _ = browser.ask("POST", desks[number], {**form, "points_to": "", "save": "yes"})
        taken.add("save a draft", response)
        if response.status == 302:
            version += 1
            with taken.lock:
                made.append(text)
        time.sleep(1)


def _addresses(browser: Browser) -> list[tuple[str, str]]:
    """Give scorecards of several units and months, and the indicators that stand on them."""
    _, page = browser.ask("GET", "/scorecard/")
    indicators = list(dict.fromkeys(re.findall(r'href="(/indicator/[a-z0-9-]+/)', page)))
    units, months = _options(page, "unit"), _options(page, "month")
    card = _options(page, "card")[0]
    found = [("/scorecard/", "scorecard")]
    for unit in units[:8]:
        for month in months[:2]:
            form = {"card": card, "unit": unit, "month": month}
            response, _ = browser.ask("POST", "/scorecard/choose/", form)
            found.append((str(response.headers["Location"]), "scorecard"))
    views = [path.partition("?")[2] for path, _ in found[1:]]
    for at, path in enumerate(indicators[:24]):
        found.append((f"{path}?{views[at % len(views)]}", "indicator"))
    return found


def _kept(folder: Path, data: Path) -> tuple[set[str], set[str], bool]:
    """Read from the register itself: the views, the drafts, and whether its trail is broken."""
    from headway.web import server  # noqa: PLC0415

    server.prepare(
        folder, data, database=os.environ.get("HEADWAY_TEST_DATABASE", ""), demonstration=True
    )
    from headway.register.accounts.models import SavedView  # noqa: PLC0415
    from headway.register.commentary.models import Version  # noqa: PLC0415
    from headway.register.trail.checking import check_whole_chain  # noqa: PLC0415

    return (
        set(SavedView.objects.values_list("name", flat=True)),
        set(Version.objects.values_list("text", flat=True)),
        bool(check_whole_chain().findings),
    )


def _options(page: str, name: str) -> list[str]:
    found = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    return [
        unescape(one) for one in re.findall(r'<option value="([^"]+)"', found[0] if found else "")
    ]


def _print(title: str, taken: Taken) -> None:
    print(f"{title}: {sum(map(len, taken.clock.values())):,} requests")
    for kind, found in taken.clock.items():
        p50, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        worked = statistics.quantiles(taken.worked[kind], n=20)[-1]
        print(
            f"  {kind:<11} {len(found):>6,}  median {p50 * 1000:6.1f} ms  95% {p95 * 1000:6.1f} ms"
            f"   worst {max(found) * 1000:7.1f} ms   processor, 95% {worked * 1000:6.1f} ms"
        )


def _started(folder: Path, asked: argparse.Namespace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.office_server", str(folder), str(asked.data),
               str(asked.port), os.environ.get("HEADWAY_TEST_DATABASE", "")]  # fmt: skip
    return subprocess.Popen(command)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and server.poll() is None:
        try:
            Browser(port).ask("GET", "/sign-in/")
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise SystemExit("the server did not come up")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.office", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a data folder with kept figures")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--think", type=float, default=5.0, help="seconds between two clicks")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each half takes")
    parser.add_argument("--port", type=int, default=8765)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""A real browser at the office's pages, as people meet them; and a checker of accessibility."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.office.checks import AXE, DESKTOP, RULES, TELEPHONE
from tests.office_database import forget_the_trail
from tests.unit.web.made_up_office import office_of_two_teams

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SIZES = {"desktop": DESKTOP, "telephone": TELEPHONE}

# Playwright keeps a loop running in the thread of the tests; Django must not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window; without one on this computer the tests are skipped."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None or not AXE.exists():
        why = "no Chromium is installed (on Debian and Ubuntu: sudo apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield shown
        shown.close()


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """The size of the window: each journey is made at both."""
    return str(request.param)


@pytest.fixture
def register(transactional_db: None) -> Iterator[None]:
    """A register that the server's threads see as well, emptied after the test."""
    cache.clear()
    yield
    forget_the_trail()


@pytest.fixture
def figures(settings, tmp_path: Path) -> None:
    """An office in which the figures of two teams are kept."""
    office_of_two_teams(settings, tmp_path)


@pytest.fixture
def page(browser: Browser, size: str, register: None, live_server) -> Iterator[Page]:
    """A window of its own at the office; whatever its pages complain of fails the journey."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=live_server.url, locale="en-GB"
    )
    complaints: list[str] = []
    shown = context.new_page()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
    yield shown
    context.close()
    assert complaints == []


def _is_fault(said) -> bool:
    """A page refused on purpose is told by the browser as well: that is no fault."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


@pytest.fixture
def accessible(page: Page) -> Callable[[], None]:
    """Checks the page that is shown against the guidelines (WCAG 2.2, level AA)."""

    def check() -> None:
        page.wait_for_load_state()  # on a busy computer the page may still be on its way
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}})", list(RULES)
        )
        told = [
            f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']]}"
            for one in found["violations"]
        ]
        assert told == [], page.url
        assert len(found["passes"]) > 5, page.url
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"{page.url} is wider than the window"

    return check


@pytest.fixture
def look(page: Page, size: str) -> Callable[[str], None]:
    """Takes a picture where HEADWAY_PICTURES names a folder, to be looked at; never kept here."""

    def take(name: str) -> None:
        folder = PICTURES
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}-{size}.png"), full_page=True)

    return take


PICTURES = os.environ.get("HEADWAY_PICTURES", "")

"""What people do at every page: sign in, and out."""

from playwright.sync_api import Page

from headway.domain.roles import Role
from headway.web.demonstration import PASSWORD, add_everybody, address_of


def everybody() -> None:
    """Have somebody of each role."""
    add_everybody()


def sign_in(page: Page, role: Role) -> None:
    """Sign in as the made-up person of a role."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(address_of(role))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="This month").wait_for()


def sign_out(page: Page) -> None:
    """Sign out."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()

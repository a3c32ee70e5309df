"""A page tells a moment as the office's clock does, summer time included."""

from datetime import UTC, datetime

from headway.domain.trail import Link
from headway.register.accounts.people import Person
from headway.register.trail.checking import Checked
from headway.services.office.folder_trail import FolderTrail
from headway.services.office.people_waiting import NotIn, PeopleWaiting
from headway.web.presenters.this_month_panels import people_text
from headway.web.presenters.trail import chains

IN_SUMMER = datetime(2026, 7, 4, 23, 30, tzinfo=UTC)


def test_a_check_of_the_whole_trail_is_told_by_the_offices_clock():
    checked = Checked(Link(7), 7, (), IN_SUMMER, "auditor", 5)
    office, _ = chains(checked, FolderTrail(0, (), is_whole=True))
    assert "Each was checked on 5 July 2026 at 00:30 up to entry 5" in office.words


def test_an_invitation_is_told_by_the_offices_clock():
    somebody = Person(1, "a@council.example", "A", True, False, ())
    found = people_text(PeopleWaiting((NotIn(somebody, IN_SUMMER),), (), ()), IN_SUMMER)
    assert found.not_in[0].said == "invited on 5 July 2026; the invitation is open"

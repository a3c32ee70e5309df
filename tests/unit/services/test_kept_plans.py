"""A plan kept in the data folder says which indicators it depends on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import headway
from headway.catalogue.loading import load_catalogue
from headway.domain.plan import PlanSummary
from headway.domain.trail import Verb
from headway.services.analysis.kept_plans import keep_plan, plans_kept
from headway.services.analysis.plans import plan_summary
from headway.services.office.plans import plans_that_depend
from headway.warehouse.folder import open_folder

EXAMPLE = Path(headway.__file__).parent / "examples" / "development-plan-2018.csv"
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
KNOWN = load_catalogue(None).indicators


def kept(tmp_path, summary: PlanSummary | None = None):
    return keep_plan(summary or plan_summary([EXAMPLE]), tmp_path / "data", by="test", at=AT)


def test_a_priority_s_indicator_leads_to_its_actions(tmp_path):
    kept(tmp_path)
    (one,) = plans_that_depend(tmp_path / "data", KNOWN["supervision-on-time-percentage"])
    assert one.number == 1
    assert one.named == ()
    action = next(each for each in one.others if "supervised" in each.success_measure)
    assert (action.due, action.due_words) == (date(2018, 9, 30), "Sep-18")
    assert (action.rating, action.means, action.rated_at) == ("2", "Begun, but behind", "RAG 01/18")


def test_an_indicator_that_no_plan_names_has_none(tmp_path):
    kept(tmp_path)
    assert plans_that_depend(tmp_path / "data", KNOWN["group-attendances"]) == ()
    assert plans_that_depend(tmp_path / "nothing", KNOWN["group-attendances"]) == ()


def test_a_success_measure_that_names_an_indicator_comes_first(tmp_path):
    read = plan_summary([EXAMPLE])
    first = read.plan.priorities[-1]
    indicator = KNOWN["group-attendances"]
    named = replace(first.actions[0], success_measure=f"{indicator.title}: 500 a month")
    priority = replace(first, actions=(named, *first.actions[1:]))
    plan = replace(read.plan, priorities=(*read.plan.priorities[:-1], priority))
    kept(tmp_path, replace(read, plan=plan))
    (one,) = plans_that_depend(tmp_path / "data", indicator)
    assert [each.success_measure for each in one.named] == [named.success_measure]
    assert len(one.others) == len(first.actions) - 1


def test_the_same_plan_is_kept_once_and_a_later_one_takes_its_place(tmp_path):
    assert kept(tmp_path).new
    assert not kept(tmp_path).new
    read = plan_summary([EXAMPLE])
    fewer = replace(read, plan=replace(read.plan, priorities=read.plan.priorities[:2]))
    assert kept(tmp_path, fewer).new
    (plan,) = plans_kept(tmp_path / "data")
    assert len(plan.priorities) == 2
    verbs = [one.verb for one in open_folder(tmp_path / "data").trail()]
    assert verbs.count(Verb.KEPT_PLAN) == 2

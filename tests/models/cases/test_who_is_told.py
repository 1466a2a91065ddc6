"""Who is told inside the house: people work here up to their last day, and no longer (H-02, H-04)."""

from datetime import date

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.tables import Case
from models.db import db
from models.errors import Invalid
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.models.cases.making import HOUR, decision, new, taken, triaged
from tests.moments import MONDAY

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def told(case: Case, kind: str) -> set[int]:
    rows = select(Notice.staff_id).where(Notice.about == case.audit_name, Notice.kind == kind)
    return set(db.session.scalars(rows))


def test_h01_agents_hear_of_new_cases_up_to_their_last_day(cast: Cast) -> None:
    cast.agent.left_on, cast.second_agent.left_on = TODAY, YESTERDAY
    assert told(new(), "case_new") == {cast.agent.id}


def test_h02_nobody_who_left_becomes_an_owner(cast: Cast) -> None:
    """On the last day one may still be given a case."""
    case = triaged(cast)
    cast.handler.left_on = YESTERDAY
    with pytest.raises(Invalid) as refused:
        actions.assign(case, cast.handler, by=cast.head, now=MONDAY, seen=None)
    assert (refused.value.field, refused.value.why) == ("owner_id", "not_in_department")
    cast.handler.left_on = TODAY
    actions.assign(case, cast.handler, by=cast.head, now=MONDAY, seen=None)
    assert case.owner_id == cast.handler.id


def test_h02_triage_gives_a_case_to_nobody_who_may_not_handle_it(cast: Cast) -> None:
    """As when a head gives it: else the case would be in hand and nobody could go on with it."""
    there = decision(department_id=cast.plain.department_id, owner_id=cast.plain.id)
    with pytest.raises(Invalid) as refused:
        actions.triage(new(), there, by=cast.agent, now=MONDAY, seen=None)
    assert (refused.value.field, refused.value.why) == ("owner_id", "may_not_handle")


def test_h04_the_head_is_told_in_place_of_an_owner_who_left(cast: Cast) -> None:
    case = taken(cast)
    cast.handler.left_on = YESTERDAY
    actions.add_words(case, "补充说明", [], now=MONDAY + HOUR)
    assert told(case, "customer_added") == {cast.head.id}

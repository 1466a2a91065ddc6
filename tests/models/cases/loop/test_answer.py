"""The result, its review, the answer, and the customer's word on it (H-06, R-01, R-04)."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.tables import Contact, Result
from models.cases.words import Closing, ContactMeans, DueKind, Ending, State, Verdict
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.cases.loop.reading import kinds, letters, notices
from tests.models.cases.making import HOUR, answered, in_review

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def test_nobody_reviews_an_own_result(cast: Cast) -> None:
    """H-06: review by someone other than the handler; the database refuses it too."""
    case = in_review(cast)
    case.owner_id = cast.head.id
    db.session.flush()
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.head, now=MONDAY, seen=case.version)
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.handler, now=MONDAY, seen=case.version)
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.stranger, now=MONDAY, seen=case.version)
    assert case.state is State.REVIEW
    result = db.session.scalars(select(Result).where(Result.case_id == case.id)).one()
    result.verdict, result.reviewer_id, result.reviewed_at = Verdict.APPROVED, cast.handler.id, MONDAY
    with pytest.raises(IntegrityError, match="reviewed_by_another"):
        db.session.flush()


def test_a_result_sent_back_goes_to_the_handler_with_reasons(cast: Cast) -> None:
    """H-06: the reasons are kept, the next result is a row of its own."""
    case = in_review(cast)
    with pytest.raises(Invalid):
        actions.reject(case, "  ", by=cast.head, now=MONDAY, seen=case.version)
    actions.reject(case, "没有说明补偿", by=cast.head, now=MONDAY + 2 * HOUR, seen=case.version)
    assert case.state is State.HANDLING
    actions.submit_result(
        case,
        cause="原因",
        done="措施",
        reply="答复",
        by=cast.handler,
        now=MONDAY + 3 * HOUR,
        seen=case.version,
    )
    rows = db.session.scalars(select(Result).where(Result.case_id == case.id).order_by(Result.id)).all()
    assert [(row.verdict, row.review_reason) for row in rows] == [
        (Verdict.REJECTED, "没有说明补偿"),
        (Verdict.SUBMITTED, ""),
    ]
    assert (cast.handler.id, "result_rejected") in notices(case)


def test_an_approved_result_is_told_by_letter(cast: Cast) -> None:
    """R-01, H-05: the reply leaves by mail, is in the contact log, and ends the clocks."""
    case = answered(cast)

    assert case.state is State.ANSWERED
    assert letters(case) == ["acknowledgement", "reply"]
    contact = db.session.scalars(
        select(Contact).where(Contact.case_id == case.id, Contact.template == "reply")
    ).one()
    assert (contact.means, contact.text) == (
        ContactMeans.EMAIL,
        "已为您更换楼栋设备，给您带来不便，深表歉意。",
    )
    assert {due.kind: due.ending for due in due_times_of(case)} == {
        DueKind.FIRST_RESPONSE: Ending.MET,
        DueKind.PLAN: Ending.MET,
        DueKind.RESULT: Ending.MET,
        DueKind.REVIEW: Ending.MET,
    }
    assert (case.due_at, case.due_kind) == (None, None)


def test_a_customer_without_an_address_is_told_by_hand(cast: Cast) -> None:
    """R-01: the case waits to be told, with a due time of its own."""
    case = in_review(cast, email=None)
    actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=case.version)
    assert case.state is State.APPROVED
    assert [due.kind for due in due_times_of(case, DueKind.TELL) if due.running] == [DueKind.TELL]
    actions.tell(
        case,
        means=ContactMeans.PHONE,
        text="好的，谢谢",
        by=cast.handler,
        now=MONDAY + 3 * HOUR,
        seen=case.version,
    )
    assert case.state is State.ANSWERED
    assert letters(case) == []


def test_content_closes_and_not_content_reopens_once(cast: Cast) -> None:
    """R-01, R-04, H-03: round 2, priority raised, head and customer told; clocks anew, the old ones stay."""
    case = answered(cast)
    before = case.priority
    (kept,) = [(due.ended_at, due.due_at) for due in due_times_of(case, DueKind.RESULT)]
    actions.confirm(case, False, "还是断网", now=MONDAY + 5 * HOUR)

    assert (case.state, case.round, case.priority) == (State.HANDLING, 2, before - 1)
    assert letters(case)[-1] == "reopened"
    assert {(cast.head.id, "case_reopened"), (cast.handler.id, "case_reopened")} <= notices(case)
    running = [(due.kind, due.round) for due in due_times_of(case) if due.ended_at is None]
    assert running == [(DueKind.FIRST_RESPONSE, 2), (DueKind.RESULT, 2)]
    first, again = due_times_of(case, DueKind.RESULT)
    assert (first.ended_at, first.due_at) == kept
    assert again.started_at == MONDAY + 5 * HOUR
    with pytest.raises(WrongState):
        actions.reopen(case, why="dissatisfied", by=cast.agent, now=MONDAY + 5 * HOUR)
    assert kinds(case).count("case.reopened") == 1


def test_content_closes_the_case(cast: Cast) -> None:
    """R-01: closed as confirmed, nothing left due."""
    case = answered(cast)
    actions.confirm(case, True, "", now=MONDAY + 5 * HOUR)
    assert (case.state, case.closing) == (State.CLOSED, Closing.CONFIRMED)
    assert all(due.ended_at for due in due_times_of(case))

"""What an answer does to the case: closes it, or reopens it exactly once (R-04)."""

from threading import Thread

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.tables import Case, DueTime
from models.cases.words import Closing, DueKind, State
from models.db import db, writing
from models.events.queries import history
from models.outbox.tables import Notice, OutboxMessage
from models.revisits import actions, queries
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitState, Solved
from models.surveys import actions as surveys
from models.surveys.queries import by_locator
from models.surveys.rules.answers import Answer
from tests.cast import Cast, department
from tests.conftest import MONDAY
from tests.models.revisits.answering import invitation_of, leave, revisit_of, say, sent
from tests.models.revisits.cases import DAY, HOUR, answer, answered

THEN = MONDAY + 2 * HOUR


@pytest.fixture
def case(cast: Cast) -> Case:
    case = answered(cast)
    sent(case, now=MONDAY + HOUR)
    return case


def scores(session: Session) -> list[tuple[int, Solved | None]]:
    rows = session.scalars(select(RevisitAnswer).order_by(RevisitAnswer.id))
    return [(row.score, row.solved) for row in rows]


@pytest.mark.parametrize(
    ("overall", "solved", "closing"),
    [(5, 1, Closing.SATISFIED), (4, 2, Closing.SATISFIED), (3, 1, Closing.NEUTRAL)],
)
def test_r02_content_or_so_so_closes_the_case(
    session: Session, case: Case, overall: int, solved: int, closing: Closing
) -> None:
    say(revisit_of(case), overall, solved, now=THEN)
    assert (case.state, case.closing, case.round) == (State.CLOSED, closing, 1)
    revisit = revisit_of(case)
    assert (revisit.state, revisit.score, revisit.answered_at) == (RevisitState.ANSWERED, overall, THEN)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("overall", "solved", "why"), [(1, 3, "dissatisfied"), (2, 1, "dissatisfied"), (4, 3, "not_solved")]
)
def test_r04_discontent_reopens_raises_the_priority_and_tells_the_head(
    session: Session, cast: Cast, case: Case, overall: int, solved: int, why: str
) -> None:
    before = case.priority
    say(revisit_of(case), overall, solved, now=THEN)
    assert (case.state, case.round, case.priority) == (State.HANDLING, 2, max(1, before - 1))
    reopened = [event for event in history(case.audit_name) if event.kind == "case.reopened"]
    assert [event.facts["why"] for event in reopened] == [why]
    told = session.scalars(select(Notice.staff_id).where(Notice.kind == "case_reopened")).all()
    assert sorted(told) == sorted([cast.handler.id, cast.head.id])
    mails = session.scalars(select(OutboxMessage.kind).where(OutboxMessage.kind == "reopened")).all()
    assert mails == ["reopened"]


def test_r04_the_customer_is_told_who_calls_and_by_when(session: Session, cast: Cast, case: Case) -> None:
    say(revisit_of(case), 1, now=THEN)
    revisit = queries.of_invitation(invitation_of(revisit_of(case)))
    assert revisit is not None
    told = queries.follow_up(revisit)
    due = session.scalars(
        select(DueTime).where(
            DueTime.case_id == case.id, DueTime.kind == DueKind.FIRST_RESPONSE, DueTime.round == 2
        )
    ).one()
    assert (told.told, told.department, told.owner, told.call_by) == (
        queries.Told.REOPENED,
        department("JS"),
        cast.handler,
        due.due_at,
    )


@pytest.mark.both_databases
def test_r04_saying_it_again_reopens_nothing_more(session: Session, case: Case) -> None:
    for _ in range(3):
        say(revisit_of(case), 1, now=THEN)
    assert case.round == 2
    assert scores(session) == [(1, Solved.YES)]


def test_r04_from_content_to_discontent_reopens(session: Session, case: Case) -> None:
    say(revisit_of(case), 5, now=THEN)
    assert case.state is State.CLOSED
    say(revisit_of(case), 2, now=THEN + DAY)
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert scores(session) == [(5, Solved.YES), (2, Solved.YES)]


def test_r04_from_discontent_to_content_is_kept_and_undoes_nothing(session: Session, case: Case) -> None:
    say(revisit_of(case), 1, 3, now=THEN)
    say(revisit_of(case), 5, 1, now=THEN + DAY)
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert scores(session) == [(1, Solved.NO), (5, Solved.YES)]
    assert revisit_of(case).score == 5


def test_r04_the_second_round_is_asked_about_by_itself_and_both_scores_are_kept(
    session: Session, cast: Cast, case: Case
) -> None:
    say(revisit_of(case), 1, now=THEN)
    leave(THEN)
    answer(cast, case, now=MONDAY + 2 * DAY)
    sent(case, now=MONDAY + 2 * DAY + HOUR)
    say(revisit_of(case), 5, now=MONDAY + 3 * DAY)
    assert (case.state, case.closing, case.round) == (State.CLOSED, Closing.SATISFIED, 2)
    chapters = queries.story_of(case)
    assert [(chapter.revisit.round, chapter.revisit.score) for chapter in chapters] == [(1, 1), (2, 5)]


def test_r04_after_the_rulebooks_rounds_the_leading_group_decides(
    session: Session, cast: Cast, case: Case
) -> None:
    for round_ in (1, 2):
        say(revisit_of(case), 1, now=MONDAY + round_ * DAY)
        leave(MONDAY + round_ * DAY)
        answer(cast, case, now=MONDAY + round_ * DAY + HOUR)
        sent(case, now=MONDAY + round_ * DAY + 2 * HOUR)
    assert case.round == 3
    say(revisit_of(case), 1, now=MONDAY + 4 * DAY)
    say(revisit_of(case), 2, now=MONDAY + 4 * DAY)
    assert (case.state, case.round) == (State.HANDLING, 4)
    notices = session.scalars(select(Notice.staff_id).where(Notice.kind == "case_rounds_used")).all()
    assert notices == [cast.leader.id]
    asked = session.scalars(select(Revisit).where(Revisit.round == 3)).one()
    revisit = queries.of_invitation(invitation_of(asked))
    assert revisit is not None
    follow = queries.follow_up(revisit)
    assert (follow.told, follow.leaders) == (queries.Told.REOPENED, True)
    assert follow.call_by is not None
    assert list(queries.out_of_place()) == []


def test_r04_what_was_closed_for_another_reason_stays_closed(
    session: Session, cast: Cast, case: Case
) -> None:
    cases.close(case, Closing.MALICIOUS, reason="虚构故障", by=cast.head, now=THEN, seen=case.version)
    say(revisit_of(case), 1, now=THEN + HOUR)
    assert (case.state, case.closing, case.round) == (State.CLOSED, Closing.MALICIOUS, 1)
    assert scores(session) == [(1, Solved.YES)]


def test_r04_what_was_reopened_meanwhile_is_not_reopened_again(session: Session, case: Case) -> None:
    cases.confirm(case, False, "", now=THEN)
    say(revisit_of(case), 1, now=THEN + HOUR)
    assert case.round == 2


def test_s05_who_left_halfway_is_heard_all_the_same(session: Session, case: Case) -> None:
    """A customer who is discontent and closes the page is not left alone (R-04)."""
    revisit = revisit_of(case)
    invitation = invitation_of(revisit)
    overall = invitation.version.content.by_code["overall"]
    assert actions.take_unfinished(revisit, now=THEN) is False
    surveys.save(invitation, overall, Answer({"": 1}), now=THEN)
    assert case.round == 1
    assert actions.take_unfinished(revisit, now=THEN + DAY) is True
    assert (case.round, revisit.score, revisit.solved) == (2, 1, None)


@pytest.mark.both_databases
def test_r04_two_answers_at_once_reopen_once(session: Session, case: Case) -> None:
    revisit = revisit_of(case)
    invitation = invitation_of(revisit)
    for code, value in (("overall", 1), ("solved", 3)):
        surveys.save(invitation, invitation.version.content.by_code[code], Answer({"": value}), now=THEN)
    locator, case_id = invitation.locator, case.id
    session.commit()
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def tab() -> None:
        with app.app_context(), writing():
            found = by_locator(locator)
            assert found is not None
            actions.take_answer(found, now=THEN)
            db.session.commit()

    tabs = [Thread(target=tab) for _ in range(4)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    session.expire_all()
    assert session.get_one(Case, case_id).round == 2
    assert scores(session) == [(1, Solved.NO)]

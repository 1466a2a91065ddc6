"""Revisits by themselves: each step once and only once, by two clocks at once too (R-03, S-05)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs import revisits
from jobs.schedule import BY_NAME
from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.db import db
from models.outbox.tables import Notice, OutboxMessage
from models.people.tables import Staff
from models.revisits import actions
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitKind, RevisitState, Silence, Solved
from models.surveys import actions as surveys
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation
from tests.cast import Cast, meet
from tests.client import Client
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.revisits.answering import invitation_of, revisit_of, say
from tests.models.revisits.cases import DAY, HOUR, answered
from tests.moments import MONDAY
from tests.servers.smtp import MailServer

pytestmark = pytest.mark.both_databases
At = Callable[[datetime], object]


def mails(session: Session) -> list[str]:
    found = select(OutboxMessage.kind).where(OutboxMessage.kind.like("revisit%")).order_by(OutboxMessage.id)
    return list(session.scalars(found))


def there(case_id: int) -> Case:
    """The case anew: a job empties the session after each item."""
    return db.session.get_one(Case, case_id)


def tap(case: Case, question: str, choice: int, *, now: datetime, caller: Staff | None = None) -> None:
    """One question of the revisit answered, and no more."""
    invitation = invitation_of(revisit_of(case))
    asked = invitation.version.content.by_code[question]
    surveys.save(invitation, asked, Answer({"": choice}), now=now, caller=caller)
    db.session.commit()


def everybody_told(session: Session) -> tuple[list[str], list[int]]:
    """Letters to customers and notices to staff that a case came back."""
    letters = session.scalars(select(OutboxMessage.kind).where(OutboxMessage.kind == "reopened")).all()
    people = session.scalars(select(Notice.staff_id).where(Notice.kind == "case_reopened")).all()
    return list(letters), sorted(people)


def test_r03_the_whole_course_of_a_link_nobody_answers(session: Session, cast: Cast) -> None:
    """Planned, sent, reminded, on the phone list, expired; each job twice, each step once."""
    case = answered(cast).id
    assert revisits.plan(MONDAY).done == 1
    assert revisits.plan(MONDAY).done == 0
    both = ["revisit_invitation", "revisit_reminder"]
    course = [
        (revisits.send, HOUR, RevisitState.SENT, both[:1]),
        (revisits.remind, timedelta(days=2, hours=8), RevisitState.SENT, both),
        (revisits.fall_back, 5 * DAY + HOUR, RevisitState.TO_CALL, both),
        (revisits.expire, timedelta(days=19, hours=14), RevisitState.EXPIRED, both),
    ]
    for job, later, state, written in course:
        assert [job(MONDAY + later - HOUR).done, job(MONDAY + later).done, job(MONDAY + later).done] == [
            0,
            1,
            0,
        ]
        assert revisit_of(there(case)).state is state
        assert mails(session) == written
    assert revisit_of(there(case)).silence is Silence.NOT_CALLED
    assert (there(case).state, there(case).closing) == (State.CLOSED, Closing.NO_ANSWER)


def test_r03_two_clocks_at_once_plan_and_ask_each_customer_once(session: Session, cast: Cast) -> None:
    for n in range(6):
        answered(cast, email=f"customer{n}@example.com", phone=f"+861390000000{n}")
    session.commit()
    assert at_once(revisits.plan, MONDAY) == 6
    assert at_once(revisits.send, MONDAY + HOUR) == 6
    assert at_once(revisits.remind, MONDAY + 3 * DAY) == 6
    session.expire_all()
    assert sorted(mails(session)) == ["revisit_invitation"] * 6 + ["revisit_reminder"] * 6
    assert session.scalar(select(func.count()).select_from(Invitation)) == 6
    assert at_once(revisits.fall_back, MONDAY + 6 * DAY) == 6
    assert at_once(revisits.expire, MONDAY + 30 * DAY) == 6
    session.commit()  # what was read before is a snapshot of that moment
    states = session.scalars(select(Revisit.state).distinct()).all()
    assert states == [RevisitState.EXPIRED]


def test_r03_quiet_hours_put_off_and_lose_nothing(session: Session, cast: Cast) -> None:
    case = answered(cast, now=MONDAY.replace(hour=19, minute=30)).id
    revisits.plan(MONDAY.replace(hour=20))
    for now in (MONDAY.replace(hour=22), (MONDAY + DAY).replace(hour=8, minute=59)):
        assert revisits.send(now).done == 0
    assert revisits.send((MONDAY + DAY).replace(hour=9)).done == 1
    assert revisit_of(there(case)).state is RevisitState.SENT


def test_s05_what_a_customer_answered_before_leaving_is_taken_instead_of_a_reminder(
    session: Session, cast: Cast
) -> None:
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    tap(there(case), "overall", 1, now=MONDAY + 2 * HOUR)
    assert revisits.remind(MONDAY + 3 * DAY).done == 1
    assert mails(session) == ["revisit_invitation"]
    assert (there(case).state, there(case).round) == (State.HANDLING, 2)


def test_s05_a_dissatisfied_customer_who_left_after_one_tap_is_heard_after_a_working_hour(
    session: Session, cast: Cast
) -> None:
    """R-04: tapped at noon and gone; heard at half past two, once. Going on later tells nobody twice."""
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    tap(there(case), "overall", 1, now=MONDAY + 2 * HOUR)
    assert revisits.hear(MONDAY.replace(hour=14, minute=29)).done == 0
    heard_at = MONDAY.replace(hour=14, minute=30)
    assert [revisits.hear(heard_at).done, revisits.hear(heard_at).done] == [1, 0]
    assert (there(case).state, there(case).round) == (State.HANDLING, 2)
    assert (revisit_of(there(case)).state, revisit_of(there(case)).answered_at) == (
        RevisitState.ANSWERED,
        heard_at,
    )
    told = everybody_told(session)
    people = meet()
    assert told == (["reopened"], sorted([people.handler.id, people.head.id]))

    say(revisit_of(there(case)), 1, 3, now=heard_at + DAY, words="还是每天断网")
    assert [revisits.hear(heard_at + 2 * DAY).done, revisits.remind(heard_at + 3 * DAY).done] == [0, 0]
    assert everybody_told(session) == told
    assert there(case).round == 2
    scores = session.execute(select(RevisitAnswer.score, RevisitAnswer.solved).order_by(RevisitAnswer.id))
    assert scores.all() == [(1, None), (1, Solved.NO)]


def test_s05_who_is_still_tapping_is_left_alone(session: Session, cast: Cast) -> None:
    """Each tap begins the hour anew; the last counts, whichever question it answers."""
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    tap(there(case), "overall", 2, now=MONDAY.replace(hour=14))
    tap(there(case), "attitude", 2, now=MONDAY.replace(hour=14, minute=50))
    assert revisits.hear(MONDAY.replace(hour=15, minute=49)).done == 0
    assert revisits.hear(MONDAY.replace(hour=15, minute=50)).done == 1
    assert there(case).round == 2


def test_s05_who_is_on_the_phone_is_not_cut_short(session: Session, cast: Cast) -> None:
    """What the caller has entered so far is a draft while the call lasts, and what is left of it after."""
    case = answered(cast, email=None).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    caller = meet().second_agent
    tap(there(case), "overall", 1, now=MONDAY.replace(hour=14), caller=caller)
    calling = MONDAY.replace(hour=14, minute=40)
    actions.claim(revisit_of(there(case)), by=caller, now=calling)
    session.commit()
    assert revisits.hear(calling + HOUR / 3).done == 0
    assert revisits.hear(calling + HOUR / 2).done == 1
    assert there(case).round == 2


def test_s05_two_clocks_at_once_hear_each_customer_once(session: Session, cast: Cast) -> None:
    numbers = range(4)
    for n in numbers:
        answered(cast, email=f"customer{n}@example.com", phone=f"+861390000000{n}")
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    for case in session.scalars(select(Case)).all():
        tap(case, "overall", 1, now=MONDAY + 2 * HOUR)
    assert at_once(revisits.hear, MONDAY + DAY) == len(numbers)
    session.commit()
    people = meet()
    assert everybody_told(session) == (
        ["reopened"] * len(numbers),
        sorted([people.handler.id, people.head.id] * len(numbers)),
    )


def test_s04_an_answer_changed_for_the_worse_counts_though_its_customer_left(
    session: Session, cast: Cast
) -> None:
    """R-04: content, then not content, and the page closed before the end: heard a working hour later."""
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    say(revisit_of(there(case)), 4, now=MONDAY + 2 * HOUR)
    assert (there(case).state, there(case).closing) == (State.CLOSED, Closing.SATISFIED)
    tap(there(case), "overall", 1, now=MONDAY.replace(hour=14))
    assert revisits.hear(MONDAY.replace(hour=14, minute=59)).done == 0
    assert [revisits.hear(MONDAY.replace(hour=15)).done, revisits.hear(MONDAY.replace(hour=15)).done] == [
        1,
        0,
    ]
    assert (there(case).state, there(case).round) == (State.HANDLING, 2)
    scores = session.scalars(select(RevisitAnswer.score).order_by(RevisitAnswer.id)).all()
    assert scores == [4, 1]


def test_s04_an_answer_changed_and_changed_back_changes_nothing(session: Session, cast: Cast) -> None:
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    say(revisit_of(there(case)), 4, now=MONDAY + 2 * HOUR)
    for point in (1, 4):
        tap(there(case), "overall", point, now=MONDAY + 3 * HOUR)
    assert revisits.hear(MONDAY + DAY).done == 0
    assert there(case).closing is Closing.SATISFIED


def test_r04_what_the_case_has_outrun_is_taken_back_by_itself(session: Session, cast: Cast) -> None:
    case = answered(cast).id
    revisits.plan(MONDAY)
    cases.confirm(there(case), False, "还是断", now=MONDAY + HOUR)
    session.commit()
    assert revisits.send(MONDAY + 2 * HOUR).done == 1  # nothing goes out: it is cancelled
    assert revisit_of(there(case)).state is RevisitState.CANCELLED
    other = answered(meet(), email="li@example.com", phone="+8613900000001").id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    cases.confirm(there(other), True, "", now=MONDAY + 2 * HOUR)
    session.commit()
    assert revisits.expire(MONDAY + 2 * HOUR).done == 1
    assert revisit_of(there(other)).state is RevisitState.CANCELLED
    assert mails(session) == ["revisit_invitation"]


def test_r05_the_look_back_is_planned_once_for_what_was_closed_content(session: Session, cast: Cast) -> None:
    case = answered(cast).id
    cases.confirm(there(case), True, "", now=MONDAY + HOUR)
    session.commit()
    revisits.plan(MONDAY + 2 * HOUR)
    revisits.plan(MONDAY + 3 * HOUR)
    (revisit,) = session.scalars(select(Revisit)).all()
    assert (revisit.kind, revisit.send_at) == (RevisitKind.LASTING, MONDAY + 30 * DAY + HOUR)
    revisits.plan(MONDAY + 60 * DAY)
    assert len(session.scalars(select(Revisit)).all()) == 1


def test_r03_every_step_has_its_entry_on_the_clock() -> None:
    assert [name for name in BY_NAME if name.startswith("revisits-")] == [
        "revisits-plan",
        "revisits-send",
        "revisits-remind",
        "revisits-hear",
        "revisits-fall-back",
        "revisits-announce",
        "revisits-expire",
    ]


def test_r02_the_link_in_the_mail_opens_the_survey_and_its_answer_closes_the_case(
    app: Flask, client: Client, session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer, at: At
) -> None:
    """From the answered case to the closed one, with a real mail between."""
    at(MONDAY + HOUR)
    case = answered(cast).id
    for name in ("revisits-plan", "revisits-send", "deliver"):
        run_job(name, MONDAY + HOUR)
    (mail,) = [each for each in by_smtp.arrived if "想听听您的评价" in each.subject]
    (link,) = re.findall(r"https://voice\.yunfan\.example(/s/\w+)", mail.body())
    assert link in mail.body("html")
    page = client.get(link)
    assert "您对这次的处理结果满意吗？" in page.text
    for code, choice in {"overall": "4", "solved": "1", "attitude": "4", "speed": "4", "comment": ""}.items():
        client.post(f"{link}/q/{code}", data={"answer": choice})
    session.expire_all()
    assert (there(case).state, there(case).closing) == (State.CLOSED, Closing.SATISFIED)

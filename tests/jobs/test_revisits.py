"""Revisits by themselves: each step once and only once, by two clocks at once too (R-03)."""

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
from models.outbox.tables import OutboxMessage
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitKind, RevisitState, Silence
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
    invitation = invitation_of(revisit_of(there(case)))
    overall = invitation.version.content.by_code["overall"]
    surveys.save(invitation, overall, Answer({"": 1}), now=MONDAY + 2 * HOUR)
    session.commit()
    assert revisits.remind(MONDAY + 3 * DAY).done == 1
    assert mails(session) == ["revisit_invitation"]
    assert (there(case).state, there(case).round) == (State.HANDLING, 2)


def test_s04_an_answer_changed_for_the_worse_counts_though_its_customer_left(
    session: Session, cast: Cast
) -> None:
    """R-04: content, then not content, and the page closed before the end: half an hour later it is heard."""
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    say(revisit_of(there(case)), 4, now=MONDAY + 2 * HOUR)
    assert (there(case).state, there(case).closing) == (State.CLOSED, Closing.SATISFIED)
    invitation = invitation_of(revisit_of(there(case)))
    overall = invitation.version.content.by_code["overall"]
    changed = MONDAY + 3 * HOUR
    surveys.save(invitation, overall, Answer({"": 1}), now=changed)
    session.commit()
    assert revisits.remind(changed + HOUR / 3).done == 0
    assert [revisits.remind(changed + HOUR).done, revisits.remind(changed + HOUR).done] == [1, 0]
    assert (there(case).state, there(case).round) == (State.HANDLING, 2)
    scores = session.scalars(select(RevisitAnswer.score).order_by(RevisitAnswer.id)).all()
    assert scores == [4, 1]


def test_s04_an_answer_changed_and_changed_back_changes_nothing(session: Session, cast: Cast) -> None:
    case = answered(cast).id
    revisits.plan(MONDAY)
    revisits.send(MONDAY + HOUR)
    say(revisit_of(there(case)), 4, now=MONDAY + 2 * HOUR)
    invitation = invitation_of(revisit_of(there(case)))
    overall = invitation.version.content.by_code["overall"]
    for point in (1, 4):
        surveys.save(invitation, overall, Answer({"": point}), now=MONDAY + 3 * HOUR)
    session.commit()
    assert revisits.remind(MONDAY + 5 * HOUR).done == 0
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
    cases.withdraw(there(other), "不用了", now=MONDAY + 2 * HOUR)
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
        "revisits-fall-back",
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

"""The late scenes of the demo company: a few of all that can wait (G-06, T-04, V-05 to V-07, A-03,
C-01, C-03, C-04)."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.company import make_company
from demo.lately import tell_lately
from demo.loading.load import load
from demo.story import Company
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import CandidateState, MatterState
from models.cases.queries.scope import UNDECIDED
from models.cases.tables import (
    Assistance,
    Case,
    Chat,
    Compensation,
    Confirmation,
    DueTime,
    Extension,
    FurtherPost,
    JointTalk,
    Meeting,
    OpinionAlert,
    OutsideComplaint,
    Post,
    StoreVisit,
)
from models.cases.words import AssistState, CompensationState, ExtensionState, MeetingState, State
from models.conduct.tables import PayrollIssue, PayrollLine, Penalty, Reward
from models.conduct.words import PayKind, RewardState
from models.db import db, writing
from models.files.storage import FolderStore
from models.outbox.tables import Notice, OutboxMessage
from models.support.tables import SupportRequest
from models.support.words import SupportState
from models.training.queries.log import rated
from models.training.queries.quiz import answered
from models.training.tables import Enrolment, TrainingNeed, TrainingPlan, TrainingSession
from models.training.words import NeedState, PlanState, SessionState
from models.training.words import Place as Seat
from tests.demo.conftest import HOTLINE, TODAY
from tests.servers.databases import Fill
from tests.servers.run import run_folder


def fill_with_what_happened_lately() -> None:
    """The company without its year: what happened lately alone."""
    company = make_company(TODAY, hotline=HOTLINE)
    with writing():
        load(replace(company, stories=()), now=company.until)
        tell_lately(company, store=FolderStore(run_folder() / "lately-files"))
        db.session.commit()


@pytest.fixture
def beginning() -> tuple[Fill, ...]:
    """Every test here begins with it."""
    return (fill_with_what_happened_lately,)


@pytest.fixture
def lately(session: Session) -> Session:
    """Where it is read."""
    return session


def counted(session: Session, column: Any) -> Counter[Any]:
    return Counter(session.scalars(select(column)))


def test_the_demo_shows_a_few_of_each(lately: Session, company: Company) -> None:
    """Nobody who looks at the demo finds an empty screen: money, help, more time, posts, chats, stores."""
    assert counted(lately, Compensation.state) == {
        CompensationState.APPROVAL: 1,
        CompensationState.OPINION: 1,
        CompensationState.PAYMENT: 1,
        CompensationState.PAID: 1,
        CompensationState.REFUSED: 1,
    }
    assert counted(lately, Extension.state) == {ExtensionState.APPROVED: 1, ExtensionState.ASKED: 1}
    assert counted(lately, Assistance.state) == {AssistState.ACCEPTED: 1, AssistState.ASKED: 2}
    assert counted(lately, Meeting.state) == {MeetingState.CALLED: 1, MeetingState.HELD: 1}
    assert len(lately.scalars(select(DueTime).where(*UNDECIDED)).all()) == 1
    tables = (Post, FurtherPost, Chat, OutsideComplaint, JointTalk)
    sizes = {table: len(lately.scalars(select(table)).all()) for table in tables}
    assert sizes == {Post: 2, FurtherPost: 1, Chat: 2, OutsideComplaint: 1, JointTalk: 1}
    assert counted(lately, SupportRequest.state) == {SupportState.ACCEPTED: 1, SupportState.ASKED: 1}
    assert len(lately.scalars(select(OpinionAlert)).all()) == 1
    assert len(lately.scalars(select(StoreVisit)).all()) == 3
    states = counted(lately, Case.state)
    assert states[State.ANSWERED] >= 1
    stores = lately.scalars(
        select(Confirmation).join(Case, Case.id == Confirmation.case_id).where(Case.store_id.is_not(None))
    )
    assert [each.satisfied for each in stores] == [True]


def test_g06_nobody_in_the_demo_pays_what_they_approved(lately: Session) -> None:
    paid = lately.scalars(select(Compensation).where(Compensation.state == CompensationState.PAID)).one()
    assert len({paid.by_id, paid.opinion_by_id, paid.decided_by_id, paid.paid_by_id}) == 4


def test_nothing_of_it_lies_ahead_and_no_letter_waits(lately: Session, company: Company) -> None:
    """What starts the demo sends nobody mail about the past."""
    assert all(each <= company.until for each in lately.scalars(select(Case.received_at)))
    assert lately.scalars(select(OutboxMessage)).all() == []


def test_a03_c04_the_demo_holds_to_account_and_rewards(lately: Session) -> None:
    """A-03, C-01, C-03, C-04: a matter at each step, rewards in every state, a month handed to payroll."""
    assert counted(lately, Matter.state) == {
        MatterState.FINAL: 2,
        MatterState.WITHDRAWN: 1,
        MatterState.APPEALED: 1,
        MatterState.PROPOSED: 1,
        MatterState.DECIDED: 1,
        MatterState.HEARD: 1,
        MatterState.NOTIFIED: 1,
    }
    assert counted(lately, MatterCandidate.state)[CandidateState.OPEN] == 1
    assert counted(lately, Reward.state) == {
        RewardState.ANNOUNCED: 9,
        RewardState.NOMINATED: 2,
        RewardState.CHECKED: 1,
        RewardState.APPROVED: 1,
        RewardState.REFUSED: 1,
    }
    [issue] = lately.scalars(select(PayrollIssue)).all()
    assert {line.kind for line in lately.scalars(select(PayrollLine))} >= {PayKind.FINE, PayKind.BONUS}
    assert issue.held == []
    ended = lately.scalars(select(Penalty.id).where(Penalty.reversed_at.is_not(None))).all()
    assert len(ended) == 2, "a won appeal took the warning and the points back"


def test_l01_l04_the_demo_trains_its_people(lately: Session, company: Company) -> None:
    """L-01 to L-04: plans, a log that is closed and rated, a quiz, a make-up, gaps, what is coming; nobody is
    told of what is long past."""
    assert counted(lately, TrainingPlan.state) == {PlanState.APPROVED: 1, PlanState.SUBMITTED: 1}
    assert counted(lately, TrainingSession.state) == {SessionState.LOGGED: 3, SessionState.PLANNED: 6}
    coming = lately.scalars(select(TrainingSession).where(TrainingSession.starts_at > company.until)).all()
    assert len(coming) == 5
    assert sorted(each.n for each in answered().values()) == [4] * 5
    assert counted(lately, Enrolment.place)[Seat.WAITING] == 1
    assert len(lately.scalars(select(Enrolment).where(Enrolment.made_up_for_id.is_not(None))).all()) == 1
    needs = counted(lately, TrainingNeed.state)
    assert needs[NeedState.MET] >= 3
    assert needs[NeedState.OPEN] >= 3
    first = lately.scalars(select(TrainingSession).order_by(TrainingSession.starts_at)).first()
    assert first is not None
    rated_by, satisfied = rated(first)
    assert rated_by >= 5
    assert satisfied is not None
    told = select(Notice).where(Notice.about.like("training%"), Notice.read_at.is_(None))
    assert lately.scalars(told).all() == []

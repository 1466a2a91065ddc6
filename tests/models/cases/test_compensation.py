"""Compensation: proposed, advised on, approved by amount, paid once (G-06)."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.actions import CompensationDraft
from models.cases.actions.promises import keep_promises
from models.cases.queries import compensations_of, find, first_waiting, standing, sums, visible_to
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, Compensation, DueTime
from models.cases.words import Closing, CompensationKind, CompensationState, DueKind, Ending, Risk, State
from models.clock import local
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.outbox.tables import Notice, OutboxMessage
from models.people.actions import set_head
from models.rulebook.words import Approver
from tests.cast import Cast, department
from tests.models.cases.making import HOUR, also_in_finance, taken
from tests.models.outbox.messages import forget_notices
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def propose(
    case: Case, cast: Cast, fen: int = 3900, *, by: str = "handler", legal: bool = False
) -> Compensation:
    draft = CompensationDraft(CompensationKind.REFUND, fen, "wrong_charge", "十月重复扣费", legal)
    return actions.propose_compensation(case, draft, by=getattr(cast, by), now=LATER, seen=case.version)


def approve(case: Case, cast: Cast, by: str, *, approved: bool = True, reason: str = "") -> Compensation:
    return actions.approve_compensation(
        case, approved=approved, reason=reason, by=getattr(cast, by), now=LATER, seen=case.version
    )


def pay(case: Case, cast: Cast, reference: str = "ZF-20261123-07", by: str = "finance") -> Compensation:
    return actions.pay(case, reference, by=getattr(cast, by), now=LATER, seen=case.version)


def due(case: Case, kind: DueKind) -> DueTime:
    return db.session.scalars(
        select(DueTime)
        .where(DueTime.case_id == case.id, DueTime.kind == kind)
        .order_by(DueTime.id.desc())
        .limit(1)
    ).one()


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


@pytest.mark.parametrize(
    ("fen", "approver", "part"),
    [
        (1, Approver.HEAD, "head"),
        (20000, Approver.HEAD, "head"),
        (20001, Approver.FINANCE, "finance"),
        (500000, Approver.FINANCE, "finance"),
        (500001, Approver.LEADING_GROUP, "leader"),
    ],
)
def test_g06_the_amount_says_who_approves(cast: Cast, fen: int, approver: Approver, part: str) -> None:
    payer = also_in_finance(cast.hr)
    case = taken(cast)
    proposed = propose(case, cast, fen)
    assert proposed.approver is approver
    if proposed.state is CompensationState.OPINION:
        actions.advise(case, "可行", Risk.LOW, by=cast.legal, now=LATER, seen=case.version)
    assert told("compensation_to_approve") - {payer.id} == {getattr(cast, part).id}
    others = {"head", "finance", "leader", "agent", "handler", "auditor", "legal"} - {part}
    for other in sorted(others):
        with pytest.raises(NotAllowed):
            approve(case, cast, other)
    assert case.number in [each.number for each in first_waiting(getattr(cast, part))]
    assert next_steps(case, standing(case, getattr(cast, part)))[0] is Step.COMPENSATION_REVIEW
    approve(case, cast, part)
    assert (proposed.state, proposed.decided_by_id) == (CompensationState.PAYMENT, getattr(cast, part).id)


def test_g06_each_step_has_its_due_time(cast: Cast) -> None:
    case = taken(cast)
    propose(case, cast, legal=True)
    opinion = due(case, DueKind.LEGAL_OPINION)
    assert local(opinion.due_at).strftime("%m-%d") == "11-24"
    actions.advise(case, "责任明确", Risk.MEDIUM, by=cast.legal, now=LATER, seen=case.version)
    assert opinion.ending is Ending.MET
    assert due(case, DueKind.COMPENSATION).ended_at is None
    approve(case, cast, "head")
    assert due(case, DueKind.COMPENSATION).ending is Ending.MET
    payment = due(case, DueKind.PAYMENT)
    assert local(payment.due_at).strftime("%m-%d") == "11-26"
    pay(case, cast)
    assert payment.ending is Ending.MET
    assert case.due_kind not in (DueKind.LEGAL_OPINION, DueKind.COMPENSATION, DueKind.PAYMENT)


def test_g06_those_whose_step_it_is_are_reminded(cast: Cast) -> None:
    case = taken(cast)
    propose(case, cast, legal=True)
    opinion = due(case, DueKind.LEGAL_OPINION)
    forget_notices()
    keep_promises(opinion.id, now=opinion.due_at)
    assert told("case_due_soon") | told("case_due") == {cast.legal.id}


@pytest.mark.parametrize(("fen", "asked"), [(199999, False), (200000, True)])
def test_g06_legal_is_asked_from_the_limit_on(cast: Cast, fen: int, asked: bool) -> None:
    case = taken(cast)
    proposed = propose(case, cast, fen)
    assert (proposed.state is CompensationState.OPINION) is asked
    assert (find(cast.legal, case.number) is not None) is asked, "Legal sees it only when it is asked"


def test_g06_who_approves_may_ask_legal_first_and_once(cast: Cast) -> None:
    case = taken(cast)
    propose(case, cast)
    actions.ask_legal(case, by=cast.head, now=LATER, seen=case.version)
    assert told("compensation_to_advise") == {cast.legal.id}
    assert due(case, DueKind.COMPENSATION).ending is Ending.DROPPED
    with pytest.raises(NotAllowed):
        approve(case, cast, "head")
    advised = actions.advise(case, "有诉讼风险", Risk.HIGH, by=cast.legal, now=LATER, seen=case.version)
    assert (advised.risk, advised.opinion_by_id) == (Risk.HIGH, cast.legal.id)
    with pytest.raises(Invalid) as refused:
        actions.ask_legal(case, by=cast.head, now=LATER, seen=case.version)
    assert refused.value.why == "advised_already"


def test_g06_nobody_approves_an_own_proposal(cast: Cast) -> None:
    """Where the head is who proposes, finance decides."""
    also_in_finance(cast.hr)
    case = taken(cast)
    assert propose(case, cast, by="head").approver is Approver.FINANCE
    with pytest.raises(NotAllowed):
        approve(case, cast, "head")
    approve(case, cast, "finance")
    set_head(department("JS"), cast.handler, by=SYSTEM, now=MONDAY)
    other = taken(cast, phone="+8613900139000")
    assert propose(other, cast).approver is Approver.FINANCE


def test_g06_a_refusal_has_its_reason_and_another_may_follow(cast: Cast) -> None:
    case = taken(cast)
    first = propose(case, cast)
    with pytest.raises(Invalid):
        approve(case, cast, "head", approved=False)
    approve(case, cast, "head", approved=False, reason="金额依据不足")
    assert (first.state, first.decision) == (CompensationState.REFUSED, "金额依据不足")
    assert told("compensation_refused") == {cast.handler.id}
    assert told("compensation_to_pay") == set()
    propose(case, cast, 1900)
    with pytest.raises(NotAllowed):
        propose(case, cast, 1900)
    assert len(compensations_of(case)) == 2


def test_g06_paid_once_under_a_reference_of_its_own(cast: Cast) -> None:
    case = taken(cast)
    paid = propose(case, cast)
    for other in (cast.finance, cast.head):
        with pytest.raises(NotAllowed):
            actions.pay(case, "ZF-1", by=other, now=LATER, seen=None)
    approve(case, cast, "head")
    with pytest.raises(Invalid):
        pay(case, cast, " ")
    pay(case, cast, "ZF-1")
    assert (paid.state, paid.reference, paid.paid_by_id) == (CompensationState.PAID, "ZF-1", cast.finance.id)
    with pytest.raises(NotAllowed):
        pay(case, cast, "ZF-2")
    other = taken(cast, phone="+8613900139000")
    propose(other, cast)
    approve(other, cast, "head")
    with pytest.raises(Invalid) as refused:
        pay(other, cast, "ZF-1")
    assert refused.value.why == "reference_used"


def test_g06_four_eyes_who_approved_does_not_pay(cast: Cast) -> None:
    """Another person of finance does: told of it, offered the step, and refused to whoever approved."""
    payer = also_in_finance(cast.hr)
    case = taken(cast)
    paid = propose(case, cast, 30000)
    approve(case, cast, "finance")
    assert told("compensation_to_pay") == {payer.id}
    assert case.number not in [each.number for each in first_waiting(cast.finance)]
    assert Step.COMPENSATION_PAYMENT not in next_steps(case, standing(case, cast.finance))
    with pytest.raises(NotAllowed):
        pay(case, cast)
    assert next_steps(case, standing(case, payer))[0] is Step.COMPENSATION_PAYMENT
    pay(case, cast, by="hr")
    assert (paid.decided_by_id, paid.paid_by_id) == (cast.finance.id, payer.id)


def test_g06_finance_of_one_pays_what_the_leading_group_approves(cast: Cast) -> None:
    """Nothing gets stuck: where nobody else could pay, finance does not approve."""
    case = taken(cast)
    assert propose(case, cast, 30000).approver is Approver.LEADING_GROUP
    approve(case, cast, "leader")
    assert told("compensation_to_pay") == {cast.finance.id}
    pay(case, cast)


def test_g06_the_database_knows_four_eyes(cast: Cast) -> None:
    case = taken(cast)
    row = propose(case, cast)
    approve(case, cast, "head")
    row.state, row.reference = CompensationState.PAID, "ZF-9"
    row.paid_by_id, row.paid_at = cast.head.id, LATER
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_g06_the_database_keeps_a_reference_for_one_payment(cast: Cast) -> None:
    rows = []
    for phone in ("+8613900139001", "+8613900139002"):
        case = taken(cast, phone=phone)
        rows.append(propose(case, cast))
        approve(case, cast, "head")
    for row in rows:
        row.state, row.reference = CompensationState.PAID, "ZF-9"
        row.paid_by_id, row.paid_at = cast.finance.id, LATER
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_g06_the_customer_hears_of_it_only_through_the_result(cast: Cast) -> None:
    case = taken(cast)
    letters = db.session.query(OutboxMessage).count()
    propose(case, cast)
    approve(case, cast, "head")
    pay(case, cast)
    assert db.session.query(OutboxMessage).count() == letters


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CompensationDraft(CompensationKind.GIFT, 0, "goodwill", "致歉"), "amount"),
        (CompensationDraft(CompensationKind.GIFT, 100, "no_such", "致歉"), "cause"),
        (CompensationDraft(CompensationKind.GIFT, 100, "goodwill", " "), "reason"),
    ],
)
def test_g06_a_proposal_that_lacks_something(cast: Cast, draft: CompensationDraft, field: str) -> None:
    case = taken(cast)
    with pytest.raises(Invalid) as refused:
        actions.propose_compensation(case, draft, by=cast.handler, now=LATER, seen=None)
    assert refused.value.field == field


@pytest.mark.parametrize("part", ["agent", "stranger", "finance", "legal", "leader", "plain"])
def test_g06_those_who_handle_the_case_propose(cast: Cast, part: str) -> None:
    case = taken(cast)
    with pytest.raises(NotAllowed):
        propose(case, cast, by=part)


def test_g06_an_approved_one_outlives_the_case_a_proposal_of_a_withdrawn_one_does_not(cast: Cast) -> None:
    case = taken(cast)
    propose(case, cast)
    approve(case, cast, "head")
    actions.withdraw(case, "不用了", now=LATER)
    assert (case.state, case.closing) == (State.CLOSED, Closing.WITHDRAWN)
    pay(case, cast)
    other = taken(cast, phone="+8613900139000")
    proposed = propose(other, cast)
    actions.withdraw(other, "不用了", now=LATER)
    assert proposed.state is CompensationState.DROPPED
    assert due(other, DueKind.COMPENSATION).ending is Ending.DROPPED


def test_g06_let_go_with_a_reason(cast: Cast) -> None:
    case = taken(cast)
    proposed = propose(case, cast)
    with pytest.raises(Invalid):
        actions.end_compensation(case, "", by=cast.handler, now=LATER, seen=None)
    actions.end_compensation(case, "客户不要", by=cast.handler, now=LATER, seen=None)
    assert (proposed.state, proposed.dropped_because) == (CompensationState.DROPPED, "客户不要")
    assert told("compensation_dropped") == {cast.head.id}


def test_g06_the_trail_names_the_amount_and_no_words(cast: Cast) -> None:
    propose(taken(cast), cast)
    event = db.session.scalars(select(Event).where(Event.kind == "case.compensation_proposed")).one()
    assert event.facts == {
        "compensation": 1,
        "compensation_kind": "refund",
        "fen": 3900,
        "cause": "wrong_charge",
        "approver": "head",
    }


def test_g06_totals_count_what_the_reader_may_see(cast: Cast) -> None:
    case = taken(cast)
    propose(case, cast)
    approve(case, cast, "head")
    other = taken(cast, phone="+8613900139000")
    propose(other, cast, 15000)
    of_all = sums(visible_to(cast.leader), since=None, until=None)
    assert sorted((each.state, each.count, each.fen) for each in of_all) == [
        (CompensationState.APPROVAL, 1, 15000),
        (CompensationState.PAYMENT, 1, 3900),
    ]
    of_finance = sums(visible_to(cast.finance), since=None, until=None)
    assert [each.state for each in of_finance] == [CompensationState.PAYMENT]
    assert sums(visible_to(cast.stranger), since=None, until=None) == []
    assert sums(visible_to(cast.leader), since=None, until=MONDAY) == []

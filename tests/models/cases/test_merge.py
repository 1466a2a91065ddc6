"""Cases that are merged, separated again, linked: nothing is lost, nothing escalates (T-06, H-03)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import carried_on_by, due_notices, due_times_of, joined, related
from models.cases.rules.belonging import differ, leads_on
from models.cases.tables import Case, DueTime
from models.cases.words import Channel, Closing, DueKind, Ending, State
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.queries import history
from models.outbox.actions import note_outlet
from models.outbox.tables import Means, Notice, OutboxMessage
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, answered, in_review, new, taken, triaged, waiting
from tests.moments import MONDAY

LATER = MONDAY + DAY


def merged(cast: Cast, *, before: str = "taken") -> tuple[Case, Case]:
    """A case that was taken, and the customer's other one that carries it on."""
    into = taken(cast, MONDAY)
    case = {"taken": taken, "waiting": waiting, "triaged": triaged}[before](cast, MONDAY + HOUR)
    actions.merge(case, into, reason="同一故障", by=cast.agent, now=LATER, seen=None)
    return case, into


def dues(case: Case) -> list[DueTime]:
    return list(db.session.scalars(select(DueTime).where(DueTime.case_id == case.id).order_by(DueTime.id)))


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case.audit_name)]


@pytest.mark.both_databases
def test_h03_merged_cases_do_not_escalate(cast: Cast) -> None:
    """Their clocks end as dropped: nobody is reminded however late it gets; the other one goes on."""
    case, into = merged(cast)
    assert (case.state, case.closing, case.merged_into_id) == (State.CLOSED, Closing.MERGED, into.id)
    assert {due.ending for due in dues(case)} <= {Ending.DROPPED, Ending.MET}
    assert all(due.next_notice_at is None for due in dues(case))
    assert case.due_at is None
    waiting_ids = set(due_notices(MONDAY + 90 * DAY))
    assert waiting_ids.isdisjoint(due.id for due in dues(case))
    assert not waiting_ids.isdisjoint(due.id for due in dues(into))
    for due in dues(case):
        assert not actions.keep_promises(due.id, now=MONDAY + 90 * DAY)
    assert db.session.scalars(select(Notice).where(Notice.kind == "case_late")).all() == []


def test_t06_nothing_is_lost_by_a_merge(cast: Cast) -> None:
    """Words, files and contacts stay on their case and are read on the other; both histories tell it."""
    into = taken(cast, MONDAY)
    case = taken(cast, MONDAY + HOUR, problem="还是断网", channel=Channel.WEB)
    actions.add_words(case, "邻居家也断了", (), now=MONDAY + 2 * HOUR)
    actions.merge(case, into, reason="", by=cast.agent, now=LATER, seen=None)
    (one,) = joined(into)
    assert (one.case, [word.text for word in one.words]) == (case, ["邻居家也断了"])
    assert carried_on_by(case) is into
    assert kinds(case)[-2:] == ["case.merged", "case.closed"]
    assert kinds(into)[-1] == "case.merged_in"
    letter = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.about == case.audit_name, OutboxMessage.kind == "merged")
    ).one()
    assert letter.facts["into"] == into.number
    assert list(related(into, cast.agent).merged) == [case]


def test_t06_what_cannot_be_merged(cast: Cast) -> None:
    """Bad input: itself, a closed case, another customer's, one that carries others, one with a result."""
    case, into = taken(cast), taken(cast)
    strange = new(MONDAY, phone="+8613500000001", email="x@example.com")
    ended = new(MONDAY)
    actions.withdraw(ended, "好了", now=MONDAY)
    for other, reason in ((case, "itself"), (ended, "case_closed"), (strange, "another_customer")):
        with pytest.raises(Invalid, match=reason):
            actions.merge(case, other, by=cast.agent, now=LATER, seen=None)
    with pytest.raises(NotAllowed):
        actions.merge(case, into, by=cast.handler, now=LATER, seen=None)
    actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    with pytest.raises(WrongState):
        actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    with pytest.raises(Invalid, match="carries_others"):
        actions.merge(into, new(MONDAY), by=cast.agent, now=LATER, seen=None)
    for late in (in_review(cast), answered(cast)):
        with pytest.raises(WrongState):
            actions.merge(late, into, by=cast.agent, now=LATER, seen=None)


def test_t06_a_merge_waits_for_other_departments(cast: Cast) -> None:
    case, into = taken(cast), taken(cast)
    actions.ask_extension(case, 1, reason="备件", words="备件未到", by=cast.handler, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed):
        actions.merge(case, into, by=cast.agent, now=LATER, seen=None)


@pytest.mark.both_databases
@pytest.mark.parametrize("before", ["triaged", "taken", "waiting"])
def test_t06_a_wrong_merge_is_taken_back_whole(cast: Cast, before: str) -> None:
    """The state, the owner and the clocks are back; the time between does not count."""
    case, into = merged(cast, before=before)
    back = LATER + 2 * DAY
    with pytest.raises(Invalid, match="required"):
        actions.separate(case, reason=" ", words="x", by=cast.agent, now=back, seen=None)
    actions.separate(case, reason="不是同一处", words="我们分开处理。", by=cast.head, now=back, seen=None)
    assert case.state is (State.ASSIGNED if before == "triaged" else State.HANDLING)
    assert (case.closing, case.merged_into_id, case.closed_at) == (None, None, None)
    assert case.owner_id == (None if before == "triaged" else cast.handler.id)
    (result,) = [due for due in due_times_of(case, DueKind.RESULT) if due.ended_at is None]
    (other,) = [due for due in due_times_of(into, DueKind.RESULT) if due.ended_at is None]
    assert result.due_at > other.due_at
    assert result.next_notice_at is not None
    assert case.due_at is not None
    assert kinds(case)[-1] == "case.separated"
    assert kinds(into)[-1] == "case.parted"
    assert joined(into) == []
    actions.merge(case, into, by=cast.agent, now=back + HOUR, seen=None)
    assert case.merged_into_id == into.id


def test_t06_who_may_take_a_merge_back(cast: Cast) -> None:
    """Customer service, the leading group, the head of the department that had it; nobody else."""
    case, _into = merged(cast)
    for part in ("handler", "finance", "store", "stranger"):
        with pytest.raises(NotAllowed):
            actions.separate(
                case, reason="错", words="错", by=getattr(cast, part), now=LATER + HOUR, seen=None
            )
    actions.separate(case, reason="错", words="分开处理", by=cast.head, now=LATER + HOUR, seen=None)


def test_t06_cases_are_linked_and_the_link_is_taken_away(cast: Cast) -> None:
    case, other = taken(cast), new(MONDAY, phone="+8613500000001", email="x@example.com")
    made = actions.link(case, other, reason="同一小区", by=cast.handler, now=LATER)
    assert [each.id for each, _link in related(case, cast.agent).linked] == [other.id]
    assert [each.id for each, _link in related(other, cast.agent).linked] == [case.id]
    assert related(case, cast.handler).linked == []  # the other one is not theirs to see
    for reason, again in (("linked_already", other), ("itself", case)):
        with pytest.raises(Invalid, match=reason):
            actions.link(case, again, reason="x", by=cast.handler, now=LATER)
    actions.unlink(case, other, reason="不相干", by=cast.handler, now=LATER + HOUR)
    assert (made.ended_because, made.ended_by_id) == ("不相干", cast.handler.id)
    assert [kind for kind in kinds(other) if "link" in kind] == ["case.linked", "case.unlinked"]
    with pytest.raises(Invalid, match="not_linked"):
        actions.unlink(case, other, reason="x", by=cast.handler, now=LATER)


def letters_of(case: Case) -> list[tuple[Means, str, str]]:
    """By which means the customer of a case was told that it was merged, where, and into which."""
    told = select(OutboxMessage).where(OutboxMessage.about == case.audit_name, OutboxMessage.kind == "merged")
    return [(each.means, each.to_address, each.facts["into"]) for each in db.session.scalars(told)]


def told_to_call() -> list[tuple[int, str]]:
    found = db.session.scalars(select(Notice).where(Notice.kind == "merged_to_tell"))
    return [(each.staff_id, each.about) for each in found]


def test_t06_who_has_no_mail_address_is_told_of_a_merge_by_sms(cast: Cast) -> None:
    """T-06, R-02: by the house's gateway; then nobody has to call."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    into, case = taken(cast), taken(cast, MONDAY + HOUR, email=None)
    actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    assert letters_of(case) == [(Means.SMS, "+8613812345678", into.number)]
    assert told_to_call() == []


def test_t06_without_mail_and_sms_whoever_has_the_other_case_is_asked_to_call(cast: Cast) -> None:
    """T-06: where there is no gateway. Who left no telephone either cannot be called."""
    into, case = taken(cast), taken(cast, MONDAY + HOUR, email=None)
    actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    assert letters_of(case) == []
    assert told_to_call() == [(cast.handler.id, into.audit_name)]
    nameless = taken(cast, MONDAY + HOUR, email=None, phone=None, account="A1")
    nameless.customer_id = into.customer_id
    actions.merge(nameless, into, by=cast.agent, now=LATER, seen=None)
    assert len(told_to_call()) == 1


@pytest.mark.parametrize(
    ("email", "told"), [("zhao@example.com", "case_separated"), (None, "separated_to_tell")]
)
def test_t06_without_mail_whoever_has_a_separated_case_is_asked_to_call(
    cast: Cast, email: str | None, told: str
) -> None:
    """T-06: words of our own go by mail; who left a telephone alone is called, as after a merge."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    into, case = taken(cast, email=email), taken(cast, email=email)
    actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    actions.separate(case, reason="错", words="分开处理", by=cast.head, now=LATER + HOUR, seen=None)
    news = select(Notice).where(Notice.about == case.audit_name, Notice.kind.like("%separated%"))
    assert [(each.kind, each.staff_id) for each in db.session.scalars(news)] == [(told, cast.handler.id)]


def test_t06_what_one_case_does_not_name_differs_from_nothing(cast: Cast) -> None:
    """T-06: telephone or mail address differ where both cases name one; the link leads on more seldom."""
    into, quiet = taken(cast), taken(cast, email=None)
    other = taken(cast, email="x@example.com")
    assert (differ(quiet, into), leads_on(quiet, into)) == (False, False)
    assert (differ(other, into), leads_on(other, into)) == (True, False)
    assert (differ(taken(cast), into), leads_on(taken(cast), into)) == (False, True)

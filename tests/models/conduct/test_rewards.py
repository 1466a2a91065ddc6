"""Rewards: nominated by anybody, checked, approved by amount, announced, revoked (C-01, C-02, C-04)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.cases.actions import open_case, triage
from models.cases.tables import Case
from models.cases.words import Kind
from models.conduct import actions
from models.conduct.actions import Nomination
from models.conduct.queries import points
from models.conduct.queries import rewards as queries
from models.conduct.rules.praise import named_in
from models.conduct.tables import LedgerEntry, Reward, RewardSuggestion
from models.conduct.words import RewardGround, RewardState, SuggestionState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import CUSTOMER
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.words import Approver, RewardKind
from tests.cast import Cast, department
from tests.models.cases.making import DAY, decision, intake
from tests.models.conduct.making import announced, checked, nominated
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_c04_from_nomination_to_honour_roll(cast: Cast) -> None:
    """C-01: each step is told to who takes the next; at the end points are booked and all may read it."""
    reward = nominated(cast.handler, cast.stranger, RewardKind.CERTIFICATE)
    assert reward.number == f"R2026-{reward.id:04d}"
    assert told("reward_to_check") == {cast.hr.id}
    checked(reward, cast.hr)
    assert (reward.approver, told("reward_to_approve")) == (Approver.HEAD, {cast.head.id})
    assert queries.find(cast.handler, reward.number) is None, (
        "who is rewarded hears of it when it is announced"
    )
    actions.approve_reward(reward, by=cast.head, now=MONDAY)
    assert told("reward_to_announce") == {cast.hr.id}
    assert queries.honour_roll(2026) == []
    actions.announce_reward(reward, by=cast.hr, now=MONDAY)
    assert (told("reward_given"), told("reward_announced")) == ({cast.handler.id}, {cast.stranger.id})
    assert queries.honour_roll(2026) == [reward]
    assert queries.honour_years() == [2026]
    assert points.balance_of(cast.handler) == 3
    assert queries.find(cast.store, reward.number) == reward
    events = db.session.scalars(select(Event).where(Event.subject == reward.audit_name).order_by(Event.id))
    found = list(events)
    assert [event.kind for event in found] == [
        "reward.nominated",
        "reward.checked",
        "reward.approved",
        "reward.announced",
        "points.booked",
    ]
    assert "抢修" not in str([event.facts for event in found])


@pytest.mark.parametrize(
    ("fen", "approver", "part"),
    [
        (50_000, Approver.HEAD, "head"),
        (50_001, Approver.FINANCE, "finance"),
        (200_001, Approver.LEADING_GROUP, "leader"),
    ],
)
def test_c04_the_amount_says_who_approves(cast: Cast, fen: int, approver: Approver, part: str) -> None:
    """Everybody else is refused, at every step."""
    reward = nominated(cast.handler, cast.stranger, fen=fen)
    for person in cast:
        if person.id != cast.hr.id:
            with pytest.raises(NotAllowed):
                checked(reward, person)
    checked(reward, cast.hr)
    assert reward.approver is approver
    right: Staff = getattr(cast, part)
    for person in cast:
        if person.id != right.id:
            with pytest.raises(NotAllowed):
                actions.approve_reward(reward, by=person, now=MONDAY)
    actions.approve_reward(reward, by=right, now=MONDAY)
    for person in cast:
        if person.id != cast.hr.id:
            with pytest.raises(NotAllowed):
                actions.announce_reward(reward, by=person, now=MONDAY)


def test_c04_nobody_decides_about_their_own_reward_or_nomination(cast: Cast) -> None:
    """When nobody is left, it goes up to the leading group."""
    with pytest.raises(Invalid, match="oneself"):
        nominated(cast.handler, cast.handler)
    from_hr = nominated(cast.handler, cast.hr)
    assert queries.next_people(from_hr, MONDAY) == {cast.leader.id}
    for_head = checked(nominated(cast.head, cast.handler), cast.hr)
    assert queries.next_people(for_head, MONDAY) == {cast.leader.id}
    by_head = checked(nominated(cast.handler, cast.head), cast.hr)
    assert queries.next_people(by_head, MONDAY) == {cast.leader.id}
    for_hr = nominated(cast.hr, cast.handler)
    assert queries.next_people(for_hr, MONDAY) == {cast.leader.id}
    grant(cast.leader, {Role.HR})
    checked(for_hr, cast.leader)
    assert queries.next_people(for_hr, MONDAY) == set(), "who checked it does not approve it too"


def test_c02_a_department_is_not_rewarded_by_its_own(cast: Cast) -> None:
    fund = checked(nominated(department("JS"), cast.agent, RewardKind.DEPARTMENT_POINTS), cast.hr)
    assert fund.approver is Approver.HEAD
    assert queries.next_people(fund, MONDAY) == {cast.leader.id}
    actions.approve_reward(fund, by=cast.leader, now=MONDAY)
    actions.announce_reward(fund, by=cast.hr, now=MONDAY)
    assert points.balance_of(department("JS")) == 5
    assert told("reward_given") == {cast.head.id}


@pytest.mark.parametrize(
    ("kind", "fen", "whose", "why"),
    [
        (RewardKind.BONUS, 9_999, "handler", "not_in_range"),
        (RewardKind.COMMENDATION, 100, "handler", "without_amount"),
        (RewardKind.BONUS, 1_000_001, "handler", "not_in_range"),
        (RewardKind.TEAM_FUND, 100, "handler", "not_for_people"),
        (RewardKind.BONUS, 100, "JS", "not_for_departments"),
    ],
)
def test_c01_what_does_not_go_together(cast: Cast, kind: RewardKind, fen: int, whose: str, why: str) -> None:
    holder = department(whose) if whose.isupper() else getattr(cast, whose)
    with pytest.raises(Invalid, match=why):
        nominated(holder, cast.agent, kind, fen)


def test_c04_refused_with_a_reason_and_taken_back(cast: Cast) -> None:
    reward = nominated(cast.handler, cast.agent)
    with pytest.raises(Invalid, match="required"):
        actions.refuse_reward(reward, " ", by=cast.hr, now=MONDAY)
    actions.refuse_reward(reward, "已有同一事由的奖励", by=cast.hr, now=MONDAY)
    assert (reward.state, told("reward_refused")) == (RewardState.REFUSED, {cast.agent.id})
    assert queries.find(cast.handler, reward.number) is None
    with pytest.raises(WrongState):
        checked(reward, cast.hr)
    other = nominated(cast.handler, cast.agent)
    with pytest.raises(NotAllowed):
        actions.withdraw_nomination(other, by=cast.hr, now=MONDAY)
    actions.withdraw_nomination(other, by=cast.agent, now=MONDAY)
    assert queries.waiting_for(cast.hr, MONDAY) == []


def test_c04_a_revoked_reward_gives_its_points_back_and_stays_in_the_books(cast: Cast) -> None:
    reward = announced(cast.handler, cast, RewardKind.PROMOTION)
    for person in cast:
        if person.id != cast.leader.id:
            with pytest.raises(NotAllowed):
                actions.revoke_reward(reward, "材料不实", by=person, now=MONDAY + DAY)
    actions.revoke_reward(reward, "材料不实", by=cast.leader, now=MONDAY + DAY)
    assert queries.honour_roll(2026) == []
    assert points.balance_of(cast.handler) == 0
    assert [entry.points for entry in db.session.scalars(select(LedgerEntry))] == [5, 5]
    assert told("reward_revoked") == {cast.handler.id, cast.agent.id}
    assert queries.find(cast.handler, reward.number) == reward


def praise(cast: Cast, words: str, now: datetime = MONDAY) -> Case:
    case = open_case(intake(kind=Kind.PRAISE, problem=words, title="表扬"), by=CUSTOMER, now=now)
    decided = decision(kind=Kind.PRAISE, grade=None)
    return triage(case, decided, by=cast.agent, now=now, seen=case.version)


def test_c04_praise_is_suggested_once_to_those_who_decide(cast: Cast) -> None:
    """Three cases within three months, by the rules; the system names who seems to be meant, and a head
    sees the own department's."""
    words = f"你们的{cast.handler.name}上门很快，态度也好。"
    praise(cast, words, MONDAY - 100 * DAY)
    praise(cast, words, MONDAY - 40 * DAY)
    praise(cast, words)
    assert actions.suggest_rewards(now=MONDAY + DAY) == 0
    case = praise(cast, words)
    assert actions.suggest_rewards(now=MONDAY + DAY) == 1
    assert actions.suggest_rewards(now=MONDAY + DAY) == 0
    suggestion = db.session.scalars(select(RewardSuggestion)).one()
    assert (suggestion.case_id, suggestion.staff_id, suggestion.cases) == (case.id, cast.handler.id, 3)
    seen = {part for part, person in vars(cast).items() if queries.suggestions(person)}
    assert seen == {"head", "hr", "leader"}
    wanted = Nomination(
        cast.handler, RewardKind.COMMENDATION, RewardGround.PRAISE, "客户来电表扬", 0, case, suggestion
    )
    reward = actions.nominate(wanted, by=cast.head, now=MONDAY + DAY)
    assert (suggestion.state, suggestion.reward_id) == (SuggestionState.TAKEN, reward.id)
    assert not queries.suggestions(cast.hr)
    with pytest.raises(WrongState):
        actions.dismiss_suggestion(suggestion, "重复", by=cast.hr, now=MONDAY + DAY)


def test_c04_a_suggestion_is_dismissed_with_a_reason(cast: Cast) -> None:
    for _case in range(3):
        praise(cast, "服务不错")
    actions.suggest_rewards(now=MONDAY + DAY)
    suggestion = db.session.scalars(select(RewardSuggestion)).one()
    assert suggestion.staff_id is None
    with pytest.raises(Invalid, match="required"):
        actions.dismiss_suggestion(suggestion, "", by=cast.head, now=MONDAY + DAY)
    actions.dismiss_suggestion(suggestion, "未指明具体人员", by=cast.head, now=MONDAY + DAY)
    assert suggestion.state is SuggestionState.DISMISSED
    assert db.session.scalars(select(Reward)).all() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("表扬季书，很耐心", 1),
        ("表扬季师傅", 1),
        ("季书和程长都很好", None),
        ("程师傅很好", None),
        ("师傅很好", None),
    ],
)
def test_c04_whom_a_praise_names(text: str, found: int | None) -> None:
    """By the whole name, or the family name with a title where only one has it."""
    assert named_in(text, {1: "季书", 2: "程长", 3: "程远"}) == found

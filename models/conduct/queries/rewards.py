"""Reading rewards: one, those that wait for somebody, the honour roll, suggestions (C-01, C-04, C-05)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.clock import SHANGHAI, local_day
from models.conduct.queries.scope import departments_read
from models.conduct.rules.rewards import Company, approving, checking
from models.conduct.tables import Reward, RewardSuggestion
from models.conduct.words import RewardState, SuggestionState
from models.db import db
from models.memory import remembered
from models.papers.tables import Paper
from models.papers.words import PaperKind, PaperState
from models.people.queries import every_department, works_on
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.permissions import Permission
from models.rulebook.words import Approver
from models.support.rules import heads_above

WAITING = (RewardState.NOMINATED, RewardState.CHECKED, RewardState.APPROVED)
SEES_ALL = frozenset({Role.AUDITOR, Role.HR, Role.LEADING_GROUP})


def find(staff: Staff, number: str) -> Reward | None:
    """A reward for whom it is to be seen by: everybody once announced; before, those who work on it."""
    return db.session.scalars(
        select(Reward).where(Reward.number == number, sees(staff)).options(*names())
    ).first()


def held(reward: Reward) -> Reward:
    """The reward as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(Reward).where(Reward.id == reward.id).options(*names())
    return db.session.scalars(rows.with_for_update(of=Reward).execution_options(populate_existing=True)).one()


def sees(staff: Staff) -> ColumnElement[bool]:
    """SQL for the rewards that somebody may open. Who is rewarded hears of it when it is announced."""
    if staff.roles & SEES_ALL:
        return or_(Reward.staff_id.is_(None), Reward.staff_id != staff.id, _told())
    seen = departments_read(staff) or frozenset()
    others = or_(Reward.staff_id.is_(None), Reward.staff_id != staff.id)
    finance = Reward.approver == Approver.FINANCE if Role.FINANCE in staff.roles else false()
    own = [
        Reward.nominated_by_id == staff.id,
        Reward.checked_by_id == staff.id,
        Reward.approved_by_id == staff.id,
    ]
    return or_(_told(), *own, and_(others, or_(Reward.department_id.in_(seen), finance)))


def _told() -> ColumnElement[bool]:
    return or_(
        Reward.state == RewardState.ANNOUNCED,
        and_(Reward.state == RewardState.REVOKED, Reward.announced_at.is_not(None)),
    )


def sees_amount(staff: Staff, reward: Reward) -> bool:
    """Whether somebody reads how much money goes with a reward: who gets it, and who works on it."""
    works_on_it = (reward.nominated_by_id, reward.checked_by_id, reward.approved_by_id, reward.staff_id)
    seen = departments_read(staff)
    above = seen is None or reward.department_id in seen
    return staff.id in works_on_it or above or Role.FINANCE in staff.roles


def company_for(reward: Reward, now: datetime, barred: Collection[int]) -> Company:
    """Who could check or approve it today, without those barred; heads the nearest first."""
    on = local_day(now)
    playing, heads = remembered(("rewards", "company", on), lambda: _company(on))
    departments = {row.id: row for row in every_department()}

    def free(people: Iterable[int]) -> list[int]:
        return [person for person in people if person not in barred]

    return Company(
        hr=free(playing[Role.HR]),
        finance=free(playing[Role.FINANCE]),
        leading_group=free(playing[Role.LEADING_GROUP]),
        heads=[each for each in free(heads_above(reward.department_id, departments, 0)) if each in heads],
    )


def _company(on: date) -> tuple[dict[Role, dict[int, int]], dict[int, int]]:
    """Who plays the three roles and who heads anything, each with their own department; of who works here."""
    wanted = (Role.HR, Role.FINANCE, Role.LEADING_GROUP)
    playing: dict[Role, dict[int, int]] = {role: {} for role in wanted}
    rows = select(RoleGrant.role, Staff.id, Staff.department_id).join(Staff, Staff.id == RoleGrant.staff_id)
    for role, person, department in db.session.execute(rows.where(RoleGrant.role.in_(wanted), works_on(on))):
        playing[role][person] = department
    leading = [row.head_id for row in every_department() if row.head_id is not None]
    found = db.session.execute(
        select(Staff.id, Staff.department_id).where(Staff.id.in_(leading), works_on(on))
    )
    return playing, {row.id: row.department_id for row in found}


def barred(reward: Reward) -> set[int]:
    """Who decides nothing about it: whom it rewards, who nominated, who checked."""
    people = {reward.staff_id, reward.nominated_by_id, reward.checked_by_id}
    return {person for person in people if person is not None}


def next_people(reward: Reward, now: datetime) -> set[int]:
    """Who has the next step; nobody where it is over. Of a rewarded department nobody approves."""
    match reward.state:
        case RewardState.NOMINATED:
            return checking(company_for(reward, now, barred(reward)))
        case RewardState.CHECKED:
            assert reward.approver is not None, "what is checked has an approver"
            return approving(
                reward.approver, company_for(reward, now, barred(reward) | _members(reward, now))
            )
        case RewardState.APPROVED:
            return checking(company_for(reward, now, {reward.staff_id or 0}))
        case _:
            return set()


def _members(reward: Reward, now: datetime) -> set[int]:
    """Those of a rewarded department who could otherwise approve."""
    if reward.staff_id is not None:
        return set()
    on = local_day(now)
    playing, heads = remembered(("rewards", "company", on), lambda: _company(on))
    groups = (*playing.values(), heads)
    return {person for each in groups for person, own in each.items() if own == reward.department_id}


def decides_rewards(staff: Staff) -> bool:
    """Whether rewards are put to this person at all."""
    return staff.may(Permission.REWARD_CHECK) or staff.may(Permission.REWARD_APPROVE)


def waiting_for(staff: Staff, now: datetime) -> list[Reward]:
    """The rewards whose next step is this person's, the longest waiting first."""
    if not decides_rewards(staff):
        return []
    found = select(Reward).where(Reward.state.in_(WAITING), _may_wait(staff)).order_by(Reward.id).limit(200)
    return [
        each for each in db.session.scalars(found.options(*names())) if staff.id in next_people(each, now)
    ]


def count_waiting(staff: Staff, now: datetime) -> int:
    """How many rewards wait for this person; no query for whom none are put to."""
    return len(waiting_for(staff, now))


def _may_wait(staff: Staff) -> ColumnElement[bool]:
    """Those worth asking about: all for HR and the leading group, the own part for others."""
    if staff.roles & {Role.HR, Role.LEADING_GROUP}:
        return true()
    seen = departments_read(staff) or frozenset()
    finance = Reward.approver == Approver.FINANCE if Role.FINANCE in staff.roles else false()
    return and_(Reward.state == RewardState.CHECKED, or_(Reward.department_id.in_(seen), finance))


def listing(
    staff: Staff, states: Sequence[RewardState] = (), *, offset: int = 0, limit: int | None = 50
) -> Sequence[Reward]:
    """The rewards that somebody may open, the latest first."""
    found = _listed(staff, states).options(*names()).order_by(Reward.id.desc())
    return db.session.scalars(found.offset(offset).limit(limit)).all()


def count(staff: Staff, states: Sequence[RewardState] = ()) -> int:
    """How many `listing` has."""
    return db.session.scalar(select(func.count()).select_from(_listed(staff, states).subquery())) or 0


def _listed(staff: Staff, states: Sequence[RewardState]) -> Select[Reward]:
    found = select(Reward).where(sees(staff))
    return found.where(Reward.state.in_(states)) if states else found


def honour_roll(year: int) -> Sequence[Reward]:
    """What was announced in a year, Shanghai time, and still stands; the latest first."""
    begin, end = (datetime.combine(date(each, 1, 1), time(), SHANGHAI) for each in (year, year + 1))
    found = select(Reward).where(
        Reward.state == RewardState.ANNOUNCED, Reward.announced_at >= begin, Reward.announced_at < end
    )
    return db.session.scalars(
        found.options(*names()).order_by(Reward.announced_at.desc(), Reward.id.desc())
    ).all()


def certificates_of(year: int) -> Sequence[Paper]:
    """The certificates of the honour roll of a year that stand, in the order they were given. Two queries."""
    abouts = [reward.audit_name for reward in honour_roll(year)]
    found = select(Paper).where(
        Paper.kind == PaperKind.CERTIFICATE, Paper.state == PaperState.VALID, Paper.about.in_(abouts)
    )
    return db.session.scalars(found.order_by(Paper.id)).all()


def honour_years() -> list[int]:
    """The years in which something was announced, the latest first."""
    first, last = db.session.execute(
        select(func.min(Reward.announced_at), func.max(Reward.announced_at)).where(
            Reward.state == RewardState.ANNOUNCED
        )
    ).one()
    if first is None or last is None:
        return []
    return list(range(local_day(last).year, local_day(first).year - 1, -1))


def suggestions(staff: Staff) -> Sequence[RewardSuggestion]:
    """What the system suggests and nobody took up or dismissed: all to HR and the leading group, those of
    the own departments to a head; never one about oneself."""
    seen = departments_read(staff)
    found = select(RewardSuggestion).where(RewardSuggestion.state == SuggestionState.OPEN)
    if not staff.roles & {Role.HR, Role.LEADING_GROUP}:
        found = found.where(RewardSuggestion.department_id.in_(seen or frozenset()))
    found = found.where(or_(RewardSuggestion.staff_id.is_(None), RewardSuggestion.staff_id != staff.id))
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    named = (
        joinedload(RewardSuggestion.case),
        joinedload(RewardSuggestion.department),
        joinedload(RewardSuggestion.staff).options(*quiet),
    )
    return db.session.scalars(found.options(*named).order_by(RewardSuggestion.id.desc()).limit(100)).all()


def suggestion_for(staff: Staff, suggestion_id: int) -> RewardSuggestion | None:
    """One of `suggestions`."""
    return next((each for each in suggestions(staff) if each.id == suggestion_id), None)


def names() -> list[ORMOption]:
    """Everybody and everything that a reward is shown with."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (
        Reward.staff,
        Reward.nominated_by,
        Reward.checked_by,
        Reward.approved_by,
        Reward.announced_by,
        Reward.ended_by,
    )
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(Reward.department),
        joinedload(Reward.case),
    ]

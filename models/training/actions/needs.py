"""Requirements and needs: opened by the clock or a decision, met by a log, reminded of, certified (L-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from models.accountability.tables import Matter
from models.clock import local_day
from models.conduct.tables import Penalty
from models.db import changed_rows, db, inserted_id
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record
from models.outbox.actions import notify_all
from models.papers.actions import issue, withdraw
from models.papers.document import CertificateFacts
from models.papers.words import PaperKind, PaperState
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training.actions.enrol import enrol
from models.training.queries.audience import head_of, people_meant
from models.training.queries.needs import missed_by, need_with, open_needs_in, with_needs
from models.training.queries.sessions import enrolment_of
from models.training.rules.log import months_after
from models.training.rules.standing import may_run
from models.training.tables import (
    Enrolment,
    Requirement,
    SessionRequirement,
    TrainingNeed,
    TrainingSession,
)
from models.training.words import NeedState, Place


@dataclass(frozen=True)
class RequirementDraft:
    """Who must take part in what, by when, and for how many months it counts; departments by id."""

    title: str
    departments: tuple[int, ...]
    roles: tuple[str, ...]
    joined_since: date | None
    due_days: int
    valid_months: int | None
    certificate: bool


def require_training(draft: RequirementDraft, *, by: Staff, now: datetime) -> Requirement:
    """Makes a requirement from today on; the clock opens the needs. Records requirement.made.

    Raises NotAllowed, Invalid for no title, or for spans of nothing.
    """
    if not by.may(Permission.TRAINING_PLAN):
        raise NotAllowed("training")
    if not draft.title.strip():
        raise Invalid("title", "required")
    if draft.due_days < 1:
        raise Invalid("due_days", "too_few")
    if draft.valid_months is not None and draft.valid_months < 1:
        raise Invalid("valid_months", "too_few")
    requirement = Requirement(
        title=draft.title.strip(),
        departments=list(draft.departments),
        roles=list(draft.roles),
        joined_since=draft.joined_since,
        from_on=local_day(now),
        due_days=draft.due_days,
        valid_months=draft.valid_months,
        certificate=draft.certificate,
        by_id=by.id,
    )
    db.session.add(requirement)
    db.session.flush()
    record("requirement.made", requirement, by=by, now=now)
    return requirement


def end_requirement(requirement: Requirement, *, by: Staff, now: datetime) -> None:
    """Ends a requirement: what is open of it is dropped, what was met stays. Records requirement.ended.

    Raises NotAllowed, WrongState.
    """
    if not by.may(Permission.TRAINING_PLAN):
        raise NotAllowed("training")
    if requirement.ended_at is not None:
        raise WrongState("requirement", "ended")
    requirement.ended_at = now
    open_ones = update(TrainingNeed).where(
        TrainingNeed.requirement_id == requirement.id, TrainingNeed.state == NeedState.OPEN
    )
    dropped = changed_rows(open_ones.values(state=NeedState.DROPPED, dropped_at=now))
    db.session.flush()
    record("requirement.ended", requirement, by=by, now=now, dropped=dropped)


def open_needs(requirement_id: int, *, now: datetime) -> int:
    """Opens what people lack of a requirement: new ones, and those whose validity ends soon; drops the open
    ones of who is not meant any more. Records training_need.opened for each; returns how many changed.

    Run twice, or by two clocks at once, each need is opened once.
    """
    requirement = db.session.get_one(Requirement, requirement_id)
    if requirement.ended_at is not None:
        return 0
    today, soon = local_day(now), timedelta(days=rules_at(now).training.gap_days)
    people = {
        each.id: each
        for each in people_meant(requirement.departments, requirement.roles, today)
        if requirement.joined_since is None or each.joined_on >= requirement.joined_since
    }
    there, changed = with_needs(requirement), 0
    for person in people.values():
        due_on = _due_on(requirement, person, there.get(person.id, ()), today, today + soon)
        if due_on is None:
            continue
        number = inserted_id(
            TrainingNeed,
            staff_id=person.id,
            requirement_id=requirement.id,
            state=NeedState.OPEN,
            opened_at=now,
            due_on=due_on,
            reminders=0,
        )
        if number is not None:
            changed += 1
            record("training_need.opened", f"training_need:{number}", by=SYSTEM, now=now, staff=person.id)
    for staff_id, needs in there.items():
        if staff_id not in people and needs[-1].state is NeedState.OPEN:
            _drop(needs[-1], now=now)
            changed += 1
    return changed


def open_remedial(penalty_id: int, *, now: datetime) -> bool:
    """Opens the remedial need that a delivered decision brought, once; the person, their head and HR's list
    learn of it. Records training_need.opened; returns whether it is new."""
    penalty = db.session.get_one(Penalty, penalty_id)
    if penalty.staff_id is None or penalty.reversed_at is not None:
        return False
    due_on = local_day(penalty.effective_at) + timedelta(days=rules_at(now).training.remedial_days)
    number = inserted_id(
        TrainingNeed,
        staff_id=penalty.staff_id,
        penalty_id=penalty.id,
        state=NeedState.OPEN,
        opened_at=now,
        due_on=due_on,
        reminders=0,
    )
    if number is None:
        return False
    need, matter = f"training_need:{number}", db.session.get_one(Matter, penalty.matter_id)
    record("training_need.opened", need, by=SYSTEM, now=now, staff=penalty.staff_id, matter=matter.number)
    notify_all([penalty.staff_id], "training_remedial", about=need, now=now)
    return True


def drop_remedial(need_id: int, *, now: datetime) -> bool:
    """Drops a remedial need whose penalty was taken back. Records training_need.dropped."""
    need = db.session.get_one(TrainingNeed, need_id)
    if need.state is not NeedState.OPEN:
        return False
    _drop(need, now=now)
    return True


def arrange_need(need: TrainingNeed, session: TrainingSession, *, by: Staff, now: datetime) -> TrainingNeed:
    """Names the session in which a need is met, and enrols the person in it. Records training_need.arranged.

    Raises NotAllowed, WrongState when the need or the session is over, Invalid as `enrol` but for somebody
    who is enrolled already.
    """
    if not by.may(Permission.TRAINING_PLAN) and not may_run(session, by):
        raise NotAllowed("training")
    if need.state is not NeedState.OPEN:
        raise WrongState("training_need", need.state.value)
    if not session.open:
        raise WrongState("training", session.state.value)
    there = enrolment_of(session, need.staff_id)
    if there is None or there.place is Place.GIVEN_UP:
        enrol(session, need.staff, by=by, now=now)
    need.session_id = session.id
    db.session.flush()
    record("training_need.arranged", need, by=by, now=now, session=session.number)
    return need


def let_meet(
    session: TrainingSession, requirements: Sequence[Requirement], *, by: Staff, now: datetime
) -> None:
    """Says which requirements are met in a session that is to come. Records training.meets.

    Raises NotAllowed, WrongState.
    """
    if not may_run(session, by):
        raise NotAllowed("training")
    if not session.open:
        raise WrongState("training", session.state.value)
    wanted = {each.id for each in requirements}
    rows = select(SessionRequirement).where(SessionRequirement.session_id == session.id)
    there = {each.requirement_id: each for each in db.session.scalars(rows)}
    for number, row in there.items():
        if number not in wanted:
            db.session.delete(row)
    for number in wanted - set(there):
        db.session.add(SessionRequirement(session_id=session.id, requirement_id=number))
    db.session.flush()
    record("training.meets", session, by=by, now=now, requirement_count=len(wanted))


def meet_needs(
    session: TrainingSession, completed: Sequence[Enrolment], *, by: Actor, now: datetime
) -> list[TrainingNeed]:
    """Meets what people needed and did in a session, from its day on; of who makes up for another session
    also what that one would have met. Records training_need.met for each."""
    seats = {each.staff_id: each for each in completed}
    found = {need.id: need for need in open_needs_in(session.id, seats.keys())}
    for missed, people in missed_by(completed).items():
        found |= {need.id: need for need in open_needs_in(missed, people)}
    day = local_day(session.starts_at)
    for need in found.values():
        months = need.requirement.valid_months if need.requirement else None
        need.state, need.met_at, need.met_by_id = NeedState.MET, now, seats[need.staff_id].id
        need.valid_until = months_after(day, months) if months else None
        db.session.flush()
        record("training_need.met", need, by=by, now=now, staff=need.staff_id, session=session.number)
    return list(found.values())


def reopen_needs(enrolment: Enrolment, why: str, *, by: Staff, now: datetime) -> None:
    """Opens what an enrolment had met, after its log was corrected for some reason: the certificate of it is
    void, which /verify says, and a refresher that was opened meanwhile is dropped, as one need is lacking and
    not two. Records training_need.reopened, paper.withdrawn, training_need.dropped."""
    rows = select(TrainingNeed).where(
        TrainingNeed.met_by_id == enrolment.id, TrainingNeed.state == NeedState.MET
    )
    for need in db.session.scalars(rows.options(joinedload(TrainingNeed.paper))).all():
        refreshers = select(TrainingNeed).where(
            TrainingNeed.staff_id == need.staff_id,
            TrainingNeed.requirement_id == need.requirement_id,
            TrainingNeed.state == NeedState.OPEN,
        )
        for refresher in db.session.scalars(refreshers).all():
            _drop(refresher, now=now)
        if need.paper is not None and need.paper.state is not PaperState.WITHDRAWN:
            withdraw(need.paper, by=by, now=now, reason=why)
        need.paper = None
        need.state, need.met_at, need.met_by_id, need.valid_until = NeedState.OPEN, None, None, None
        db.session.flush()
        record("training_need.reopened", need, by=by, now=now, staff=need.staff_id)


def remind_of_need(need_id: int, *, now: datetime) -> bool:
    """Reminds a person and the nearest head above of what is lacking: once before the due day, once after
    it. Records training_need.reminded; returns whether it was due."""
    need = need_with(need_id)
    if need is None or need.state is not NeedState.OPEN:
        return False
    sent, late = need.reminders, need.due_on < local_day(now)
    mine = changed_rows(
        update(TrainingNeed)
        .where(TrainingNeed.id == need.id, TrainingNeed.reminders == sent)
        .values(reminders=2 if late else 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    db.session.refresh(need, ["reminders"])
    kind, person = "training_gap_late" if late else "training_gap_soon", need.staff
    record("training_need.reminded", need, by=SYSTEM, now=now, staff=person.id)
    head = head_of(person)
    people = [person.id, *([head] if head is not None else [])]
    notify_all(people, kind, about=need.audit_name, now=now, facts={"asker": [person.name, person.name_en]})
    return True


def certify(need: TrainingNeed, facts: CertificateFacts, *, now: datetime) -> bool:
    """Issues the certificate of a need that is met, once; the clock prints it. Records paper.issued; returns
    whether it was due."""
    need = db.session.get_one(TrainingNeed, need.id, with_for_update=True, populate_existing=True)
    if need.state is not NeedState.MET or need.paper_id is not None:
        return False
    person = db.session.get_one(Staff, need.staff_id)
    paper = issue(
        PaperKind.CERTIFICATE,
        about=need.audit_name,
        facts=facts,
        language=person.language,
        by=SYSTEM,
        now=now,
    )
    need.paper_id = paper.id
    db.session.flush()
    notify_all([person.id], "training_certificate", about=need.audit_name, now=now)
    return True


def _due_on(
    requirement: Requirement, person: Staff, needs: Sequence[TrainingNeed], today: date, horizon: date
) -> date | None:
    """By when somebody must take part, if a need is to be opened; None while one is open or counts.

    Whoever is meant since today, by another role or department, has as long as who joined today.
    """
    if not needs:
        within = timedelta(days=requirement.due_days)
        usual = max(person.joined_on, requirement.from_on) + within
        return usual if usual >= today else today + within
    last = needs[-1]
    if last.state is NeedState.OPEN or last.valid_until is None or last.valid_until > horizon:
        return None
    return last.valid_until


def _drop(need: TrainingNeed, *, now: datetime) -> None:
    need.state, need.dropped_at = NeedState.DROPPED, now
    db.session.flush()
    record("training_need.dropped", need, by=SYSTEM, now=now, staff=need.staff_id)

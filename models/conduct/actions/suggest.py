"""The system finds what deserves a reward; a person takes it up or dismisses it (C-04)."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from models.cases.tables import Case
from models.cases.words import Closing, Kind, State
from models.clock import local_day
from models.conduct.rules.praise import named_in
from models.conduct.tables import RewardSuggestion
from models.conduct.words import RewardGround, SuggestionState
from models.db import db, inserted_id
from models.errors import Invalid, WrongState
from models.events.actions import SYSTEM, record
from models.people.queries import works_on
from models.people.tables import Staff

LOOKS_BACK = timedelta(days=90)
GRAVE = 3


def suggest_rewards(*, now: datetime, limit: int = 200) -> int:
    """Suggests a reward for each praise that has a department, and for each grave complaint that ended with
    a satisfied customer, once each; returns how many are new. Records reward.suggested.

    Whom a praise is about is guessed from the names of those who work in that department; a grave
    complaint is its owner's. A case that was merged away suggests nothing.
    """
    praise = (Case.kind == Kind.PRAISE) & Case.lead_department_id.is_not(None) & (Case.state != State.NEW)
    solved = (
        (Case.kind == Kind.COMPLAINT)
        & (Case.grade == GRAVE)
        & Case.closing.in_((Closing.CONFIRMED, Closing.SATISFIED))
        & Case.owner_id.is_not(None)
    )
    done = 0
    for ground, wanted in ((RewardGround.PRAISE, praise), (RewardGround.HARD_CASE, solved)):
        known = exists().where(RewardSuggestion.case_id == Case.id, RewardSuggestion.ground == ground)
        found = select(Case).where(
            wanted, Case.received_at >= now - LOOKS_BACK, Case.merged_into_id.is_(None), ~known
        )
        for case in db.session.scalars(found.order_by(Case.id).limit(limit)).all():
            done += _suggest(case, ground, now=now)
    return done


def dismiss_suggestion(suggestion: RewardSuggestion, reason: str, *, by: Staff, now: datetime) -> None:
    """Nobody is rewarded for this, and why. Records reward.suggestion_dismissed.

    Raises WrongState when somebody was quicker, Invalid("reason", "required").
    """
    db.session.refresh(suggestion, with_for_update={"of": RewardSuggestion})
    if suggestion.state is not SuggestionState.OPEN:
        raise WrongState("suggestion", suggestion.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    suggestion.state, suggestion.reason = SuggestionState.DISMISSED, reason.strip()
    suggestion.ended_by_id, suggestion.ended_at = by.id, now
    db.session.flush()
    record("reward.suggestion_dismissed", suggestion, by=by, now=now)


def _suggest(case: Case, ground: RewardGround, *, now: datetime) -> bool:
    assert case.lead_department_id is not None, "what is suggested has a department"
    person = case.owner_id
    if ground is RewardGround.PRAISE:
        working = (Staff.department_id == case.lead_department_id) & works_on(local_day(now))
        rows = db.session.execute(select(Staff.id, Staff.name).where(working))
        names = {row.id: row.name for row in rows}
        person = named_in(f"{case.title}\n{case.problem}", names)
    made = inserted_id(
        RewardSuggestion,
        ground=ground,
        case_id=case.id,
        department_id=case.lead_department_id,
        staff_id=person,
        found_at=now,
        state=SuggestionState.OPEN,
        reason="",
    )
    if made is None:
        return False
    record(
        "reward.suggested",
        f"reward_suggestion:{made}",
        by=SYSTEM,
        now=now,
        ground=ground,
        case=case.number,
        department=case.lead_department_id,
    )
    return True

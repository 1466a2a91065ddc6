"""The system finds what deserves a reward; a person takes it up or dismisses it (C-04)."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from models.cases.tables import Case
from models.cases.words import Closing, Kind, State
from models.clock import local_day
from models.conduct.rules.praise import named_in
from models.conduct.tables import RewardSuggestion
from models.conduct.words import RewardGround, SuggestionState
from models.db import db, inserted_id
from models.errors import Invalid, WrongState
from models.events.actions import SYSTEM, Subject, record
from models.people.queries import works_on
from models.people.tables import Staff
from models.rulebook.queries import conduct_at

LOOKS_BACK = timedelta(days=90)
MONTH = timedelta(days=31)
GRAVE = 3
Meant = tuple[int, int | None]
"""A department and whom of it; nobody in particular where no name was said."""


def suggest_rewards(*, now: datetime) -> int:
    """Suggests rewards for enough praise and for grave complaints that ended well; returns how many are new.

    Praise counts for whom its words name among those who work in its department, else for the department:
    as many cases as the rules ask for, within the months of the rules, since the last suggestion. A grave
    complaint that ended with a satisfied customer is its owner's, once. A case that was merged away counts
    for nothing. Records reward.suggested.
    """
    return _from_praise(now) + _from_grave_cases(now)


def suggest_for_figures(about: Subject, *, department_id: int, months: int, now: datetime) -> bool:
    """Suggests a reward of a department whose key figures were excellent for so many months; `about` is what
    says so (C-02, Q-04). Once; whether it is new. Records reward.suggested."""
    made = inserted_id(
        RewardSuggestion,
        ground=RewardGround.KPI,
        about=about.audit_name,
        department_id=department_id,
        found_at=now,
        cases=months,
        state=SuggestionState.OPEN,
        reason="",
    )
    if made is not None:
        name = f"reward_suggestion:{made}"
        record(
            "reward.suggested",
            name,
            by=SYSTEM,
            now=now,
            ground=RewardGround.KPI,
            about=about.audit_name,
            department=department_id,
        )
    return made is not None


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


def _from_praise(now: datetime) -> int:
    rules = conduct_at(now).rewards
    found = select(Case).where(
        Case.kind == Kind.PRAISE,
        Case.lead_department_id.is_not(None),
        Case.state != State.NEW,
        Case.merged_into_id.is_(None),
        Case.received_at >= now - rules.praise_months * MONTH,
    )
    last = select(
        RewardSuggestion.department_id, RewardSuggestion.staff_id, func.max(RewardSuggestion.found_at)
    ).where(RewardSuggestion.ground == RewardGround.PRAISE)
    groups = last.group_by(RewardSuggestion.department_id, RewardSuggestion.staff_id)
    since = {(department, person): moment for department, person, moment in db.session.execute(groups)}
    working = select(Staff.department_id, Staff.id, Staff.name).where(works_on(local_day(now)))
    names: dict[int, dict[int, str]] = {}
    for department, person, name in db.session.execute(working):
        names.setdefault(department, {})[person] = name
    praised: dict[Meant, list[Case]] = {}
    for case in db.session.scalars(found.order_by(Case.id)):
        assert case.lead_department_id is not None, "what counts has a department"
        whom = named_in(f"{case.title}\n{case.problem}", names.get(case.lead_department_id, {}))
        meant = (case.lead_department_id, whom)
        if meant not in since or case.received_at > since[meant]:
            praised.setdefault(meant, []).append(case)
    enough = {meant: cases for meant, cases in praised.items() if len(cases) >= rules.useful_praise}
    return sum(
        _suggest(RewardGround.PRAISE, cases[-1], meant, now=now, cases=len(cases))
        for meant, cases in enough.items()
    )


def _from_grave_cases(now: datetime) -> int:
    ground = RewardGround.HARD_CASE
    known = exists().where(RewardSuggestion.case_id == Case.id, RewardSuggestion.ground == ground)
    found = select(Case).where(
        Case.kind == Kind.COMPLAINT,
        Case.grade == GRAVE,
        Case.closing.in_((Closing.CONFIRMED, Closing.SATISFIED)),
        Case.owner_id.is_not(None),
        Case.merged_into_id.is_(None),
        Case.received_at >= now - LOOKS_BACK,
        ~known,
    )
    done = 0
    for case in db.session.scalars(found.order_by(Case.id).limit(200)).all():
        assert case.lead_department_id is not None, "what was handled has a department"
        done += _suggest(ground, case, (case.lead_department_id, case.owner_id), now=now, cases=1)
    return done


def _suggest(ground: RewardGround, case: Case, meant: Meant, *, now: datetime, cases: int) -> bool:
    department, person = meant
    made = inserted_id(
        RewardSuggestion,
        ground=ground,
        case_id=case.id,
        department_id=department,
        staff_id=person,
        found_at=now,
        cases=cases,
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
        cases=cases,
        department=department,
    )
    return True

"""The result of one round, handed to a second person (H-06)."""

from collections.abc import Sequence
from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.assistance import drop_assistances
from models.cases.actions.audience import reviewers_of, tell_staff
from models.cases.actions.consulted import drop_consultation
from models.cases.actions.extension import drop_extension
from models.cases.actions.plan import MilestoneEnd, end_milestones
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Result
from models.cases.words import DueKind, State
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.queries import rules_of


def submit_result(
    case: Case,
    *,
    cause: str,
    done: str,
    reply: str,
    milestones: Sequence[MilestoneEnd] = (),
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Result:
    """Hands in what was found, what was done, and the words the customer is to get.

    What is open of the plan ends with it, each step as `milestones` says (H-02), and so does what others
    were asked for: more time, tasks, a consultation (T-04). The result's own
    clock runs on until the customer is told; the reviewer's starts. Tells those who may review.
    Records case.milestone_done, case.milestone_dropped and case.result_submitted. Raises NotAllowed,
    WrongState, Stale, and Invalid for an empty field or a milestone that nobody decided on.
    """
    require(Step.RESULT, case, standing(case, by))
    case.expect(seen)
    for field, text in (("cause", cause), ("done", done), ("reply", reply)):
        if not text.strip():
            raise Invalid(field, "required")
    end_milestones(case, milestones, by=by, now=now)
    result = Result(
        case_id=case.id,
        round=case.round,
        by_id=by.id,
        at=now,
        cause=cause.strip(),
        done=done.strip(),
        reply=reply.strip(),
    )
    db.session.add(result)
    case.enter(State.REVIEW)
    drop_extension(case, now=now)
    drop_assistances(case, by=by, now=now)
    drop_consultation(case, by=by, now=now)
    db.session.flush()
    rules = rules_of(case.timing_id)
    due_times.start(case, DueKind.REVIEW, rules.promise(rules.grade(case.grade).review, now), since=now)
    record("case.result_submitted", case, by=by, now=now, result=result.id, round=case.round)
    tell_staff(reviewers_of(case, by.id, now=now), "result_to_review", case, by=by, now=now)
    db.session.flush()
    return result

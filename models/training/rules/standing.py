"""Who may do what with a plan or a session (L-01, L-02). Pure."""

from collections.abc import Collection

from models.people.tables import Staff
from models.permissions import Permission
from models.training.tables import TrainingPlan, TrainingSession
from models.training.words import PlanState


def may_approve(plan: TrainingPlan, by: Staff) -> bool:
    """Whether somebody may approve or return a plan: never who submitted it."""
    waits = plan.state is PlanState.SUBMITTED
    return waits and by.may(Permission.TRAINING_APPROVE) and by.id != plan.submitted_by_id


def may_run(session: TrainingSession, by: Staff) -> bool:
    """Whether somebody keeps a session and its log: its trainer, and HR."""
    return by.may(Permission.TRAINING_PLAN) or (
        by.may(Permission.TRAINING_TEACH) and by.id == session.trainer_id
    )


def may_enrol(session: TrainingSession, person: Staff, by: Staff, headed: Collection[int]) -> bool:
    """Whether somebody may enrol a person, or take them out: oneself, a head the own departments' people
    (`headed`, by id), and who runs the session anybody."""
    return person.id == by.id or person.department_id in headed or may_run(session, by)

"""GET /portal/training/sessions/<number>: all of a session, and the steps that the viewer may take (L-02)."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue
from wtforms.form import BaseForm

from models.clock import now
from models.library.words import LessonState
from models.permissions import Permission
from models.training.queries.audience import headed_by
from models.training.queries.lessons import lessons_of
from models.training.queries.log import rating_asked
from models.training.queries.quiz import quiz_of
from models.training.queries.series import clashes, meant_by, slot_of
from models.training.queries.sessions import coming, find, roster
from models.training.rules.cases import words_beside
from models.training.rules.standing import may_run
from models.training.tables import Enrolment, TrainingSession
from models.training.words import TOOK_PART, Assessment, Place, Scope
from portal.training.blueprint import blueprint, tabs
from portal.training.fields import meant
from portal.training.make_ups import make_up_forms
from portal.training.plans.forms import ReasonForm
from portal.training.sessions.forms import EmptyForm, MaterialForm, PersonForm
from portal.training.story import story_of
from web.access import anyone, viewer
from web.fragments import page
from web.letters.links import survey_link

TEMPLATE = "portal/training/sessions/show.html"


@blueprint.get("/sessions/<number>", endpoint="session")
@anyone
def show(number: str) -> ResponseReturnValue:
    """A session: when, where and about what for everybody; the list for who runs it, and of the own people
    for a head, with where those who missed it make it up."""
    return page(TEMPLATE, **screen(session_or_404(number)))


def session_or_404(number: str) -> TrainingSession:
    """The session of an address."""
    return find(number) or abort(404)


def screen(session: TrainingSession, **typed: BaseForm) -> dict[str, Any]:
    """All that the page of a session shows; `typed` are forms that were refused."""
    by, at, people = viewer(), now(), roster(session)
    runs, headed = may_run(session, by), headed_by(by)
    mine = next((each for each in people if each.staff_id == by.id), None)
    shown = people if runs else [each for each in people if each.staff.department_id in headed]
    seen = {"seen": str(session.version)}
    before = session.open and session.starts_at > at
    arranges = (session.open and runs) or (before and bool(headed))
    return {
        "session": session,
        "seated": sum(each.place is Place.SEATED for each in people),
        "waiting": sum(each.place is Place.WAITING for each in people),
        "mine": mine,
        "runs": runs,
        "taken": clashes([slot_of(session)]).get(session.id, []) if runs and before else [],
        "money": by.may(Permission.TRAINING_READ),
        "inside": runs or (mine is not None and mine.place is Place.SEATED),
        "people": shown,
        "joins": before and mine is None and session.trainer_id != by.id,
        "other_dates": _other_dates(session),
        "whole_series": _dates_to_come(session) if headed else 0,
        "leaves": before and mine is not None and mine.attendance is None,
        "quiz": _has_quiz(session, mine),
        "paper": _has_paper(session, mine),
        "rating": _rating(mine),
        "names": typed.get("names") or (PersonForm(None) if arranges else None),
        "takes_out": arranges,
        "by_rule": runs and session.open and bool(session.departments or session.roles),
        "step": EmptyForm(None),
        "cancelling": typed.get("cancelling")
        or (ReasonForm(None, data=seen) if runs and session.open else None),
        "material": typed.get("material")
        or (MaterialForm(None) if runs and session.state != "cancelled" else None),
        "meant": meant,
        "make_ups": make_up_forms(session, [*shown, *([mine] if mine and mine not in shown else [])]),
        "lessons": lessons_of(session),
        "readable": LessonState.PUBLISHED,
        "words_beside": words_beside(session.cases),
        "story": story_of(session.audit_name) if runs else [],
        "tabs": tabs("training.sessions"),
    }


def _other_dates(session: TrainingSession) -> list[TrainingSession]:
    """The other dates of a series that are still to come and that the viewer is not in."""
    if not session.series:
        return []
    to_come = {each.session.id: each.session for each in coming(viewer(), now())}
    return [each for each in to_come.values() if each.series == session.series and each.id != session.id]


def _dates_to_come(session: TrainingSession) -> int:
    """How many dates of a series are still to come; none for a session that is in no series."""
    return len(meant_by(session, Scope.WHOLE, now())) if session.series else 0


def _has_quiz(session: TrainingSession, mine: Enrolment | None) -> bool:
    """Whether the viewer has a quiz to take now."""
    if mine is None or mine.place is not Place.SEATED or session.assessment is not Assessment.QUIZ:
        return False
    return session.open and session.starts_at <= now() and mine.score is None


def _has_paper(session: TrainingSession, mine: Enrolment | None) -> bool:
    """Whether the viewer handed a quiz in, and may see what they chose."""
    if mine is None or mine.place is not Place.SEATED or session.assessment is not Assessment.QUIZ:
        return False
    drawn = quiz_of(mine)
    return drawn is not None and drawn.handed_in


def _rating(mine: Enrolment | None) -> str | None:
    """Where the viewer rates the session, while they may."""
    asked = rating_asked(mine) if mine is not None and mine.attendance in TOOK_PART else None
    return None if asked is None or asked.over(now()) else survey_link(asked.locator)

"""GET and POST /portal/training/sessions/<number>/quiz: a person's quiz, answered once (L-03)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.training import actions
from models.training.queries.log import asked_in, quiz_of
from models.training.queries.sessions import enrolment_of
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Assessment, Place
from portal.training.blueprint import blueprint
from portal.training.log.forms import QuizForm, quiz_form
from portal.training.sessions.forms import EmptyForm
from portal.training.sessions.one import session_or_404
from web.access import anyone, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/training/log/quiz.html"


@blueprint.get("/sessions/<number>/quiz", endpoint="quiz")
@anyone
def show(number: str) -> ResponseReturnValue:
    """The viewer's questions once they are drawn, before that a button that draws them; in the end what came
    of the answers."""
    session = session_or_404(number)
    return page(TEMPLATE, **_screen(session, _form(session, None)))


@blueprint.post("/sessions/<number>/quiz/draw", endpoint="draw_quiz")
@anyone
@commits
def draw(number: str) -> Response:
    """Draws the viewer's questions, which then stay the same."""
    session = session_or_404(number)
    _seat(session)
    try:
        actions.draw_quiz(session, by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    return respond(redirect=url_for("training.quiz", number=number))


@blueprint.post("/sessions/<number>/quiz", endpoint="answer_quiz")
@anyone
@commits
def answer(number: str) -> Response:
    session = session_or_404(number)
    form = _form(session, request.form)
    if not form.validate():
        return rejected(TEMPLATE, **_screen(session, form))
    answers = [field.data for field in form if field.type == "RadioField"]
    try:
        found = actions.answer_quiz(session, answers, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, **_screen(session, form))
    flash(_("Handed in: %(n)s of 100 marks.", n=found.score), "good" if found.passed else "warn")
    return respond(redirect=url_for("training.session", number=number))


def _seat(session: TrainingSession) -> Enrolment:
    found = enrolment_of(session, viewer().id)
    if session.assessment is not Assessment.QUIZ or found is None or found.place is not Place.SEATED:
        abort(404)
    return found


def _form(session: TrainingSession, typed: Any) -> QuizForm:
    quiz = quiz_of(_seat(session))
    asked = asked_in(quiz) if quiz is not None and not quiz.handed_in else []
    return quiz_form([(f"q{each.id}", each.text, each.options) for each in asked])(typed)


def _screen(session: TrainingSession, form: QuizForm) -> dict[str, Any]:
    seat = _seat(session)
    quiz = quiz_of(seat)
    done = quiz is not None and quiz.handed_in
    opens = session.open and session.starts_at <= now() and not done
    questions = [field for field in form if field.type == "RadioField"]
    return {
        "session": session,
        "form": form,
        "questions": questions,
        "opens": opens,
        "seat": seat,
        "done": done,
        "drawn": quiz is not None,
        "step": EmptyForm(None),
    }

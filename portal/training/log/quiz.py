"""GET and POST /portal/training/sessions/<number>/quiz: a person's quiz, answered once (L-03)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.training import actions
from models.training.queries.quiz import answers_of, asked_in, quiz_of
from models.training.queries.sessions import enrolment_of
from models.training.tables import Enrolment, Quiz, QuizAnswer, QuizQuestion, TrainingSession
from models.training.words import Assessment, Place, SessionState
from portal.training.blueprint import blueprint
from portal.training.log.forms import QuizForm, quiz_form
from portal.training.log.places import offered, right_words
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
    try:
        found = actions.answer_quiz(session, form.chosen(), by=viewer(), now=now())
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
    return quiz_form(asked)(typed)


def _screen(session: TrainingSession, form: QuizForm) -> dict[str, Any]:
    seat = _seat(session)
    quiz = quiz_of(seat)
    done = quiz if quiz is not None and quiz.handed_in else None
    opens = session.open and session.starts_at <= now() and done is None
    return {
        "session": session,
        "form": form,
        "questions": form.asked(),
        "opens": opens,
        "seat": seat,
        "paper": [] if done is None else _paper(done),
        "done": done is not None,
        "solved": session.state is SessionState.LOGGED,
        "right_words": right_words,
        "drawn": quiz is not None,
        "several": any(field.type == "SelectMultipleField" for field in form),
        "step": EmptyForm(None),
    }


def _paper(quiz: Quiz) -> list[tuple[QuizQuestion, QuizAnswer, list[str]]]:
    """The questions as they were drawn, each with what was chosen, in words."""
    known = answers_of(quiz)
    return [
        (each, known[each.id], [offered(each)[place] for place in known[each.id].chosen])
        for each in asked_in(quiz)
    ]

"""GET /portal/library/<number>, and its steps: taking out personal data, writing, review (L-05)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.tables import Case
from models.clock import now
from models.errors import Invalid
from models.library import actions, queries
from models.library.rules.personal import pieces
from models.library.rules.steps import (
    LessonStep,
    lesson_steps,
    may_review_version,
    may_revise,
    may_see_versions,
)
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training.queries.lessons import sessions_studying
from portal.library.blueprint import blueprint
from portal.library.forms import (
    PUBLISH,
    CleaningForm,
    CommentForm,
    ReasonForm,
    ReviewForm,
    WritingForm,
)
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

SHOW = "portal/library/show.html"
CLEANING = "portal/library/cleaning.html"
WRITING = "portal/library/writing.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """A typical case; before it is published, with the next step of whoever looks."""
    return page(SHOW, **screen(lesson_or_404(number)))


@blueprint.get("/<number>/cleaning")
@anyone
def cleaning(number: str) -> ResponseReturnValue:
    """The words of the case with everything marked that was found; `also` shows more words marked."""
    lesson, case = _to_clean(number)
    form = CleaningForm(None, data={"also": request.args.get("also", ""), "version": case.version})
    return page(CLEANING, **_cleaning(lesson, case, form))


@blueprint.post("/<number>/cleaning")
@anyone
@commits
def clean(number: str) -> Response:
    lesson, case = _to_clean(number)
    form = CleaningForm(request.form)
    screen_of = _cleaning(lesson, case, form)
    if not form.validate():
        return rejected(CLEANING, **screen_of)
    actions.clean(lesson, case, form.draft(), by=viewer(), now=now())
    flash(_("Personal data is taken out. Now write up what others learn."), "good")
    return respond(redirect=url_for("library.writing", number=number))


@blueprint.get("/<number>/writing")
@anyone
def writing(number: str) -> ResponseReturnValue:
    """The write-up."""
    lesson = _to_write(number)
    return page(WRITING, lesson=lesson, form=WritingForm.of(lesson))


@blueprint.post("/<number>/writing")
@anyone
@commits
def write(number: str) -> Response:
    lesson, form = lesson_or_404(number), WritingForm(request.form)
    submit = "submit" in request.form
    if not form.validate():
        return rejected(WRITING, form, lesson=lesson)
    try:
        actions.write_lesson(
            lesson, form.draft(), submit=submit, by=viewer(), now=now(), seen=form.version.version
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(WRITING, form, lesson=lesson)
    flash(_("It waits for review by somebody else.") if submit else _("Saved."), "good")
    return respond(redirect=url_for("library.show" if submit else "library.writing", number=number))


@blueprint.post("/<number>/review")
@anyone
@commits
def review(number: str) -> Response:
    lesson, form = lesson_or_404(number), ReviewForm(request.form)
    if not form.validate():
        return rejected(SHOW, form, **screen(lesson, review=form))
    if form.verdict.data == PUBLISH:
        actions.publish(lesson, by=viewer(), now=now(), seen=form.version.version)
        flash(_("It is in the library now."), "good")
    else:
        actions.send_back(lesson, form.reason.data or "", by=viewer(), now=now(), seen=form.version.version)
        flash(_("Sent back to who wrote it, with your reasons."), "good")
    return respond(redirect=url_for("library.show", number=number))


@blueprint.post("/<number>/withdrawal")
@anyone
@commits
def withdraw(number: str) -> Response:
    lesson, form = lesson_or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(SHOW, form, **screen(lesson, withdrawal=form))
    actions.withdraw_lesson(lesson, form.reason.data or "", by=viewer(), now=now())
    flash(_("It is out of the library."), "good")
    return respond(redirect=url_for("library.index"))


def lesson_or_404(number: str) -> TypicalCase:
    """The typical case of this number in the viewer's scope."""
    return queries.find(viewer(), number) or abort(404)


def screen(lesson: TypicalCase, **typed: Any) -> dict[str, Any]:
    """Everything that the page of a typical case shows."""
    by = viewer()
    case = cases.find(by, lesson.case.number)
    steps = lesson_steps(lesson, by, sees_case=case is not None)
    reviewing = LessonStep.REVIEW in steps
    published = lesson.state is LessonState.PUBLISHED
    category = rules_at(now()).category(lesson.category) if lesson.category else None
    marks = queries.findings(lesson, queries.known_of(lesson.case)) if reviewing else {}
    review = typed.get("review") or ReviewForm(None, data={"version": lesson.version})
    withdrawal = typed.get("withdrawal") or ReasonForm(None)
    review.reason.id, withdrawal.reason.id = "review-reason", "withdrawal-reason"
    return {
        "lesson": lesson,
        "open_case": case,
        "category": category,
        "steps": {step.value for step in steps},
        "marked": {name: list(pieces(getattr(lesson, name), found)) for name, found in marks.items()},
        "review": review,
        "withdrawal": withdrawal,
        "comments": queries.comments_of(lesson) if published else [],
        "talk": typed.get("talk") or CommentForm(None),
        "liked": published and queries.liked(lesson, by),
        "published": published,
        **_versions(lesson, published=published),
        "studied": sessions_studying(lesson),
        "teaches": by.may(Permission.TRAINING_TEACH),
    }


def _versions(lesson: TypicalCase, *, published: bool) -> dict[str, Any]:
    """What was published before, and the new version, for who sees it."""
    kept = queries.versions_of(lesson) if published else []
    works = published and may_see_versions(lesson, viewer())
    found = queries.version_in_work(lesson) if works else None
    return {
        "versions": kept,
        "version": found,
        "revises": may_revise(lesson, viewer()),
        "reviews_version": found is not None and may_review_version(lesson, found, viewer()),
    }


def _to_clean(number: str) -> tuple[TypicalCase, Case]:
    """The typical case and its case, for who may read both and take the step."""
    lesson = lesson_or_404(number)
    case = cases.find(viewer(), lesson.case.number) or abort(404)
    if LessonStep.CLEANING not in lesson_steps(lesson, viewer(), sees_case=True):
        abort(404)
    return lesson, case


def _to_write(number: str) -> TypicalCase:
    lesson = lesson_or_404(number)
    if LessonStep.WRITING not in lesson_steps(lesson, viewer(), sees_case=False):
        abort(404)
    return lesson


def _cleaning(lesson: TypicalCase, case: Case, form: CleaningForm) -> dict[str, Any]:
    seen = queries.screening(case, also=form.words)
    form.prepare(seen)
    return {
        "lesson": lesson,
        "case": case,
        "form": form,
        "title": list(pieces(seen.title, seen.in_title)),
        "text": list(pieces(seen.text, seen.in_text)),
        "found": len(seen.in_title) + len(seen.in_text),
        "held": any(each.known for each in (*seen.in_title, *seen.in_text)),
    }

"""GET /portal/library/<number>/version and /versions: a new version of a typical case; earlier ones (L-05).

Before it is handed in, its author reads it once more with everything marked that was found, and confirms it.
"""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.tables import Case
from models.clock import now
from models.errors import Invalid
from models.library import actions, queries
from models.library.rules.personal import find_personal, pieces
from models.library.rules.steps import may_review_version, may_revise, may_see_versions
from models.library.tables import TEXTS, LessonVersion, TypicalCase
from models.library.words import VersionState
from portal.library.blueprint import blueprint
from portal.library.forms import PUBLISH, ReviewForm, RevisionForm
from portal.library.one import lesson_or_404
from web.access import anyone, viewer
from web.commit import commits
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.language import _

WRITING, SHOWN = "portal/library/version_writing.html", "portal/library/version.html"
MARKED = (*TEXTS, "change")


@blueprint.get("/<number>/version/writing")
@anyone
def version_writing(number: str) -> ResponseReturnValue:
    """The new version as it stands, or what is published, to be changed."""
    lesson, version = _to_revise(number)
    return page(WRITING, **_writing(lesson, RevisionForm.begun(lesson, version), version))


@blueprint.post("/<number>/version/writing")
@anyone
@commits
def write_version(number: str) -> Response:
    """Saves the new version; or shows it with marks, and, once that was confirmed, hands it in."""
    lesson, version = _to_revise(number)
    form = RevisionForm(request.form)
    if not form.validate():
        return rejected(WRITING, **_writing(lesson, form, version))
    submit = "submit" in request.form
    case = _case_of(lesson) if submit else None
    if submit and (case is None or not form.confirmed.data or form.looked.data != form.sum):
        return _look(lesson, form, version, again="looked" in request.form and bool(form.looked.data))
    given: dict[str, Any] = {"by": viewer(), "now": now(), "seen": form.version.version}
    try:
        if case is None:
            actions.write_version(lesson, form.revision(), **given)
        else:
            actions.submit_version(lesson, case, form.revision(), **given)
    except Invalid as fault:
        form.blame(fault)
        return rejected(WRITING, **_writing(lesson, form, version, marks=submit))
    flash(_("It waits for review by somebody else.") if case else _("Saved."), "good")
    return respond(redirect=url_for("library.show" if case else "library.version_writing", number=number))


@blueprint.get("/<number>/version")
@anyone
def version(number: str) -> ResponseReturnValue:
    """The version that waits for review, with all marked that looks like personal data, beside the published
    one."""
    lesson, found = _in_work(number)
    return page(SHOWN, **_shown(lesson, found, ReviewForm(None, data={"version": found.edits})))


@blueprint.post("/<number>/version/review")
@anyone
@commits
def review_version(number: str) -> Response:
    (lesson, found), form = _in_work(number), ReviewForm(request.form)
    if not form.validate():
        return rejected(SHOWN, form, **_shown(lesson, found, form))
    if form.verdict.data == PUBLISH:
        actions.publish_version(lesson, by=viewer(), now=now(), seen=form.version.version)
        flash(_("It is in the library now; the version before is kept."), "good")
    else:
        reason = form.reason.data or ""
        actions.return_version(lesson, reason, by=viewer(), now=now(), seen=form.version.version)
        flash(_("Sent back to who wrote it, with your reasons."), "good")
    return respond(redirect=url_for("library.show", number=number))


@blueprint.post("/<number>/version/drop")
@anyone
@commits
def drop_version(number: str) -> Response:
    lesson = lesson_or_404(number)
    if not may_revise(lesson, viewer()):
        abort(404)
    seen = VersionForm(request.form).version.version
    actions.drop_version(lesson, by=viewer(), now=now(), seen=seen)
    flash(_("The new version is dropped; what is published stays."), "good")
    return respond(redirect=url_for("library.show", number=number))


@blueprint.get("/<number>/versions/<int:which>")
@anyone
def old_version(number: str, which: int) -> ResponseReturnValue:
    """What a typical case said before."""
    lesson = lesson_or_404(number)
    found = next((each for each in queries.versions_of(lesson) if each.number == which), None) or abort(404)
    return page(SHOWN, **_shown(lesson, found, None))


def _to_revise(number: str) -> tuple[TypicalCase, LessonVersion | None]:
    lesson = lesson_or_404(number)
    found = queries.version_in_work(lesson)
    waits = found is not None and found.state is VersionState.REVIEW
    if not may_revise(lesson, viewer()) or waits:
        abort(404)
    return lesson, found


def _in_work(number: str) -> tuple[TypicalCase, LessonVersion]:
    lesson = lesson_or_404(number)
    if not may_see_versions(lesson, viewer()):
        abort(404)
    return lesson, queries.version_in_work(lesson) or abort(404)


def _case_of(lesson: TypicalCase) -> Case | None:
    """The case, for who may read it: they know whether a text tells who the customer is."""
    return cases.find(viewer(), lesson.case.number)


def _look(lesson: TypicalCase, form: RevisionForm, found: LessonVersion | None, *, again: bool) -> Response:
    """The text with its marks, to be read; said is what is missing of somebody who was here before."""
    if _case_of(lesson) is None:
        form.form_errors.append(
            _("Who may read the case confirms the text and hands it in. Save it for them.")
        )
        return rejected(WRITING, **_writing(lesson, form, found))
    form.confirmed.data = False
    if not again:
        return page(WRITING, **_writing(lesson, form, found, marks=True))
    form.confirmed.errors = [_("Please read the text and confirm it.")]
    return rejected(WRITING, **_writing(lesson, form, found, marks=True))


def _writing(
    lesson: TypicalCase, form: RevisionForm, found: LessonVersion | None, *, marks: bool = False
) -> dict[str, Any]:
    known = queries.known_of(lesson.case)
    kept = {*lesson.kept, *(found.kept if found else ())}
    texts = {name: form[name].data or "" for name in MARKED}
    seen = {name: find_personal(text, known, kept=kept) for name, text in texts.items()} if marks else {}
    form.offer(each for several in seen.values() for each in several)
    if marks:
        form.looked.data = form.sum
    return {
        "lesson": lesson,
        "version": found,
        "form": form,
        "marks": {name: list(pieces(texts[name], several)) for name, several in seen.items()},
        "found": sum(map(len, seen.values())),
        "held": any(each.known for several in seen.values() for each in several),
        "reads_case": _case_of(lesson) is not None,
    }


def _shown(lesson: TypicalCase, found: LessonVersion, review: ReviewForm | None) -> dict[str, Any]:
    reviewing = review is not None and may_review_version(lesson, found, viewer())
    marks = queries.findings(found, queries.known_of(lesson.case)) if reviewing else {}
    return {
        "lesson": lesson,
        "version": found,
        "review": review if reviewing else None,
        "marked": {name: list(pieces(getattr(found, name), seen)) for name, seen in marks.items()},
    }

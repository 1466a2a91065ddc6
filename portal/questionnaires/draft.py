"""GET /portal/questionnaires/<code>/draft: the draft, and what becomes of it (S-01)."""

from collections.abc import Callable

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid, Stale, WrongState
from models.permissions import Permission
from models.surveys import actions
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.forms import PublishForm, StepForm
from portal.questionnaires.found import draft_or_404
from portal.questionnaires.overview import REGIONS, overview
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form
from web.fragments import page, rejected, respond
from web.framing import frames
from web.language import _, counted

PAGE = "portal/questionnaires/draft.html"


@blueprint.get("/<code>/draft")
@needs(Permission.QUESTIONNAIRE_EDIT, Permission.QUESTIONNAIRE_PUBLISH)
@frames
def draft(code: str) -> ResponseReturnValue:
    """The questions in order, the checks, the preview, and the next steps."""
    return page(PAGE, **overview(draft_or_404(code), at=request.args.get("at", "")))


@blueprint.post("/<code>/draft")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def begin(code: str) -> Response:
    """Begins the next version as a copy of the newest."""
    try:
        actions.begin(code, by=viewer(), now=now())
    except LookupError:
        draft_or_404(code)
    return respond(redirect=url_for("questionnaires.draft", code=code))


@blueprint.post("/<code>/draft/undo")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def undo(code: str) -> Response:
    """Takes the last change back; once more, it is made again."""
    version, form = draft_or_404(code), StepForm()
    try:
        actions.take_back(version, by=viewer(), now=now(), seen=form.seen.version)
        flash(_("The last change is taken back."), "good")
    except (Stale, WrongState):
        flash(changed_order(), "warn")
    return changed(version)


@blueprint.post("/<code>/draft/discarding")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def discard(code: str) -> Response:
    """Gives the draft up."""
    version, form = draft_or_404(code), StepForm()
    there = version.number > 1
    try:
        actions.drop(version, by=viewer(), now=now(), seen=form.seen.version)
    except Stale:
        flash(changed_order(), "warn")
        return respond(redirect=url_for("questionnaires.draft", code=code))
    flash(_("The draft is given up."), "good")
    return respond(
        redirect=url_for("questionnaires.show", code=code) if there else url_for("questionnaires.index")
    )


@blueprint.post("/<code>/draft/submission")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def submit(code: str) -> Response:
    """Tells those who may publish that it is ready."""
    version, form = draft_or_404(code), StepForm()

    def act() -> str:
        people = actions.ask_to_publish(version, by=viewer(), now=now())
        return counted(
            "%(n)s person who may publish it is told.", "%(n)s people who may publish it are told.", people
        )

    return _take(version, "submit", form, act, "questionnaires.draft")


@blueprint.post("/<code>/draft/publication")
@needs(Permission.QUESTIONNAIRE_PUBLISH)
@commits
def publish(code: str) -> Response:
    """Publishes it as the next version, for good."""
    version, form = draft_or_404(code), PublishForm()

    def act() -> str:
        reason = form.reason.data or ""
        actions.publish(version, by=viewer(), now=now(), reason=reason, seen=form.seen.version)
        return _("Version %(n)s is published. Invitations from now on ask it.", n=version.number)

    return _take(version, "publish", form, act, "questionnaires.show")


def changed(version: QuestionnaireVersion, at: str = "") -> Response:
    """The page of a draft after a step on it: its regions, or the page with the place in sight."""
    here = url_for("questionnaires.draft", code=version.questionnaire, at=at or None)
    return respond(*REGIONS, redirect=f"{here}#q-{at}" if at else here, **overview(version, at=at))


def changed_order() -> str:
    """What is said when somebody was quicker and nothing was typed."""
    return _("Somebody changed the draft meanwhile, so nothing was done. This is how it stands now.")


def _take(
    version: QuestionnaireVersion, step: str, form: Form, act: Callable[[], str], there: str
) -> Response:
    if form.validate():
        try:
            flash(act(), "good")
        except Invalid as fault:
            form.blame(fault)
        except Stale:
            form.form_errors.append(changed_order())
        else:
            return respond(redirect=url_for(there, code=version.questionnaire))
    return rejected(PAGE, form, **overview(version, open_step=step, **{f"{step}_form": form}))

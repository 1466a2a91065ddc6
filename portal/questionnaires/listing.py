"""GET /portal/questionnaires: all questionnaires, and beginning a new one."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.surveys import actions, queries
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.forms import NewForm, text_of
from portal.questionnaires.words import said
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

NEW = "portal/questionnaires/new.html"


@blueprint.get("")
@needs(Permission.QUESTIONNAIRE_READ)
def index() -> ResponseReturnValue:
    """Each with its newest version, its draft and how many answered it."""
    rows = [(each, each.shown.draft) for each in queries.shelf()]
    return page("portal/questionnaires/index.html", rows=rows)


@blueprint.get("/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
def new() -> ResponseReturnValue:
    """A new one: blank, or beginning as a copy."""
    form = NewForm(None, data={"like": request.args.get("like", "")})
    form.like.choices = _beginnings()
    return page(NEW, form=form)


@blueprint.post("/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def create() -> Response:
    """Begins its draft."""
    form = NewForm()
    form.like.choices = _beginnings()
    if form.validate():
        title = text_of(form.title_zh.data, form.title_en.data)
        try:
            version = actions.create(title, by=viewer(), now=now(), like=_like(form.like.data or ""))
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("Begun. Nobody is asked anything before it is published."), "good")
            return respond(redirect=url_for("questionnaires.draft", code=version.questionnaire))
    return rejected(NEW, form)


def _beginnings() -> list[tuple[str, str]]:
    copies = [
        (each.code, _("a copy of “%(title)s”", title=said(each.shown.draft.title)))
        for each in queries.shelf()
    ]
    return [("", _("no questions")), *copies]


def _like(code: str) -> QuestionnaireVersion | None:
    return (queries.current(code) or queries.draft(code)) if code else None

"""The frame of a questionnaire and its sections, each with its form (S-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Stale
from models.permissions import Permission
from models.surveys import actions
from models.surveys.draft import Draft, DraftSection
from models.surveys.rules import drafting
from models.surveys.tables import QuestionnaireVersion
from models.surveys.words import DraftEdit
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.clash import clash
from portal.questionnaires.forms import FrameForm, changed_meanwhile, text_or_none
from portal.questionnaires.found import before_section, draft_or_404, section_or_404
from portal.questionnaires.question_form import SectionForm, conditions_of, reshaped
from portal.questionnaires.shapes import shaped
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.framing import frames
from web.language import _

FRAME = "portal/questionnaires/frame.html"
SECTION = "portal/questionnaires/section.html"
SECTION_FORM = "portal/questionnaires/_section_form.html"


@blueprint.get("/<code>/draft/frame")
@needs(Permission.QUESTIONNAIRE_EDIT)
@frames
def frame(code: str) -> ResponseReturnValue:
    """Title, thanks, and what a caller says first and last."""
    version = draft_or_404(code)
    draft = version.draft
    form = FrameForm.shown(draft, drafting.digest(draft))
    return page(FRAME, form=form, clash=None, code=code, version=version, document=draft)


@blueprint.post("/<code>/draft/frame")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def change_frame(code: str) -> Response:
    version, form = draft_or_404(code), FrameForm()
    draft, beside = version.draft, None
    if form.validate():
        try:
            actions.replace_part(
                version,
                "frame",
                drafting.digest,
                lambda there: drafting.framed(there, **form.words()),
                by=viewer(),
                now=now(),
                seen=form.seen.data or "",
            )
        except Stale:
            form.seen.data = drafting.digest(draft)
            form.form_errors.append(changed_meanwhile())
            beside = clash(version, "frame", drafting.framed(draft, **form.words()))
        else:
            flash(_("Saved."), "good")
            return respond(redirect=url_for("questionnaires.draft", code=code))
    return rejected(FRAME, form, clash=beside, code=code, version=version, document=draft)


@blueprint.get("/<code>/draft/sections/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
@frames
def new_section(code: str) -> ResponseReturnValue:
    version = draft_or_404(code)
    return page(SECTION, **_around(version, None, SectionForm(None)))


@blueprint.post("/<code>/draft/sections/new")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def add_section(code: str) -> Response:
    return _save(draft_or_404(code), None)


@blueprint.get("/<code>/draft/sections/<section>")
@needs(Permission.QUESTIONNAIRE_EDIT)
@frames
def section(code: str, section: str) -> ResponseReturnValue:
    version = draft_or_404(code)
    there = section_or_404(version.draft, section)
    data = {
        "seen": drafting.digest(there),
        "title_zh": there.title.zh if there.title else "",
        "title_en": there.title.en if there.title else "",
        "conditions": conditions_of(there.when),
    }
    return page(SECTION, **_around(version, section, SectionForm(None, data=data)))


@blueprint.post("/<code>/draft/sections/<section>")
@needs(Permission.QUESTIONNAIRE_EDIT)
@commits
def change_section(code: str, section: str) -> Response:
    version = draft_or_404(code)
    if not any(each.code == section for each in version.draft.sections):
        abort(404)
    return _save(version, section)


def _save(version: QuestionnaireVersion, code: str | None) -> Response:
    form, draft, beside = SectionForm(), version.draft, None
    form.offer(draft, before_section(draft, code or ""))
    shape = reshaped(form.data, request.form.get("do", ""))
    if shape is not None:
        return shaped(SECTION, SECTION_FORM, **_around(version, code, SectionForm(None, data=shape)))
    if form.validate():
        try:
            made = _keep(version, draft, code, form)
        except Stale:
            there = section_or_404(draft, code or "")
            form.seen.data = drafting.digest(there)
            form.form_errors.append(changed_meanwhile())
            title, when = text_or_none(form.title_zh.data, form.title_en.data), form.when()
            mine = drafting.section_changed(draft, there.code, title=title, when=when)
            beside = clash(version, there.code, mine)
        else:
            flash(_("Saved."), "good")
            draft_page = url_for("questionnaires.draft", code=version.questionnaire)
            return respond(redirect=f"{draft_page}#section-{made}")
    return rejected(SECTION, **{**_around(version, code, form), "clash": beside})


def _keep(version: QuestionnaireVersion, draft: Draft, code: str | None, form: SectionForm) -> str:
    """Keeps what was filled in; the section's code."""
    title, when = text_or_none(form.title_zh.data, form.title_en.data), form.when()
    if code is None:
        made = drafting.new_code(title.en if title else "", [each.code for each in draft.sections], "section")
        actions.edit(
            version,
            lambda there: drafting.section_added(there, DraftSection(code=made, title=title, when=when)),
            DraftEdit.ADDED,
            made,
            by=viewer(),
            now=now(),
        )
        return made
    actions.replace_part(
        version,
        code,
        lambda there: drafting.digest(drafting.section_named(there, code)),
        lambda there: drafting.section_changed(there, code, title=title, when=when),
        by=viewer(),
        now=now(),
        seen=form.seen.data or "",
    )
    return code


def _around(version: QuestionnaireVersion, code: str | None, form: SectionForm) -> dict[str, Any]:
    draft = version.draft
    form.offer(draft, before_section(draft, code or ""))
    codes = [each.code for each in draft.sections]
    return {
        "code": version.questionnaire,
        "version": version,
        "document": draft,
        "section": code,
        "n": codes.index(code) + 1 if code in codes else len(codes) + 1,
        "form": form,
        "clash": None,
        "preview_at": "",
    }

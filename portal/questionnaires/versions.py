"""GET /portal/questionnaires/<code>: the versions of one, each to be read, and what differs between two."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models.db import db
from models.events.tables import Event
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys import queries
from models.surveys.document import Document, Question, Section
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.blueprint import blueprint
from portal.questionnaires.changes import told
from portal.questionnaires.found import version_or_404
from portal.questionnaires.words import choices, condition
from web.access import needs
from web.fragments import page
from web.framing import frames


@dataclass(frozen=True)
class Published:
    """A version with who put it in force and why; nobody for those that came with the product."""

    version: QuestionnaireVersion
    answers: int
    by: Staff | None
    reason: str


@dataclass(frozen=True)
class Shown:
    """A question as it is read: its number, and its condition in words."""

    question: Question
    n: int
    when: str


@blueprint.get("/<code>")
@needs(Permission.QUESTIONNAIRE_READ)
def show(code: str) -> ResponseReturnValue:
    """Every version, with who published it, when and why."""
    found = queries.versions(code) or abort(404)
    published = [each for each in found if each.published_at]
    return page(
        "portal/questionnaires/show.html",
        code=code,
        document=found[0].draft if not published else published[0].draft,
        draft=next((each for each in found if not each.published_at), None),
        rows=list(_with_stories(code, published)),
    )


@blueprint.get("/<code>/versions/<int:number>")
@needs(Permission.QUESTIONNAIRE_READ)
@frames
def version(code: str, number: int) -> ResponseReturnValue:
    """One version, question by question, with its conditions in words."""
    found = version_or_404(code, number)
    document = found.draft
    return page(
        "portal/questionnaires/version.html",
        version=found,
        document=document,
        sections=sections_of(document),
        choices=choices,
        earlier=number > 1,
    )


@blueprint.get("/<code>/differences")
@needs(Permission.QUESTIONNAIRE_READ)
def compare(code: str) -> ResponseReturnValue:
    """What one version says otherwise than another: by default the newest against the one before."""
    found = queries.versions(code) or abort(404)
    by_number = {each.number: each for each in found}
    newest = found[0].number
    after = by_number.get(_asked("after") or newest) or abort(404)
    before = by_number.get(_asked("before") or after.number - 1)
    return page(
        "portal/questionnaires/differences.html",
        code=code,
        versions=found,
        before=before,
        after=after,
        differences=told(before.draft, after.draft) if before else [],
        document=after.draft,
    )


def sections_of(document: Document) -> list[tuple[Section, str, list[Shown]]]:
    """The sections with their condition in words, and their questions."""
    shown, n = [], 0
    for section in document.sections:
        questions = []
        for question in section.questions:
            n += 1
            questions.append(Shown(question, n, condition(document, question.when)))
        shown.append((section, condition(document, section.when), questions))
    return shown


def _asked(name: str) -> int | None:
    raw = request.args.get(name, "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 7 else None


def _with_stories(code: str, versions: list[QuestionnaireVersion]) -> Iterator[Published]:
    names = [each.audit_name for each in versions]
    rows = db.session.execute(
        select(Event, Staff)
        .outerjoin(Staff, Staff.id == Event.staff_id)
        .where(Event.subject.in_(names), Event.kind == "questionnaire.published")
    )
    stories: dict[str, tuple[Any, Staff | None]] = {event.subject: (event, staff) for event, staff in rows}
    counts = queries.answers_by_version(code)
    for each in versions:
        event, by = stories.get(each.audit_name, (None, None))
        answers = counts.get((code, each.number), 0)
        yield Published(each, answers, by, event.reason if event else "")

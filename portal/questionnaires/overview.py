"""Everything that the page of a draft shows, gathered once for the page and for its regions."""

from typing import Any

from sqlalchemy import select

from models.db import db
from models.events.tables import Event
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys import queries
from models.surveys.draft import KINDS, Draft
from models.surveys.rules.review import review
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.changes import last_change, told
from portal.questionnaires.forms import PublishForm, StepForm
from portal.questionnaires.versions import sections_of
from portal.questionnaires.words import ABOUT_KINDS
from portal.questionnaires.words import KINDS as KIND_WORDS
from portal.questionnaires.words import notes as in_words
from web.access import viewer

MOST_EDITORS = 5
REGIONS = (
    "portal/questionnaires/_outline.html",
    "portal/questionnaires/_checks.html",
    "portal/questionnaires/_preview.html",
    "portal/questionnaires/_steps.html",
)
"""What a step on the draft changes on its page."""


def overview(version: QuestionnaireVersion, *, at: str = "", **changes: Any) -> dict[str, Any]:
    """The context of the draft's page; the preview begins at the question `at`."""
    who, draft = viewer(), version.draft
    published = queries.published(version.questionnaire)
    newest = published[-1] if published else None
    found = in_words(draft, review(draft, version.questionnaire, [each.content for each in published]))
    return {
        "code": version.questionnaire,
        "version": version,
        "document": draft,
        "sections": sections_of(draft),
        "notes": found,
        "notes_at": _by_place(found),
        "blocked": any(note.blocks for note in found),
        "editing": who.may(Permission.QUESTIONNAIRE_EDIT),
        "publishing": who.may(Permission.QUESTIONNAIRE_PUBLISH),
        "newest": newest,
        "differences": told(newest.draft, draft) if newest else [],
        "undo": last_change(Draft.model_validate(version.previous), draft) if version.previous else "",
        "preview_at": at if at in draft.by_code else "",
        "editors": _editors(version),
        "kinds": [(kind, KIND_WORDS[kind], ABOUT_KINDS[kind]) for kind in KINDS],
        "kind_words": KIND_WORDS,
        "step_form": StepForm(None, data={"seen": version.edits}),
        "publish_form": PublishForm(None, data={"seen": version.edits}),
        "open_step": "",
        **changes,
    }


def _by_place(found: list[Any]) -> dict[str, list[Any]]:
    places: dict[str, list[Any]] = {}
    for note in found:
        places.setdefault(note.at, []).append(note)
    return places


def _editors(version: QuestionnaireVersion) -> list[tuple[Staff, Any]]:
    """Who changed the draft, with their last moment, the latest first."""
    rows = db.session.execute(
        select(Event, Staff)
        .join(Staff, Staff.id == Event.staff_id)
        .where(Event.subject == version.audit_name)
        .order_by(Event.id.desc())
        .limit(200)
    )
    latest: dict[int, tuple[Staff, Any]] = {}
    for event, staff in rows:
        latest.setdefault(staff.id, (staff, event.at))
    return list(latest.values())[:MOST_EDITORS]

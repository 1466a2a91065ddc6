"""Everything that the page of a draft shows, gathered once for the page and for its regions."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import lazyload

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
from web.language import counted

MOST_EDITORS = 5
MOST_EVENTS = 200
REGIONS = (
    "portal/questionnaires/_outline.html",
    "portal/questionnaires/_checks.html",
    "portal/questionnaires/_preview.html",
    "portal/questionnaires/_steps.html",
)
"""What a step on the draft changes on its page."""


def overview(version: QuestionnaireVersion, *, at: str = "", **changes: Any) -> dict[str, Any]:
    """The context of the draft's page; the preview begins at the question `at`."""
    who, draft, events = viewer(), version.draft, _events(version)
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
        "undo": _undo(version, draft, events),
        "preview_at": at if at in draft.by_code else "",
        "editors": _editors(events),
        "kinds": [(kind, KIND_WORDS[kind], ABOUT_KINDS[kind]) for kind in KINDS],
        "kind_words": KIND_WORDS,
        "counted": counted,
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


def _events(version: QuestionnaireVersion) -> list[tuple[Event, Staff]]:
    """What was done to the draft of late and by whom, the latest first."""
    rows = db.session.execute(
        select(Event, Staff)
        .join(Staff, Staff.id == Event.staff_id)
        .where(Event.subject == version.audit_name)
        .options(lazyload(Staff.grants), lazyload(Staff.department))
        .order_by(Event.id.desc())
        .limit(MOST_EVENTS)
    )
    return [(event, staff) for event, staff in rows]


def _undo(version: QuestionnaireVersion, draft: Draft, events: list[tuple[Event, Staff]]) -> str:
    """What the last change was, as far as it can be taken back."""
    if version.previous is None:
        return ""
    changes = (event.facts.get("part", "") for event, _by in events if event.kind == "questionnaire.changed")
    part = str(next(changes, ""))
    return last_change(Draft.model_validate(version.previous), draft, part)


def _editors(events: list[tuple[Event, Staff]]) -> list[tuple[Staff, datetime]]:
    """Who changed the draft, with their last moment, the latest first."""
    latest: dict[int, tuple[Staff, datetime]] = {}
    for event, staff in events:
        latest.setdefault(staff.id, (staff, event.at))
    return list(latest.values())[:MOST_EDITORS]

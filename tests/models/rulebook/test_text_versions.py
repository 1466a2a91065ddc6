"""Versions of the texts to customers: each change is added, and the old ones stay (H-05)."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import NotAllowed, WrongState
from models.events.tables import Event
from models.people.tables import Language
from models.rulebook import actions, queries
from models.rulebook.rules import BadTemplate
from models.rulebook.words import MessageKind
from tests.models.rulebook.calendars import at
from tests.models.rulebook.editors import Editors, recorded

pytestmark = pytest.mark.both_databases

NOW = at("2026-11-23 10:00")
A_MINUTE = timedelta(minutes=1)


def test_a_saved_text_is_used_from_then_on(session: Session, editors: Editors) -> None:
    """H-05: each change is a version; the old ones stay."""
    saved = actions.save_template(
        MessageKind.CLOSED,
        Language.ZH,
        " 工单 {{ number }} 已办结 ",
        "{{ customer }}：\r\n工单 {{ number }} 已办结。\r\n",
        by=editors.author,
        now=NOW,
    )
    assert (saved.version, saved.subject, saved.body) == (
        2,
        "工单 {{ number }} 已办结",
        "{{ customer }}：\n工单 {{ number }} 已办结。",
    )
    assert queries.template(MessageKind.CLOSED, Language.ZH, NOW - A_MINUTE).version == 1
    assert queries.template(MessageKind.CLOSED, Language.ZH, NOW).version == 2
    assert queries.template(MessageKind.CLOSED, Language.EN, NOW).version == 1
    history = queries.template_versions(MessageKind.CLOSED, Language.ZH)
    assert [each.version for each in history] == [2, 1]
    assert recorded(session, "template.saved") == [("template:closed/zh/2", editors.author.id, "")]
    assert actions.install_defaults(now=NOW) == []


def test_a_text_with_an_unknown_field_is_not_saved(session: Session, editors: Editors) -> None:
    """H-05."""
    with pytest.raises(BadTemplate) as refused:
        actions.save_template(
            MessageKind.CLOSED, Language.ZH, "办结", "{{ number }} {{ password }}", by=editors.author, now=NOW
        )
    assert (refused.value.field, refused.value.why, refused.value.names) == (
        "body",
        "unknown_field",
        ("password",),
    )
    assert queries.template(MessageKind.CLOSED, Language.ZH, NOW).version == 1


def test_a_text_is_only_ever_added(session: Session, editors: Editors) -> None:
    """H-05."""
    text = queries.template(MessageKind.CLOSED, Language.ZH, NOW)
    session.commit()
    text.body = "{{ number }}"
    with pytest.raises(WrongState):
        session.flush()
    session.rollback()
    session.delete(text)
    with pytest.raises(WrongState):
        session.flush()


def test_who_may_not_edit_texts(session: Session, editors: Editors) -> None:
    """X-01."""
    with pytest.raises(NotAllowed):
        actions.save_template(MessageKind.CLOSED, Language.ZH, "a", "{{ number }}", by=editors.agent, now=NOW)


def test_h05_an_earlier_version_is_restored_as_a_new_one(session: Session, editors: Editors) -> None:
    """H-05: what it said is in use again, nothing is lost, and the trail names where it came from."""
    first = queries.template(MessageKind.CLOSED, Language.ZH, NOW)
    actions.save_template(
        MessageKind.CLOSED, Language.ZH, "办结", "{{ number }}", by=editors.author, now=NOW - A_MINUTE
    )
    added = actions.restore_template(first, by=editors.second, now=NOW)
    assert (added.version, added.subject, added.body) == (3, first.subject, first.body)
    assert queries.template(MessageKind.CLOSED, Language.ZH, NOW).id == added.id
    history = queries.template_versions(MessageKind.CLOSED, Language.ZH)
    assert [(each.version, each.saved_by_id) for each in history] == [
        (3, editors.second.id),
        (2, editors.author.id),
        (1, None),
    ]
    events = session.scalars(select(Event).where(Event.kind == "template.saved").order_by(Event.id)).all()
    assert [event.facts for event in events] == [{}, {"restored": 1}]


def test_h05_the_text_in_use_cannot_be_restored_nor_by_anybody(session: Session, editors: Editors) -> None:
    text = queries.template(MessageKind.CLOSED, Language.ZH, NOW)
    with pytest.raises(WrongState):
        actions.restore_template(text, by=editors.author, now=NOW)
    with pytest.raises(NotAllowed):
        actions.restore_template(text, by=editors.agent, now=NOW)

"""Versions of the texts to customers: each change is added, and the old ones stay (H-05)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.errors import NotAllowed, WrongState
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

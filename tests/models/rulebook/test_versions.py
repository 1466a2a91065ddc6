"""Versions of the rulebook: who may add them, when they hold, and that they stay (RB)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, SetupError, WrongState
from models.people.tables import Language, Staff
from models.rulebook import actions, queries
from models.rulebook.document import InvalidDocument
from models.rulebook.installed import first_document
from models.rulebook.rules import SMS_KINDS
from models.rulebook.tables import MessageTemplate, Rulebook
from models.rulebook.words import MessageKind, RulebookState
from tests.models.rulebook.calendars import at
from tests.models.rulebook.editors import Editors, recorded
from tests.statements import Statements

pytestmark = pytest.mark.both_databases

NOW = at("2026-11-23 10:00")
NEW_YEAR = at("2027-01-01 00:00")
A_MINUTE = timedelta(minutes=1)
TEXTS = len(Language) * (len(MessageKind) + len(SMS_KINDS))


def stricter() -> dict[str, Any]:
    """The first rulebook with grade 1 done in two working days."""
    document = first_document()
    first, *others = document["grades"]
    return {**document, "grades": [{**first, "result": {"amount": 2, "unit": "working_days"}}, *others]}


def drafted(by: Staff, effective_from: datetime = NEW_YEAR) -> Rulebook:
    return actions.draft(
        stricter(), name="2027 版", effective_from=effective_from, note="一级缩短", by=by, now=NOW
    )


def test_the_first_edition_is_installed_once(session: Session) -> None:
    """RB-01, H-05."""
    added = actions.install_defaults(now=NOW)
    assert len(added) == 1 + TEXTS
    assert actions.install_defaults(now=NOW) == []
    rulebook = session.scalars(select(Rulebook)).one()
    assert (rulebook.version_number, rulebook.state, rulebook.put_in_force_at) == (
        1,
        RulebookState.IN_FORCE,
        NOW,
    )
    assert session.scalar(select(func.count(MessageTemplate.id))) == TEXTS
    assert recorded(session, "rulebook.installed") == [("rulebook:1", None, "")]
    assert len(recorded(session, "template.installed")) == TEXTS


def test_the_first_edition_governs_what_was_received_before(session: Session, editors: Editors) -> None:
    """RB-01: imported cases of past years have rules too."""
    assert queries.rules_at(at("2019-05-06 10:00")) is queries.rules_at(NOW)


def test_nothing_is_in_force_before_it_is_installed(session: Session) -> None:
    with pytest.raises(SetupError):
        queries.rules_at(NOW)
    with pytest.raises(SetupError):
        queries.template(MessageKind.REPLY, Language.ZH, NOW)


def test_a_case_gets_the_rules_of_the_moment_it_was_received(session: Session, editors: Editors) -> None:
    """RB-01: the boundary belongs to the new version, and drafts govern nothing."""
    rulebook = drafted(editors.author)
    assert queries.rulebook_at(NEW_YEAR).version_number == 1
    actions.put_in_force(rulebook, by=editors.second, now=NOW)
    assert queries.rulebook_at(NEW_YEAR - A_MINUTE).version_number == 1
    assert queries.rulebook_at(NEW_YEAR).version_number == 2
    assert queries.rules_at(NEW_YEAR - A_MINUTE).grade(1).result.amount == 3
    assert queries.rules_at(NEW_YEAR).grade(1).result.amount == 2
    assert queries.rules_of(rulebook.id).grade(1).result.amount == 2
    with pytest.raises(LookupError):
        queries.rules_of(99)


def test_rules_are_parsed_once(
    session: Session, editors: Editors, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    book = queries.rulebook_at(NOW).id
    first = queries.rules_of(book)
    with statements() as seen:
        assert queries.rules_of(book) is first
        assert queries.rules_at(NOW) is first
    assert seen.count == 0
    session.commit()
    with statements() as seen_anew:
        assert queries.rules_of(book) is first
        assert queries.rules_at(NOW) is first
    assert seen_anew.count == 1


def test_a_second_person_puts_rules_in_force(session: Session, editors: Editors) -> None:
    """RB-02: the author cannot, and both are in the trail."""
    rulebook = drafted(editors.author)
    with pytest.raises(NotAllowed) as refused:
        actions.put_in_force(rulebook, by=editors.author, now=NOW)
    assert refused.value.why == "second_person"
    assert rulebook.state is RulebookState.DRAFT
    actions.put_in_force(rulebook, by=editors.second, now=NOW)
    session.commit()
    session.expire_all()
    assert (rulebook.state, rulebook.author_id, rulebook.put_in_force_by_id, rulebook.put_in_force_at) == (
        RulebookState.IN_FORCE,
        editors.author.id,
        editors.second.id,
        NOW,
    )
    assert recorded(session, "rulebook.drafted") == [("rulebook:2", editors.author.id, "一级缩短")]
    assert recorded(session, "rulebook.put_in_force") == [("rulebook:2", editors.second.id, "")]


def test_the_database_itself_asks_for_a_second_person(session: Session, editors: Editors) -> None:
    """RB-02."""
    rulebook = drafted(editors.author)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(
            update(Rulebook)
            .where(Rulebook.id == rulebook.id)
            .values(state=RulebookState.IN_FORCE, put_in_force_at=NOW, put_in_force_by_id=editors.author.id)
        )


def test_who_may_not_edit_rules(session: Session, editors: Editors) -> None:
    """X-01."""
    rulebook = drafted(editors.author)
    with pytest.raises(NotAllowed):
        drafted(editors.agent)
    with pytest.raises(NotAllowed):
        actions.put_in_force(rulebook, by=editors.agent, now=NOW)


def test_rules_never_take_effect_in_the_past(session: Session, editors: Editors) -> None:
    """RB-01: what was promised under the old rules stays promised."""
    with pytest.raises(Invalid) as refused:
        drafted(editors.author, effective_from=NOW)
    assert (refused.value.field, refused.value.why) == ("effective_from", "past")
    rulebook = drafted(editors.author)
    with pytest.raises(Invalid):
        actions.put_in_force(rulebook, by=editors.second, now=NEW_YEAR)


def test_one_version_for_each_day(session: Session, editors: Editors) -> None:
    """RB-01: two drafts may aim at one day, one of them gets it."""
    first, other = drafted(editors.author), drafted(editors.author)
    actions.put_in_force(first, by=editors.second, now=NOW)
    with pytest.raises(Invalid) as refused:
        actions.put_in_force(other, by=editors.second, now=NOW)
    assert (refused.value.field, refused.value.why) == ("effective_from", "taken")
    session.commit()
    other.state, other.put_in_force_by_id, other.put_in_force_at = (
        RulebookState.IN_FORCE,
        editors.second.id,
        NOW,
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_draft_with_unknown_departments_is_not_put_in_force(session: Session, editors: Editors) -> None:
    """T-04: nobody is sent work who is not there."""
    document = stricter()
    document["routes"] = {**document["routes"], "legal": "LEGAL"}
    rulebook = actions.draft(
        document, name="2027 版", effective_from=NEW_YEAR, note="", by=editors.author, now=NOW
    )
    with pytest.raises(InvalidDocument) as refused:
        actions.put_in_force(rulebook, by=editors.second, now=NOW)
    assert refused.value.problems == ("department 'LEGAL' is not there",)


def test_a_version_can_be_taken_back_before_its_day(session: Session, editors: Editors) -> None:
    """RB-01: it governs nothing, and its day is free again."""
    rulebook = drafted(editors.author)
    with pytest.raises(WrongState):
        actions.retire(rulebook, by=editors.author, now=NOW, reason="错字")
    actions.put_in_force(rulebook, by=editors.second, now=NOW)
    with pytest.raises(Invalid):
        actions.retire(rulebook, by=editors.author, now=NOW, reason=" ")
    actions.retire(rulebook, by=editors.author, now=NOW, reason="错字")
    assert queries.rulebook_at(NEW_YEAR).version_number == 1
    assert recorded(session, "rulebook.retired") == [("rulebook:2", editors.author.id, "错字")]
    again = drafted(editors.author)
    actions.put_in_force(again, by=editors.second, now=NOW)
    assert queries.rulebook_at(NEW_YEAR).version_number == 3
    with pytest.raises(WrongState):
        actions.retire(again, by=editors.author, now=NEW_YEAR, reason="太晚")
    assert [version.version_number for version in queries.versions()] == [3, 2, 1]


def test_a_bad_document_is_no_draft(session: Session, editors: Editors) -> None:
    """RB-01."""
    with pytest.raises(InvalidDocument):
        actions.draft(
            {**stricter(), "handling_calendar": "moon"},
            name="2027 版",
            effective_from=NEW_YEAR,
            note="",
            by=editors.author,
            now=NOW,
        )
    assert session.scalar(select(func.count(Rulebook.id))) == 1


def test_a_document_never_changes(session: Session, editors: Editors) -> None:
    """RB-01: not even a draft's; and no version is deleted."""
    rulebook = drafted(editors.author)
    session.commit()
    rulebook.document = first_document()
    with pytest.raises(WrongState):
        session.flush()
    session.rollback()
    session.delete(rulebook)
    with pytest.raises(WrongState):
        session.flush()

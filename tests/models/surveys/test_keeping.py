"""Versions that never change, and answers kept a row a question (S-01, S-04, S-05)."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from flask import current_app
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.db import db, writing
from models.errors import Expired, Invalid, SetupError, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.surveys import actions, queries
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation, QuestionnaireVersion, Response, ResponseItem
from models.surveys.words import InvitationState, Reach
from tests.models.surveys.samples import COMMENT, EVERYTHING, FIVE, ROWS, WHY, chose, questionnaire

pytestmark = pytest.mark.both_databases
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def invitation(session: Session) -> Invitation:
    version = actions.write_draft("sample", questionnaire(FIVE, WHY, ROWS, COMMENT))
    actions.publish(version, by=SYSTEM, now=NOW)
    made = actions.invite("sample", language="zh", reach=Reach.EMAIL, closes_at=NOW + timedelta(days=7))
    session.commit()
    return made


def items(session: Session) -> list[tuple[str, str, int | None, str | None]]:
    rows = session.scalars(select(ResponseItem).order_by(ResponseItem.question, ResponseItem.part))
    return [(row.question, row.part, row.choice, row.words) for row in rows]


def test_s01_the_ready_questionnaires_are_installed_once(session: Session) -> None:
    assert actions.install_defaults(now=NOW) == [
        "chat",
        "lasting_revisit",
        "quarterly",
        "revisit",
        "store",
        "training",
    ]
    assert actions.install_defaults(now=NOW) == []
    session.commit()
    rows = session.scalars(select(QuestionnaireVersion).order_by(QuestionnaireVersion.questionnaire)).all()
    assert {(row.number, row.published_at) for row in rows} == {(1, NOW)}
    assert session.scalars(select(Event.kind)).all() == ["questionnaire.published"] * 6


def test_s01_a_published_version_cannot_be_changed_by_any_way(session: Session) -> None:
    version = actions.write_draft("sample", questionnaire(FIVE))
    actions.publish(version, by=SYSTEM, now=NOW)
    session.commit()
    with pytest.raises(WrongState):
        actions.publish(version, by=SYSTEM, now=NOW)
    for statement in ("UPDATE questionnaire_version SET number = 7", "DELETE FROM questionnaire_version"):
        with pytest.raises(DBAPIError, match="never changes"):
            session.execute(text(statement))
        session.rollback()
    assert session.scalars(select(QuestionnaireVersion.number)).all() == [1]


def test_s01_what_comes_after_is_a_new_version_and_old_invitations_keep_theirs(
    session: Session, invitation: Invitation
) -> None:
    draft = actions.write_draft("sample", questionnaire(FIVE))
    assert actions.write_draft("sample", questionnaire(FIVE, COMMENT)).id == draft.id
    assert queries.current("sample") == invitation.version
    actions.publish(draft, by=SYSTEM, now=NOW)
    session.commit()
    later = actions.invite("sample", language="en", reach=Reach.QR, closes_at=NOW)
    assert (invitation.version.number, later.version.number) == (1, 2)


def test_s01_a_document_that_does_not_hold_together_is_no_draft(session: Session) -> None:
    with pytest.raises(Invalid):
        actions.write_draft("sample", questionnaire(WHY))
    assert queries.draft("sample") is None


def test_s04_nobody_is_invited_to_what_was_never_published(session: Session) -> None:
    actions.write_draft("sample", questionnaire(FIVE))
    with pytest.raises(SetupError):
        actions.invite("sample", language="zh", reach=Reach.EMAIL, closes_at=NOW)


def test_s05_every_step_is_kept_as_it_is_taken(session: Session, invitation: Invitation) -> None:
    by_code = EVERYTHING.by_code
    actions.save(invitation, by_code["overall"], chose(2), now=NOW)
    session.commit()
    assert items(session) == [("overall", "", 2, None)]
    actions.save(invitation, by_code["why"], Answer({"1": 1, "3": 1}), now=NOW)
    actions.save(invitation, by_code["service"], Answer({"attitude": 5, "speed": 0}), now=NOW)
    actions.save(invitation, by_code["comment"], Answer(text="太慢了"), now=NOW)
    session.commit()
    assert items(session) == [
        ("comment", "", None, "太慢了"),
        ("overall", "", 2, None),
        ("service", "attitude", 5, None),
        ("service", "speed", 0, None),
        ("why", "1", 1, None),
        ("why", "3", 1, None),
    ]
    found = queries.by_locator(invitation.locator)
    assert found is not None
    assert queries.answers_of(found.response) == {
        "overall": chose(2),
        "why": Answer({"1": 1, "3": 1}),
        "service": Answer({"attitude": 5, "speed": 0}),
        "comment": Answer(text="太慢了"),
    }


def test_s04_the_last_answer_counts_and_the_same_sent_twice_is_one(
    session: Session, invitation: Invitation
) -> None:
    by_code = EVERYTHING.by_code
    for code in (1, 1, 5):
        actions.save(invitation, by_code["overall"], chose(code), now=NOW)
    for chosen in ({"1": 1, "2": 1}, {"2": 1}, {}):
        actions.save(invitation, by_code["why"], Answer(chosen), now=NOW)
        session.commit()
    assert items(session) == [("overall", "", 5, None), ("why", "", None, None)]
    actions.save(invitation, by_code["why"], Answer({"3": 1}), now=NOW)
    assert items(session) == [("overall", "", 5, None), ("why", "3", 1, None)]
    assert session.scalars(select(Response)).one().started_at == NOW


def test_s06_what_is_off_the_way_counts_nowhere_until_the_way_comes_back(
    session: Session, invitation: Invitation
) -> None:
    by_code, why = EVERYTHING.by_code, Answer({"1": 1, "3": 1})
    rows = Answer({"attitude": 5, "speed": 4})
    said = {"overall": chose(2), "why": why, "service": rows, "comment": Answer()}
    for code, answer in said.items():
        actions.save(invitation, by_code[code], answer, now=NOW)
    actions.complete(invitation, said, now=NOW)
    assert queries.answers_of(invitation.response) == said
    later = NOW + timedelta(hours=1)
    actions.save(invitation, by_code["overall"], chose(4), now=later)
    actions.complete(invitation, said | {"overall": chose(4)}, now=later)
    session.commit()
    assert invitation.response is not None
    assert "why" not in queries.answers_of(invitation.response)
    assert queries.all_answers_of(invitation.response)["why"] == why
    astray = session.scalars(select(ResponseItem).where(ResponseItem.off_way)).all()
    assert [(row.question, row.part, row.changed_at) for row in astray] == [
        ("why", "1", NOW),
        ("why", "3", NOW),
    ]
    actions.save(invitation, by_code["overall"], chose(1), now=later)
    actions.complete(invitation, said | {"overall": chose(1)}, now=later)
    assert queries.answers_of(invitation.response)["why"] == why


def test_s04_after_the_window_and_after_a_withdrawal_nothing_is_kept(
    session: Session, invitation: Invitation
) -> None:
    overall = EVERYTHING.by_code["overall"]
    with pytest.raises(Expired):
        actions.save(invitation, overall, chose(5), now=invitation.closes_at)
    actions.withdraw(invitation)
    with pytest.raises(WrongState):
        actions.save(invitation, overall, chose(5), now=NOW)
    assert items(session) == []


def test_s01_complete_only_when_every_question_on_the_way_is_answered(
    session: Session, invitation: Invitation
) -> None:
    by_code = EVERYTHING.by_code
    answers = {"overall": chose(5), "service": Answer({"attitude": 5, "speed": 5})}
    for code, answer in answers.items():
        actions.save(invitation, by_code[code], answer, now=NOW)
    with pytest.raises(Invalid):
        actions.complete(invitation, queries.answers_of(invitation.response), now=NOW)
    actions.save(invitation, by_code["comment"], Answer(), now=NOW)
    actions.complete(invitation, queries.answers_of(invitation.response), now=NOW)
    session.commit()
    assert invitation.state is InvitationState.COMPLETED
    assert session.scalars(select(Response.completed_at)).one() == NOW
    actions.withdraw(invitation)
    assert invitation.state is InvitationState.COMPLETED


def test_s04_two_tabs_at_once_are_one_response_with_one_answer(
    session: Session, invitation: Invitation
) -> None:
    app, locator = current_app._get_current_object(), invitation.locator  # type: ignore[attr-defined]
    session.commit()

    def tab(code: int) -> None:
        with app.app_context(), writing():
            found = queries.by_locator(locator)
            assert found is not None
            actions.save(found, EVERYTHING.by_code["overall"], chose(code), now=NOW)
            db.session.commit()

    tabs = [Thread(target=tab, args=(code,)) for code in (5, 5, 4, 5)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert len(session.scalars(select(Response)).all()) == 1
    assert [row[:2] for row in items(session)] == [("overall", "")]

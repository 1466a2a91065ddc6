"""S-07: a report is drafted, written, submitted, published by a second person, and never changes after."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.tables import Staff
from models.reports import actions, queries
from models.reports.tables import SatisfactionReport
from models.reports.words import CorrectionPart, Passage, ReportState
from tests.cast import Cast
from tests.models.reports.reporting import (
    NEW_YEAR,
    WINTER,
    WORDS,
    answered_quarter,
    drafted,
    published,
    submitted,
)
from tests.models.results.answering import many

Say = Callable[[SatisfactionReport, Staff], object]


def told(session: Session, kind: str) -> set[int]:
    return set(session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_from_draft_to_public_page(session: Session, cast: Cast) -> None:
    """S-07, X-02: figures drafted, words written, approved by a second person, each step in the trail."""
    answered_quarter()
    report = published(cast)
    assert report.state is ReportState.PUBLISHED
    assert (report.submitted_by_id, report.ended_by_id) == (cast.agent.id, cast.leader.id)
    kinds = list(session.scalars(select(Event.kind).where(Event.subject == report.audit_name)))
    assert kinds == ["report.drafted", "report.written", "report.submitted", "report.published"]
    assert told(session, "satisfaction_to_approve") == {cast.leader.id, cast.committee.id}
    assert told(session, "satisfaction_published") == {cast.agent.id}
    assert queries.published("2026Q4") is report


def test_figures_stay_although_answers_change(session: Session, cast: Cast) -> None:
    """S-07: what was counted is frozen; only counting a draft anew takes later answers in."""
    answered_quarter()
    report = drafted(cast)
    before = report.figures
    many([1] * 20, at=WINTER)
    session.expire_all()
    again = queries.find(report.id)
    assert again is not None
    assert again.figures == before
    assert again.content.answers == 62
    actions.recount(again, by=cast.second_agent, now=NEW_YEAR, seen=again.version)
    assert again.content.answers == 82
    submit = actions.write(again, WORDS, by=cast.agent, now=NEW_YEAR, seen=None)
    actions.submit(submit, by=cast.agent, now=NEW_YEAR, seen=None)
    with pytest.raises(WrongState):
        actions.recount(again, by=cast.agent, now=NEW_YEAR, seen=None)


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", ["UPDATE {} SET version = version + 1", "DELETE FROM {}"])
def test_nothing_that_is_published_can_change_or_vanish(session: Session, cast: Cast, statement: str) -> None:
    """S-07: the database refuses it, of reports and of corrections."""
    answered_quarter()
    report = published(cast)
    correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
    said = {part: {"zh": "一", "en": "one"} for part in CorrectionPart}
    seen = {"by": cast.agent, "now": NEW_YEAR, "seen": None}
    actions.write_correction(correction, report, said, recounted=False, **seen)
    actions.submit_correction(correction, **seen)
    actions.publish_correction(correction, by=cast.leader, now=NEW_YEAR, seen=None)
    session.commit()
    session.execute(text("DELETE FROM report_edit"))
    session.commit()
    for table in ("report_correction", "satisfaction_report"):
        with pytest.raises(DBAPIError, match="a published report never changes"):
            session.execute(text(statement.format(table)))
        session.rollback()


def test_a_second_person_publishes(session: Session, cast: Cast) -> None:
    """S-07: whoever wrote, counted or submitted any of it cannot approve it, whatever their roles."""
    answered_quarter()
    report = drafted(cast)
    actions.write(report, WORDS, by=cast.committee, now=NEW_YEAR, seen=None)
    actions.submit(report, by=cast.agent, now=NEW_YEAR, seen=None)
    assert told(session, "satisfaction_to_approve") == {cast.leader.id}
    with pytest.raises(NotAllowed, match="report_author"):
        actions.publish(report, by=cast.committee, now=NEW_YEAR, seen=None)
    actions.send_back(report, "数字没有说明", by=cast.leader, now=NEW_YEAR, seen=None)
    assert (report.state, report.returned_because) == (ReportState.DRAFT, "数字没有说明")
    assert told(session, "satisfaction_returned") == {cast.agent.id, cast.committee.id}


EDITORS = {"agent", "second_agent", "inspector", "committee"}
APPROVERS = {"leader", "committee"}
STEPS: dict[str, tuple[Say, set[str], str]] = {
    "recount": (
        lambda report, by: actions.recount(report, by=by, now=NEW_YEAR, seen=None),
        EDITORS,
        "draft",
    ),
    "write": (
        lambda report, by: actions.write(report, WORDS, by=by, now=NEW_YEAR, seen=None),
        EDITORS,
        "draft",
    ),
    "discard": (
        lambda report, by: actions.discard(report, "不需要", by=by, now=NEW_YEAR, seen=None),
        EDITORS,
        "draft",
    ),
    "publish": (
        lambda report, by: actions.publish(report, by=by, now=NEW_YEAR, seen=None),
        APPROVERS,
        "submitted",
    ),
    "send back": (
        lambda report, by: actions.send_back(report, "再看看", by=by, now=NEW_YEAR, seen=None),
        APPROVERS,
        "submitted",
    ),
    "correct": (
        lambda report, by: actions.correct(report, by=by, now=NEW_YEAR),
        EDITORS,
        "published",
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_every_role(session: Session, cast: Cast, step: str) -> None:
    """S-07, X-01: editors write, the leading group and the committee approve, nobody else does either."""
    answered_quarter()
    act, may, state = STEPS[step]
    report = {"draft": drafted, "submitted": submitted, "published": published}[state](cast)
    allowed = set()
    for part, person in vars(cast).items():
        nested = session.begin_nested()
        try:
            act(report, person)
        except NotAllowed:
            pass
        else:
            allowed.add(part)
        nested.rollback()
        session.refresh(report)
    assert allowed == may


def test_both_languages_before_it_is_submitted(session: Session, cast: Cast) -> None:
    """S-07, X-05: the introduction and what we do about it in both languages; others in both or neither."""
    answered_quarter()
    report = drafted(cast)
    seen = {"by": cast.agent, "now": NEW_YEAR, "seen": None}
    for texts, field, why in (
        ({}, "introduction_zh", "required"),
        ({Passage.INTRODUCTION: WORDS[Passage.INTRODUCTION]}, "action_zh", "required"),
        ({**WORDS, Passage.COURSE: {"zh": "往期口径不同。"}}, "course_en", "other_language"),
    ):
        actions.write(report, texts, **seen)
        with pytest.raises(Invalid) as refused:
            actions.submit(report, **seen)
        assert (refused.value.field, refused.value.why) == (field, why)


def test_two_editors_at_once(session: Session, cast: Cast) -> None:
    """H-07: the second is told, and overwrites nothing."""
    answered_quarter()
    report = drafted(cast)
    read = report.version
    actions.write(report, WORDS, by=cast.agent, now=NEW_YEAR, seen=read)
    with pytest.raises(Stale):
        actions.write(
            report, {Passage.INTRODUCTION: {"zh": "另一段"}}, by=cast.second_agent, now=NEW_YEAR, seen=read
        )
    assert report.passage(Passage.INTRODUCTION, "zh") == WORDS[Passage.INTRODUCTION]["zh"]


def test_a_draft_is_thrown_away_and_its_period_is_free(session: Session, cast: Cast) -> None:
    """S-07: it stays in the list of what was thrown away, with its reason."""
    answered_quarter()
    report = drafted(cast)
    actions.discard(report, "口径有误", by=cast.agent, now=NEW_YEAR, seen=None)
    assert [each.id for each in queries.listing(ReportState.DISCARDED)] == [report.id]
    assert drafted(cast).id != report.id
    assert queries.published("2026Q4") is None


def test_what_can_be_reported(session: Session, cast: Cast) -> None:
    """S-07: a period that is over, once; with too few answers nothing can be published."""
    many([5] * 9, at=WINTER)
    with pytest.raises(Invalid, match="not_over"):
        drafted(cast, "2027Q1")
    with pytest.raises(Invalid, match="unknown"):
        drafted(cast, "2026Q5")
    assert [each.key for each in queries.offers(NEW_YEAR).quarters] == ["2026Q4"]
    report = drafted(cast)
    assert drafted(cast) is report
    assert list(queries.offers(NEW_YEAR).quarters) == []
    assert report.content.headline is None
    actions.write(report, WORDS, by=cast.agent, now=NEW_YEAR, seen=None)
    with pytest.raises(Invalid, match="too_few_answers"):
        actions.submit(report, by=cast.agent, now=NEW_YEAR, seen=None)


def test_a_correction_is_added_by_two(session: Session, cast: Cast) -> None:
    """S-07: what was wrong, what is right, figures counted anew; the report itself stays as it was."""
    answered_quarter()
    report = published(cast)
    before = report.figures
    many([5] * 10, at=WINTER, code="JS")
    correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
    assert actions.correct(report, by=cast.second_agent, now=NEW_YEAR) is correction
    said = {part: {"zh": "漏计十份", "en": "Ten were missing"} for part in CorrectionPart}
    seen = {"by": cast.agent, "now": NEW_YEAR + timedelta(days=9), "seen": None}
    actions.write_correction(correction, report, said, recounted=True, **seen)
    actions.submit_correction(correction, **seen)
    with pytest.raises(NotAllowed):
        actions.publish_correction(correction, **seen)
    actions.publish_correction(correction, by=cast.committee, now=NEW_YEAR + timedelta(days=9), seen=None)
    session.expire_all()
    shown = queries.published("2026Q4")
    assert shown is not None
    assert shown.figures == before
    assert [each.content.answers for each in shown.corrections if each.content] == [72]
    assert [each.figures.answers for each in queries.published_listing()] == [72]


@pytest.mark.parametrize("said", [[1] * 9, [5, 1], [2]])
def test_a_correction_does_not_tell_what_few_said(session: Session, cast: Cast, said: list[int]) -> None:
    """S-06, S-07: figures side by side that differ in fewer than 10 answers would tell what those said."""
    answered_quarter()
    report = published(cast)
    many(said, at=WINTER, code="JS")
    correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
    words = {part: {"zh": "漏计数份", "en": "Some were missing"} for part in CorrectionPart}
    actions.write_correction(
        correction, report, words, recounted=True, by=cast.agent, now=NEW_YEAR, seen=None
    )
    assert correction.content is not None
    assert correction.content.dimensions == report.content.dimensions
    assert correction.content.headline is not None


def test_nor_does_a_second_correction(session: Session, cast: Cast) -> None:
    """S-06, S-07: figures are held against all that were published, not against the last ones alone."""
    answered_quarter()
    report = published(cast)
    words = {part: {"zh": "更正", "en": "Corrected"} for part in CorrectionPart}
    seen = {"by": cast.agent, "now": NEW_YEAR, "seen": None}
    counted = []
    for more in ([5] * 12, [4] * 3, [4] * 9):
        many(more, at=WINTER, code="JS")
        report = queries.find(report.id) or report
        correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
        actions.write_correction(correction, report, words, recounted=True, **seen)
        actions.submit_correction(correction, **seen)
        actions.publish_correction(correction, by=cast.leader, now=NEW_YEAR, seen=None)
        assert correction.content is not None
        assert correction.content.headline is not None
        assert correction.content.headline.figure is not None
        counted.append(correction.content.headline.figure.n)
    assert counted == [74, 74, 86]


def test_editors_are_reminded_once(session: Session, cast: Cast) -> None:
    """S-07: a quarter is over and has no report."""
    answered_quarter()
    assert actions.remind_editors(now=WINTER) == 0
    assert actions.remind_editors(now=NEW_YEAR) == 4
    assert actions.remind_editors(now=NEW_YEAR + timedelta(days=1)) == 0
    assert told(session, "satisfaction_wanted") == {
        getattr(cast, part).id for part in ("agent", "second_agent", "inspector", "committee")
    }

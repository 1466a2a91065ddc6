"""Notices and certificates: numbered, frozen, printed once, withdrawn (A-03, C-01, C-05)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.papers.actions import bundle, issue, withdraw
from models.papers.queries import paper_with_code, papers_about, to_bundle, to_print
from models.papers.rules import in_groups, number_of, parse, proper
from models.papers.words import PaperKind, PaperState, Series
from models.people.tables import Language
from tests.cast import Cast
from tests.models.papers.making import ABOUT, DECISION, HONOUR, certificate, decision
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
NEW_YEAR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half an hour into 2027 in Shanghai


@pytest.mark.both_databases
def test_a03_each_series_counts_its_papers_by_the_year_of_shanghai(cast: Cast) -> None:
    numbers = [decision(cast.hr).number, decision(cast.hr).number, certificate(cast.hr).number]
    assert numbers == ["回音责〔2026〕1号", "回音责〔2026〕2号", "HYJ-2026-0001"]
    assert decision(cast.hr, NEW_YEAR).number == "回音责〔2027〕1号"
    assert number_of(Series.CONDUCT, 2026, 12) == "回音奖惩〔2026〕12号"


def test_a03_a_paper_says_for_good_what_it_said(cast: Cast) -> None:
    paper = decision(cast.hr)
    assert parse(paper.kind, paper.facts) == DECISION
    assert (paper.about, paper.issued_on.isoformat(), paper.issued_by_id) == (ABOUT, "2026-11-23", cast.hr.id)
    assert paper_with_code(paper.code) is paper
    assert proper(in_groups(paper.code).lower()) == paper.code
    assert papers_about(ABOUT) == [paper]
    with pytest.raises(ValueError, match="makes no"):
        issue(PaperKind.DECISION, about=ABOUT, facts=HONOUR, language=Language.ZH, by=SYSTEM, now=MONDAY)


@pytest.mark.both_databases
def test_a03_the_database_refuses_to_change_a_paper(cast: Cast) -> None:
    decision(cast.hr)
    for change in (
        "UPDATE paper SET number = 'x'",
        "UPDATE paper SET facts = '{}'",
        "UPDATE paper SET code = 'x'",
        "DELETE FROM paper",
    ):
        with pytest.raises(DatabaseError, match="a paper never changes"), db.session.begin_nested():
            db.session.execute(text(change))


def test_a03_a_withdrawn_paper_names_what_takes_its_place(cast: Cast) -> None:
    first, second = decision(cast.hr), decision(cast.hr)
    withdraw(first, replaced_by=second, by=cast.hr, now=MONDAY + timedelta(hours=1), reason="申诉成立")
    assert (first.state, first.replaced_by_id) == (PaperState.WITHDRAWN, second.id)
    assert (second.state, second.withdrawn_at) == (PaperState.VALID, None)
    told = db.session.scalars(select(Event).where(Event.kind == "paper.withdrawn")).one()
    assert (told.subject, told.facts) == (first.audit_name, {"replaced_by": second.number})
    with pytest.raises(WrongState):
        withdraw(first, by=cast.hr, now=MONDAY)
    with pytest.raises(ValueError, match="itself"):
        withdraw(second, replaced_by=second, by=cast.hr, now=MONDAY)


def test_a03_the_trail_holds_no_word_of_a_paper(cast: Cast) -> None:
    """X-03: numbers and kinds alone."""
    paper = decision(cast.hr)
    told = db.session.scalars(select(Event).where(Event.subject == paper.audit_name)).one()
    assert (told.kind, told.facts) == ("paper.issued", {"paper_kind": "decision", "about": ABOUT})


def test_c01_a_bundle_waits_for_all_its_certificates(cast: Cast) -> None:
    papers = [certificate(cast.hr, to=name) for name in ("季书", "程长")]
    made = bundle(papers, title="2026 年度荣誉证书", by=cast.hr, now=MONDAY)
    assert (to_print(limit=9), to_bundle()) == ([paper.id for paper in papers], [])
    assert made.file_id is None
    with pytest.raises(Invalid):
        bundle([], title="空", by=cast.hr, now=MONDAY)
    with pytest.raises(ValueError, match="certificates alone"):
        bundle([decision(cast.hr)], title="决定", by=cast.hr, now=MONDAY)


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M9QXW3F5TH8J!", "7" * 17, "x" * 100_000, "７Ｋ２Ｍ" * 4])
def test_a03_what_can_be_no_code(typed: str) -> None:
    assert proper(typed) is None

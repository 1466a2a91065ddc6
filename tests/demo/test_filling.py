"""The databases that the benchmark fills in SQL hold what the actions would have written (V-01)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from bench.filling import fill, year
from bench.filling.copying import copied_tables
from bench.filling.fill import RARE, Filled, filled
from bench.filling.passages import passages_of
from demo.story import Company
from models.cases.queries import Filters, listing, timeline
from models.cases.rules.grams import grams, name_grams
from models.cases.tables import Case, Contact, case_gram
from models.cases.words import Direction
from models.db import db
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from tests.servers import databases
from tests.servers.databases import Kind

pytestmark = pytest.mark.both_databases
STORIES, CASES = 40, 400


@pytest.fixture
def copied(
    database_kind: Kind, company: Company, worker: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Filled]:
    """The first stories of the demo company, told again and again; an application context on them."""
    few = replace(company, stories=company.stories[:STORIES])
    monkeypatch.setattr(year, "company", lambda: few)
    for module in (year, fill):
        monkeypatch.setattr(module, "moment", lambda: few.until)
        monkeypatch.setattr(module, "passages", lambda: passages_of(few))
    found = filled(database_kind, CASES)
    app = Flask("filled")
    app.config["SQLALCHEMY_DATABASE_URI"] = found.url
    db.init_app(app)
    with app.app_context():
        yield found
        db.session.remove()
        db.engine.dispose()
    databases.drop(database_kind, found.name)


def test_copies_are_whole_and_found(copied: Filled, database_kind: Kind) -> None:
    """Numbers differ, keys lead somewhere, the story names the rows of the copy, the index has its words."""
    count = db.session.scalar(select(func.count(Case.number.distinct())))
    assert CASES * 0.9 < (count or 0) < CASES * 1.1
    if database_kind == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert db.session.scalar(select(func.count()).select_from(copied_tables()[0])) or STORIES < 0
    block = copied.blocks[1]
    for model in db.session.scalars(select(Case).where(Case.id <= STORIES)).all():
        if not model.open:
            copy = db.session.get_one(Case, block.after + (model.id - 1) * block.times + 1)
            assert (copy.state, copy.grade, copy.round) == (model.state, model.grade, model.round)
            assert copy.product_id == model.product_id, "there is one list of products, which is not copied"
            assert _story(copy) == _story(model)
            assert _stored(copy) == _words(copy)
    _a_rare_word_is_in_few()


def _a_rare_word_is_in_few() -> None:
    grant = select(RoleGrant.staff_id).where(RoleGrant.role == Role.CUSTOMER_SERVICE_AGENT)
    agent = db.session.scalars(select(Staff).where(Staff.id.in_(grant)).limit(1)).unique().one()
    assert [case.id for case in listing(agent, Filters(text=RARE), now=year.moment()).rows] == [7]
    assert listing(agent, Filters(), now=year.moment()).total > STORIES


def _story(case: Case) -> list[tuple[str, list[str]]]:
    """The kinds of its events in order, each with the kinds of rows that it speaks of."""
    return [(entry.event.kind, sorted(entry.rows)) for entry in timeline(case)]


def _words(case: Case) -> set[int]:
    heard = select(Contact.text).where(Contact.case_id == case.id, Contact.direction == Direction.IN)
    own = grams(case.title, case.problem, case.expected, case.happened_where, *db.session.scalars(heard))
    return set(own | name_grams(case.contact_name))


def _stored(case: Case) -> set[int]:
    return set(db.session.scalars(select(case_gram.c.gram).where(case_gram.c.case_id == case.id)))

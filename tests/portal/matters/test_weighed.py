"""Who weighs a matter reads who held its case, though they read no cases; links lead where one may (A-01)."""

from collections.abc import Callable

import pytest
from time_machine import Traveller

from models.accountability import actions
from models.accountability.queries.triggers import Found
from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind, TriggerKind
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.papers.document import Row
from portal.matters.letters import notice_of
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.accountability.making import bench
from tests.models.cases.making import DAY, taken
from tests.moments import MONDAY


@pytest.fixture(autouse=True)
def the_day_after(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + DAY)


def late(cast: Cast) -> tuple[Case, MatterCandidate]:
    """A case of the handler, and a candidate about it with the case as its evidence."""
    case = taken(cast)
    found = Found(
        source=TriggerKind.OVERDUE,
        kind=MatterKind.DELAY,
        about=case.audit_name,
        conduct_on=local_day(MONDAY),
        evidence=(case.audit_name,),
        dedupe="late:1",
        person_id=cast.handler.id,
        case_id=case.id,
    )
    candidate = actions.note_candidate(found, now=MONDAY + DAY)
    assert candidate is not None
    db.session.commit()
    return case, candidate


def test_a01_a04_hr_reads_who_held_the_case_and_not_the_case(cast: Cast, client: Client) -> None:
    """As screen and paper, from the candidate on; the case, and links to it, stay shut (X-01)."""
    case, candidate = late(cast)
    client.come_in(cast.hr)
    page = client.get(f"/portal/matters/candidates/{candidate.id}").text
    assert f"/portal/cases/{case.number}/chain" in page
    assert f'href="/portal/cases/{case.number}"' not in page
    chain = client.get(f"/portal/cases/{case.number}/chain")
    assert chain.status_code == 200
    assert "季书" in region(chain.text, "#chain")
    assert f'href="/portal/cases/{case.number}"' not in chain.text
    assert client.get(f"/portal/cases/{case.number}/chain.pdf").mimetype == "application/pdf"
    assert client.get(f"/portal/cases/{case.number}").status_code == 404
    assert (
        f'href="/portal/cases/{case.number}"'
        in client.come_in(cast.head).get(f"/portal/cases/{case.number}/chain").text
    )


def test_a01_x01_nobody_else_reads_it_for_that(cast: Cast, client: Client) -> None:
    """Not human resources without a matter, nor who has no part in it."""
    other, (case, _candidate) = taken(cast), late(cast)
    db.session.commit()
    assert client.come_in(cast.hr).get(f"/portal/cases/{other.number}/chain").status_code == 404
    for person in (cast.stranger, cast.plain, cast.finance):
        status = client.come_in(person).get(f"/portal/cases/{case.number}/chain").status_code
        assert status == 404, person.login


def test_a03_a_notice_says_the_day_and_the_case(cast: Cast, client: Client) -> None:
    people = bench(cast)
    case, candidate = late(cast)
    draft = actions.MatterDraft(people.person, MatterKind.DELAY, "接单后未联系客户。")
    matter = actions.open_matter(candidate, draft, by=people.office, now=MONDAY + DAY)
    db.session.commit()
    page = client.come_in(people.office).get(f"/portal/matters/{matter.number}").text
    assert f"/portal/cases/{case.number}/chain" in page
    assert f'href="/portal/cases/{case.number}"' not in page
    for person in (people.office, people.investigator):
        client.come_in(person)
        assert client.get(f"/portal/cases/{case.number}/chain").status_code == 200
    db.session.expire_all()
    with client.application.test_request_context():
        rows = notice_of(matter, people.office).rows
    assert rows[1:] == (Row(name="日期", text="2026-11-23（周一）"), Row(name="工单", text=case.number))


def test_a02_a_colleague_is_reported_by_name(cast: Cast, client: Client) -> None:
    """Staff numbers are not known by heart; a name that nobody has is refused with what was typed."""
    bench(cast)
    told = {"kind": "delay", "text": "三天没有联系客户", "conduct_on": "2026-11-20"}
    client.come_in(cast.inspector)
    refused = client.submit("/portal/matters/new", "/new", person="无此人", **told)
    assert refused.status_code == 422
    assert "三天没有联系客户" in refused.text
    sent = client.submit("/portal/matters/new", "/new", person=cast.handler.name, **told)
    assert sent.status_code == 303
    db.session.expire_all()
    assert db.session.query(MatterCandidate).one().person_id == cast.handler.id

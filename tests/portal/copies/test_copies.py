"""X-03: customer service hands a customer a copy of what belongs to them, and nothing of anybody else."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from models.cases import actions as cases
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.events.actions import CUSTOMER
from models.events.tables import Event
from models.files.actions import keep
from models.outbox.tables import Delivery, OutboxMessage
from models.personal.actions import forget_customer
from models.personal.queries import copy_of
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import answered, new
from tests.models.files.samples import picture
from tests.models.files.test_keeping import UPLOADS
from tests.models.results.answering import revisited
from tests.moments import MONDAY
from tests.statements import CountStatements
from web.downloads import file_store

PERSON: dict[str, Any] = {"name": "钱伟", "phone": "+8613900139000", "email": "qian@example.com"}


def told(cast: Cast) -> Case:
    """A case with words both ways, a file, an answered survey, a letter that left, and a note of ours."""
    sent = keep(
        io.BytesIO(picture()), "光猫.png", store=file_store(), uploads=UPLOADS, by=CUSTOMER, now=MONDAY
    )
    case = answered(cast, MONDAY, problem="宽带断了", files=(sent,), **PERSON)
    cases.add_note(case, "内部：客户情绪激动", by=cast.handler, now=MONDAY)
    revisited(2, words="修得太慢", case=case)
    [letter] = db.session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).all()[
        :1
    ]
    letter.state, letter.sent_at, letter.text = Delivery.SENT, MONDAY, "钱伟，您好：已收到。"
    db.session.commit()
    return case


def test_x03_the_archive_has_their_words_files_and_answers(cast: Cast, client: Client) -> None:
    case = told(cast)
    here = f"/portal/cases/{case.number}/personal-copy"
    client.come_in(cast.agent)
    assert here in client.get(f"/portal/cases/{case.number}").text
    shown = client.get(here).text
    assert "钱伟" not in region(shown, "#copy")
    assert words_in_the_other_language(shown) == []
    assert client.submit(here, "/personal-copy", recognised_by="回拨留存号码").status_code == 422
    made = client.submit(here, "/personal-copy", recognised_by="回拨留存号码", sure="y")
    assert (made.status_code, made.headers["Cache-Control"]) == (200, "no-store")
    with ZipFile(io.BytesIO(made.data)) as archive:
        data = json.loads(archive.read("data.json"))
        picture_at = f"files/{case.number}/001-光猫.png"
        assert sorted(archive.namelist()) == ["data.json", picture_at, "我的信息.pdf"]
        assert archive.read(picture_at) == picture()
        assert archive.read("我的信息.pdf").startswith(b"%PDF")
    assert (data["you"]["name"], data["you"]["telephone"]) == ("钱伟", "+8613900139000")
    [one] = data["cases"]
    assert (one["number"], one["problem"], one["files"][0]["file"]) == (case.number, "宽带断了", picture_at)
    [survey] = data["surveys"]
    assert "修得太慢" in [each["words"] for each in survey["answers"]]
    assert [each["words"] for each in data["letters"]] == ["钱伟，您好：已收到。"]
    everything = json.dumps(data, ensure_ascii=False)
    for ours in ("客户情绪激动", cast.handler.name, cast.agent.name):
        assert ours not in everything
    event = db.session.scalars(select(Event).where(Event.kind == "customer.copy_given")).one()
    assert (event.staff_id, event.reason) == (cast.agent.id, "回拨留存号码")
    assert event.facts == {"cases": 1, "letters": 1, "files": 1}


def test_x03_only_customer_service_makes_it_and_nothing_is_left_of_who_was_forgotten(
    cast: Cast, client: Client
) -> None:
    case = told(cast)
    here = f"/portal/cases/{case.number}/personal-copy"
    for person in (cast.handler, cast.head, cast.inspector):
        client.come_in(person)
        assert client.get(here).status_code == 403
        assert here not in client.get(f"/portal/cases/{case.number}").text
    cases.confirm(case, True, "", now=MONDAY)
    customer = db.session.get_one(Customer, case.customer_id)
    forget_customer(customer, "客户来函", by=cast.hr, now=MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    refused = client.submit(here, "/personal-copy", recognised_by="回拨", sure="y")
    assert refused.status_code == 422
    assert db.session.scalars(select(Event).where(Event.kind == "customer.copy_given")).all() == []


@pytest.mark.both_databases
def test_x03_a_copy_asks_the_same_for_one_case_and_three(cast: Cast, statements: CountStatements) -> None:
    case = new(**PERSON)
    db.session.commit()
    counts = []
    for more in (0, 2):
        for _each in range(more):
            new(problem="又断了，第二次反映", **PERSON)
        db.session.commit()
        customer = db.session.get_one(Customer, case.customer_id, populate_existing=True)
        with statements() as seen:
            found = copy_of(customer)
        counts.append((len(found.cases), seen.count))
    assert counts[0][0] == 1
    assert counts[1] == (3, counts[0][1])

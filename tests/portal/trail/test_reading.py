"""The trail on screen: every event as a sentence, its facts in words, nobody's personal data (X-02, X-03)."""

import ast
from datetime import timedelta

from flask import Flask
from lxml import html
from sqlalchemy import func, select

from models.customers.actions import stop_asking
from models.customers.tables import Customer
from models.db import db
from models.events.actions import SYSTEM, record
from models.events.queries import Narrowing, trail
from models.events.tables import Event
from models.papers.tables import Paper
from models.people.tables import Language
from models.revisits.actions import lift
from portal.trail.kinds import AREAS, WORDS
from portal.trail.lines import lines
from portal.trail.names import NAMES
from tests.cast import Cast
from tests.client import Client
from tests.guards.sources import ROOT
from tests.markup import region, words_in_the_other_language
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story import Story

TRAIL = "/portal/trail"


def rows(page: str) -> list[list[str]]:
    """The cells of each event, its folded facts apart."""
    found = []
    for row in html.document_fromstring(page).xpath("//tr[starts-with(@id,'event-')]"):
        for part in row.xpath(".//dl"):
            part.drop_tree()
        found.append([" ".join(cell.text_content().split()) for cell in row.xpath("./td")])
    return found


def recorded() -> dict[str, set[str]]:
    """Every kind that the models record, with the names of its facts: read from the calls of `record`."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "models").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                kind = node.args[0]
                if isinstance(kind, ast.Constant):
                    names = {word.arg for word in node.keywords if word.arg} - {"by", "now", "reason"}
                    found.setdefault(kind.value, set()).update(names)
    return found


def test_every_kind_has_its_words() -> None:
    """X-04: a kind that is recorded is said in both languages, and so is each of its facts."""
    assert set(recorded()) - set(WORDS) == set()
    facts = {name: kind for kind, names in recorded().items() for name in names}
    assert {name: facts[name] for name in set(facts) - set(NAMES)} == {}
    assert {kind.partition(".")[0] for kind in WORDS} - set(AREAS) == set()


def test_who_did_what_to_which_row(cast: Cast, client: Client, story: Story) -> None:
    """Newest first; a case that the viewer may see is a link, and so is a person."""
    record("case.revealed", story.back, by=cast.agent, now=MONDAY + timedelta(days=30))
    record(
        "roles.set", cast.handler, by=cast.hr, now=MONDAY + timedelta(days=31), granted=["trainer"], taken=[]
    )
    client.come_in(cast.auditor)
    page = client.get(TRAIL).text
    first, second = rows(page)[:2]
    assert first[1:] == ["任事 T-0009", "调整角色", "人员 T-0006"]
    assert second[1:] == ["柯服 T-0004", "查看客户联系方式", f"工单 {story.back.number}"]
    tree = html.document_fromstring(page)
    assert tree.xpath(f"//tr/td/a[@href='/portal/cases/{story.back.number}']")
    assert tree.xpath("//tr/td/a[@href='/portal/people/T-0006']")
    facts = region(page, "(//dl)[1]")
    assert "授予角色培训师" in facts
    assert "收回角色无" in facts
    assert "roles.set" in facts
    assert "尚未封存" in facts


def test_facts_are_said_in_words(cast: Cast, client: Client, story: Story) -> None:
    """Codes and numbers of rows are what people call them."""
    client.come_in(cast.auditor)
    page = client.get(f"{TRAIL}?about={story.back.number}&kind=case.triaged").text
    facts = region(page, "(//dl)[1]")
    assert "部门技术运维部" in facts
    assert "优先级P3" in facts
    assert "级别：无 → 2；主办部门：无 → 技术运维部" in facts
    page = client.get(f"{TRAIL}?about={story.back.number}&kind=case.reopened").text
    assert "原因回访表示不满意" in region(page, "(//dl)[1]")


def test_nobody_meets_personal_data(cast: Cast, client: Client, story: Story) -> None:
    """X-03: reasons are what people typed, so names, telephones and addresses in them are masked."""
    told = "客户赵玉兰要求致电13812345678或 zhao@example.com，另见 HY-20261117-0001"
    record("case.closed", story.back, by=cast.head, now=MONDAY, reason=told, closing="malicious")
    client.come_in(cast.auditor)
    page = client.get(f"{TRAIL}?kind=case.closed").text
    assert "客户赵*兰要求致电138****5678或 z***@example.com，另见 HY-20261117-0001" in region(page, "#trail")
    for case in (story.back, story.new, story.to_call):
        assert case.contact_name not in client.get(TRAIL).text


def test_x03_a_customers_name_in_a_reason_is_masked(cast: Cast, client: Client, story: Story) -> None:
    """Where the event is the customer's, as well as where it is the case's: on screen and in the file."""
    customer = db.session.get_one(Customer, story.back.customer_id)
    stop_asking(customer, by=cast.agent, now=MONDAY)
    lift(story.back, reason=f"{customer.name}来电说可以", by=cast.agent, now=MONDAY)
    client.come_in(cast.auditor)
    for kind in ("customer.asking_resumed", "revisit.asking_resumed"):
        assert "赵*兰来电说可以" in region(client.get(f"{TRAIL}?kind={kind}").text, "#trail")
        assert "赵*兰来电说可以" in client.send(f"{TRAIL}/exports", format="csv", kind=kind).text


def test_a_case_out_of_sight_is_no_link(app: Flask, cast: Cast, story: Story) -> None:
    """X-01: its number stays, as the trail is whole; what was said about it does not."""
    record("case.closed", story.back, by=cast.head, now=MONDAY, reason="客户态度恶劣", closing="malicious")
    db.session.commit()
    wanted = Narrowing(kinds=["case.closed"], subjects=[story.back.audit_name])
    with app.test_request_context(TRAIL):
        seen = lines(trail(wanted).rows, cast.auditor)[0]
        unseen = lines(trail(wanted).rows, cast.stranger)[0]
    assert (seen.url, seen.reason) == (f"/portal/cases/{story.back.number}", "客户态度恶劣")
    assert (unseen.url, unseen.reason, unseen.name) == ("", "（不予显示）", story.back.number)


def test_w03_nothing_of_the_hotline(cast: Cast, client: Client) -> None:
    record("hotline.received", "hotline:1", by=SYSTEM, now=MONDAY)
    client.come_in(cast.auditor)
    for path in (TRAIL, f"{TRAIL}?about=hotline:1", f"{TRAIL}?kind=hotline.received"):
        assert "hotline" not in region(client.get(path).text, "#trail")


def test_a_kind_and_a_fact_that_nobody_described(cast: Cast, client: Client) -> None:
    """Nothing is left out: both are shown as they are stored."""
    record(
        "case.weighed", "case:HY-20261123-0001", by=SYSTEM, now=MONDAY, grams=[1, {"a": 2}], means="pigeon"
    )
    client.come_in(cast.auditor)
    page = client.get(TRAIL).text
    assert rows(page)[0][1:] == ["系统", "case.weighed", "工单 HY-20261123-0001"]
    facts = region(page, "(//dl)[1]")
    assert 'grams1、{"a": 2}' in facts
    assert "联系方式pigeon" in facts


def test_every_event_of_the_story_in_both_languages(cast: Cast, client: Client, story: Story) -> None:
    """X-04: what people gave as their reasons stays as they wrote it, and a paper keeps its number."""
    reasons = {*db.session.scalars(select(Event.reason)), *db.session.scalars(select(Paper.number))}
    told = db.session.scalar(select(func.count()).select_from(Event)) or 0
    for language in Language:
        cast.auditor.language = language
        client.come_in(cast.auditor)
        client.set_cookie("lang", language.value)
        seen, older = 0, [TRAIL]
        while older:
            page = client.get(older[0]).text
            assert words_in_the_other_language(page, reasons) == [], older
            seen += len(rows(page))
            older = html.document_fromstring(page).xpath("//a[@rel='next']/@href")
        assert seen >= told


def test_the_page_costs_the_same_at_any_length(
    cast: Cast, client: Client, story: Story, statements: CountStatements
) -> None:
    """X-08: no query an event."""
    for n in range(30):
        record("case.noted", story.new, by=cast.agent, now=MONDAY, note=n)
    client.come_in(cast.auditor)
    client.get(TRAIL)
    with statements() as few:
        assert len(rows(client.get(f"{TRAIL}?kind=case.opened").text)) == 14
    with statements() as many:
        assert len(rows(client.get(f"{TRAIL}?kind=case").text)) == 50
    assert few.count == many.count == 13, many

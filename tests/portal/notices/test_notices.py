"""X-07: what is under the bell is one's own, is said in words, and leads to its row."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import db
from models.outbox.actions import notify
from models.outbox.queries import unread_count
from models.outbox.tables import Notice
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import triaged
from tests.moments import MONDAY
from tests.statements import CountStatements
from web.notices import KINDS

TITLE = "宽带晚间频繁掉线"
MODELS = Path(__file__).resolve().parents[3] / "models"


def tell(
    staff_id: int, kind: str = "case_new", *, number: str = "HY-20261123-0001", **facts: object
) -> Notice:
    """A notice about a case, as a row of the running session."""
    moment = MONDAY.isoformat()
    notify(
        staff_id,
        kind,
        about=f"case:{number}",
        now=MONDAY,
        facts={"title": TITLE, "due": "result", **dict.fromkeys(("due_at", "since", "until"), moment)}
        | facts,
    )
    return db.session.scalars(select(Notice).order_by(Notice.id.desc()).limit(1)).one()


def kinds_that_are_sent() -> set[str]:
    """The kinds that the models give notice of: the words that stand second in calls of `tell_staff`."""
    found: set[str] = set()
    for path in MODELS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) > 1:
                given = node.args[1]
                if node.func.id in {"tell_staff", "notify"} and isinstance(given, ast.Constant):
                    found.add(given.value)
    return found


def test_every_kind_that_is_sent_has_a_sentence() -> None:
    sent = kinds_that_are_sent() | {"case_due_soon", "case_due", "case_late"}
    assert sent - KINDS == set()


def test_x07_a_new_notice_is_counted_and_read(session: Session, cast: Cast, client: Client) -> None:
    notice = tell(cast.agent.id, "case_nudged", text="请今天之内给客户回电。")
    client.come_in(cast.agent)
    page = client.get("/portal/notices").text
    line = region(page, f"#notice-{notice.id}")
    for words in ("未读", "催办：请尽快处理该工单。", TITLE, "HY-20261123-0001", "请今天之内给客户回电。"):
        assert words in line
    assert region(page, "#notices") == "1"


def test_x07_opening_a_notice_marks_it_and_leads_to_its_row(
    session: Session, cast: Cast, client: Client
) -> None:
    """Others about the same row are read with it; those about another stay."""
    notice, same = tell(cast.agent.id), tell(cast.agent.id, "customer_added")
    other = tell(cast.agent.id, number="HY-20261123-0002")
    client.come_in(cast.agent)
    answer = client.submit("/portal/notices", action=f"/{notice.id}/opening")
    assert (answer.status_code, answer.location) == (303, "/portal/cases/HY-20261123-0001")
    session.expire_all()
    assert [row.read_at is not None for row in (notice, same, other)] == [True, True, False]


def test_x07_opening_the_case_by_any_way_reads_its_notices(
    session: Session, cast: Cast, client: Client
) -> None:
    """Reading writes nothing, so the page carries the form that does, and htmx sends it by itself."""
    case = triaged(cast)
    (about_it,) = session.scalars(select(Notice).where(Notice.staff_id == cast.head.id))
    other = tell(cast.head.id, number="HY-20261123-0009")
    client.come_in(cast.head)
    here = f"/portal/cases/{case.number}"
    shown = client.get(here).text
    assert "本工单有 1 条未读通知" in region(shown, "#case-opened")
    assert html.fromstring(shown).xpath("//form[@id='case-opened']/@hx-trigger") == ["load"]
    answer = client.submit(here, action="/portal/notices/readings")
    assert (answer.status_code, answer.location) == (303, here)
    session.expire_all()
    assert (about_it.read_at is not None, other.read_at) == (True, None)
    assert 'id="case-opened"' not in client.get(here).text


def test_x07_htmx_gets_the_bell_as_it_is_now(session: Session, cast: Cast, client: Client) -> None:
    case = triaged(cast)
    tell(cast.head.id, number="HY-20261123-0009")
    client.come_in(cast.head)
    client.environ_base["HTTP_HX_REQUEST"] = "true"
    answer = client.send("/portal/notices/readings", about=case.audit_name)
    assert answer.text.strip().startswith('<a id="notices"')
    assert region(answer.text, "#notices") == "1"


@pytest.mark.parametrize("about", ["case:", "staff:1", "nonsense", "x" * 500])
def test_x07_readings_of_nothing_lead_to_the_list(cast: Cast, client: Client, about: str) -> None:
    client.come_in(cast.agent)
    answer = client.send("/portal/notices/readings", about=about)
    assert (answer.status_code, answer.location) == (303, "/portal/notices")


def test_all_can_be_marked_as_read(session: Session, cast: Cast, client: Client) -> None:
    for number in range(3):
        tell(cast.agent.id, number=f"HY-20261123-000{number}")
    tell(cast.head.id)
    client.come_in(cast.agent)
    assert client.submit("/portal/notices", action="/readings").status_code == 303
    session.expire_all()
    assert (unread_count(cast.agent.id), unread_count(cast.head.id)) == (0, 1)
    assert "全部已读" in client.get("/portal/notices").text


def test_x01_nobody_sees_or_opens_the_notices_of_others(session: Session, cast: Cast, client: Client) -> None:
    notice = tell(cast.head.id)
    client.come_in(cast.agent)
    assert "还没有通知" in client.get("/portal/notices").text
    assert client.send(f"/portal/notices/{notice.id}/opening").status_code == 404
    session.expire_all()
    assert notice.read_at is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_x04_every_kind_is_said_in_both_languages(
    session: Session, cast: Cast, client: Client, language: str
) -> None:
    """X-04: each of three readers has every third kind, for a page holds a hundred."""
    readers = (cast.agent, cast.second_agent, cast.handler)
    for place, reader in enumerate(readers):
        kinds = sorted(KINDS)[place :: len(readers)]
        for kind in kinds:
            tell(reader.id, kind, round=2, sessions=2, waiting=1)
        reader.language = Language(language)
        client.come_in(reader)
        page = client.get("/portal/notices").text
        assert words_in_the_other_language(page, [TITLE, reader.name]) == []
        assert page.count("bell-sentence") == len(kinds)


def test_a_kind_nobody_described_still_leads_to_its_row(cast: Cast, client: Client) -> None:
    notice = tell(cast.agent.id, "something_new")
    client.come_in(cast.agent)
    assert "此处有新动态" in region(client.get("/portal/notices").text, f"#notice-{notice.id}")
    answer = client.send(f"/portal/notices/{notice.id}/opening")
    assert answer.location == "/portal/cases/HY-20261123-0001"


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    client.come_in(cast.agent)
    counts = []
    for more in (1, 2):
        for number in range(more):
            tell(cast.agent.id, number=f"HY-20261123-00{more}{number}")
        client.get("/portal/notices")
        with statements() as seen:
            client.get("/portal/notices")
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_the_same_notice_is_given_once(session: Session, cast: Cast) -> None:
    for _ in range(2):
        notify(cast.agent.id, "case_due", about="case:HY-1", now=MONDAY, dedupe="due:1:0")
    notify(cast.agent.id, "case_due", about="case:HY-1", now=MONDAY + timedelta(days=1), dedupe="due:1:1")
    assert unread_count(cast.agent.id) == 2

"""Saved filters on the case list: kept in one step, found above the list, looked after on a page (M-02)."""

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.actions import save_filter, share_filter
from models.people.tables import Language, SavedFilter
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import new
from tests.moments import MONDAY
from tests.servers import nu

LIST, FILTERS = "/portal/cases", "/portal/cases/filters"
LATE = {"grade": "3", "late": "y"}


@pytest.fixture
def agent(cast: Cast, client: Client) -> Client:
    new()
    return client.come_in(cast.agent)


def links(page: str) -> list[tuple[str, str, bool]]:
    """The saved filters above the list: name, address, and whether it is the one shown."""
    return [
        (link.text_content().strip(), link.get("href"), link.get("aria-current") == "page")
        for link in html.document_fromstring(page).xpath("//div[@class='saved-filters']//li/a")
    ]


def test_the_present_filters_are_kept_under_a_name(session: Session, cast: Cast, agent: Client) -> None:
    """One step from the list and back to it; the saved one is marked as shown and not saved again."""
    address = f"{LIST}?grade=3&late=y"
    assert "save-filter" not in agent.get(LIST).text
    answer = agent.submit(address, action="/filters", name="三级超期")
    assert (answer.status_code, answer.location) == (303, address)
    row = session.scalars(select(SavedFilter)).one()
    assert (row.staff_id, row.name, row.query, row.department_id) == (cast.agent.id, "三级超期", LATE, None)
    page = agent.get(answer.location).text
    assert links(page) == [("三级超期", address, True)]
    assert 'id="save-filter"' not in page
    assert links(agent.get(f"{LIST}?grade=2").text) == [("三级超期", address, False)]


def test_x03_search_words_are_not_kept(session: Session, agent: Client) -> None:
    """They may be a customer's name; nor is anything kept that is no choice of the form."""
    agent.submit(
        f"{LIST}?q=赵玉兰&state=review&kind=nonsense&received_from=x", action="/filters", name="待审"
    )
    assert session.scalars(select(SavedFilter)).one().query == {"state": "review"}
    agent.send(f"{LIST}/filters", mine="赵玉兰", name="我的")
    assert session.scalars(select(SavedFilter).where(SavedFilter.name == "我的")).one().query == {"mine": "y"}
    page = agent.get(f"{LIST}?q=赵玉兰&state=review").text
    assert links(page)[0][2] is False
    assert 'id="save-filter"' not in agent.get(f"{LIST}?q=赵玉兰").text


def test_bad_input_keeps_what_was_typed(session: Session, cast: Cast, agent: Client) -> None:
    save_filter("cases", "有了", LATE, by=cast.agent, now=MONDAY)
    for name, why in (("", "请填写此项"), ("长" * 41, "40"), ("有了", "已被使用")):
        answer = agent.send(FILTERS, name=name, grade="2")
        assert answer.status_code == 422
        assert why in region(answer.text, "#save-filter")
        assert name in answer.text
        assert 'name="grade" value="2"' in answer.text
    assert agent.send(FILTERS, name="空").status_code == 422
    assert len(session.scalars(select(SavedFilter)).all()) == 1


def test_a_name_with_script_is_text(agent: Client) -> None:
    agent.submit(f"{LIST}?grade=3", action="/filters", name="<script>x</script>")
    assert "<script>x" not in agent.get(FILTERS).text
    assert links(agent.get(LIST).text)[0][0] == "<script>x</script>"


def test_they_are_looked_after(session: Session, cast: Cast, agent: Client) -> None:
    """Renamed and removed; what each narrows to is said in words."""
    row = save_filter("cases", "旧名", LATE | {"department": "JS"}, by=cast.agent, now=MONDAY)
    page = agent.get(FILTERS).text
    assert region(page, f"#filter-{row.id}").startswith("旧名三级（严重） · 技术运维部 · 已超期 重命名")
    agent.submit(FILTERS, action=f"/{row.id}/name", name="新名")
    session.expire_all()
    assert row.name == "新名"
    answer = agent.send(f"{FILTERS}/{row.id}/name", name="")
    assert answer.status_code == 422
    assert nu.complaints(answer.text) == []
    agent.submit(FILTERS, action=f"/{row.id}/removal")
    assert session.scalars(select(SavedFilter)).all() == []
    assert "还没有保存筛选" in region(agent.get(FILTERS).text, "#own-filters")


def test_x01_nobody_touches_anothers(session: Session, cast: Cast, client: Client) -> None:
    row = save_filter("cases", "我的", LATE, by=cast.agent, now=MONDAY)
    client.come_in(cast.second_agent)
    for verb in ("name", "sharing", "removal"):
        assert client.send(f"{FILTERS}/{row.id}/{verb}", name="x", department="").status_code == 404
    assert client.send(f"{FILTERS}/99999999999/removal").status_code == 404
    assert links(client.get(LIST).text) == []
    session.expire_all()
    assert row.name == "我的"


def test_a_head_shares(session: Session, cast: Cast, client: Client) -> None:
    """X-01: with a department that they head; others are not offered it, and cannot do it past the form."""
    row = save_filter("cases", "部门超期", LATE, by=cast.head, now=MONDAY)
    client.come_in(cast.head).submit(FILTERS, action=f"/{row.id}/sharing", department="JS")
    session.expire_all()
    assert row.department_id == department("JS").id
    assert "已共享" in region(client.get(FILTERS).text, f"#filter-{row.id}")
    client.come_in(cast.handler)
    assert links(client.get(LIST).text) == [("部门超期", f"{LIST}?grade=3&late=y", False)]
    assert "部门超期" in region(client.get(FILTERS).text, "#shared-filters")
    assert "程长" in region(client.get(FILTERS).text, "#shared-filters")
    mine = save_filter("cases", "我的", LATE, by=cast.handler, now=MONDAY)
    assert "共享" not in region(client.get(FILTERS).text, f"#filter-{mine.id}")
    refused = client.send(f"{FILTERS}/{mine.id}/sharing", department="JS")
    assert refused.status_code == 422
    assert "请从所列选项中选择" in region(refused.text, f"#filter-{mine.id}")
    assert nu.complaints(refused.text) == []
    client.come_in(cast.head).submit(FILTERS, action=f"/{row.id}/sharing", department="")
    session.expire_all()
    assert row.department_id is None


@pytest.mark.parametrize("language", list(Language))
def test_the_page_is_valid_and_in_one_language(cast: Cast, client: Client, language: Language) -> None:
    """X-04, X-05."""
    for name in ("A", "B"):
        row = save_filter("cases", name, LATE | {"sort": "newest"}, by=cast.head, now=MONDAY)
    share_filter(row, department("JS"), by=cast.head, now=MONDAY)
    cast.head.language = language
    client.come_in(cast.head)
    for path in (FILTERS, f"{LIST}?grade=2", f"{LIST}?grade=3&late=y&sort=newest"):
        page = client.get(path).text
        assert nu.complaints(page) == []
        assert words_in_the_other_language(page, [cast.head.name] if language is Language.EN else []) == []

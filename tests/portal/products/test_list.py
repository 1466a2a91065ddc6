"""The list of products on the screen: empty, filled, changed, retired; who may (M-03, X-01)."""

import pytest
from sqlalchemy import insert, select

from models.db import db
from models.events.tables import Event
from models.people.tables import Language
from models.products.queries import product_with_code
from models.products.tables import Product
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.products import list_products

LIST = "/portal/products"
TV = {"code": "tv-4k", "name_zh": "云帆电视", "name_en": "Yunfan TV", "aliases": "电视盒子\n机顶盒"}


@pytest.fixture
def administrator(cast: Cast, client: Client) -> Client:
    """An administrator at the portal."""
    return client.come_in(cast.administrator)


def test_m_03_an_empty_list_says_what_it_is_for(administrator: Client) -> None:
    assert region(administrator.get(LIST).text, "#products").startswith("产品目录还是空的添加产品后，")


def test_m_03_a_product_is_added_and_stands_on_the_list(cast: Cast, administrator: Client) -> None:
    answer = administrator.submit(f"{LIST}/new", LIST, **TV)
    assert (answer.status_code, answer.location) == (303, LIST)
    page = administrator.get(LIST).text
    assert region(page, "#product-TV-4K") == "云帆电视 TV-4K 电视盒子 机顶盒"
    shown = administrator.get(f"{LIST}/TV-4K").text
    assert "英文名称Yunfan TV 代码TV-4K 客户叫法电视盒子 机顶盒" in region(shown, "#product-facts")
    assert "新增产品" in region(shown, "#product-history")
    client = administrator.come_in(cast.leader)
    read = client.get(f"{LIST}/TV-4K").text
    assert region(read, "#product-steps") == ""
    assert client.get(f"{LIST}/new").status_code == 403
    assert administrator.come_in(cast.agent).get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "FIBRE-300"}, "已被使用。"),
        ({"name_zh": ""}, "请填写此项。"),
        ({"aliases": "网盘"}, "已有其他产品使用这个名称或叫法。"),
        ({"aliases": "电"}, "每个叫法为 2 到 40 个字符。"),
    ],
)
def test_m_03_what_is_wrong_is_said_and_what_was_typed_is_kept(
    cast: Cast, administrator: Client, changes: dict[str, str], words: str
) -> None:
    list_products(cast.administrator, MONDAY)
    answer = administrator.send(LIST, **(TV | changes))
    assert answer.status_code == 422
    assert words in region(answer.text, "#main")
    assert 'value="Yunfan TV"' in answer.text
    assert product_with_code("TV-4K") is None


def test_m_03_changed_moved_retired_and_brought_back(cast: Cast, administrator: Client) -> None:
    fibre, cloud, _copper = list_products(cast.administrator, MONDAY)
    here = f"{LIST}/CLOUD"
    administrator.submit(here, "/details", name_en="", aliases="云盘")
    db.session.refresh(cloud)
    assert (cloud.name_en, cloud.aliases) == ("", ["云盘"])
    stale = administrator.send(f"{here}/details", name_zh="云盘", version="1")
    assert stale.status_code == 409
    assert administrator.send(f"{here}/place", to="up").location == LIST
    page = administrator.get(LIST).text
    assert page.index('id="product-CLOUD"') < page.index('id="product-FIBRE-300"')
    assert administrator.submit(here, "/retirement").location == here
    page = administrator.get(LIST).text
    assert "云帆云盘 CLOUD" in region(page, "#retired")
    administrator.submit(here, "/return")
    db.session.refresh(cloud)
    assert cloud.offered
    assert fibre.offered


@pytest.mark.parametrize("language", list(Language))
def test_x04_in_one_language_at_a_time(cast: Cast, administrator: Client, language: Language) -> None:
    list_products(cast.administrator, MONDAY)
    cast.administrator.language = language
    for address in (LIST, f"{LIST}/new", f"{LIST}/CLOUD", f"{LIST}/COPPER"):
        assert words_in_the_other_language(administrator.get(address).text) == []


def test_m_03_a_long_list_has_pages_and_is_searched(
    cast: Cast, administrator: Client, statements: CountStatements
) -> None:
    """One query for a thousand as for three; whoever moves a product stays on its page."""
    list_products(cast.administrator, MONDAY)
    db.session.commit()
    with statements() as few:
        administrator.get(LIST)
    rows = [
        {"code": f"P-{n:04}", "name_zh": f"云帆专线{n}号", "name_en": "", "aliases": []}
        | {"position": n, "version": 1}
        for n in range(10, 1010)
    ]
    db.session.execute(insert(Product), rows)
    db.session.commit()
    with statements() as many:
        page = administrator.get(LIST).text
    assert (many.count, page.count("data-row")) == (few.count, 50)
    assert "第 1–50 条，共 1003 条" in region(page, "#products")
    last = administrator.get(f"{LIST}?page=99&size=100").text
    assert region(last, "#product-COPPER").startswith("云帆铜线宽带 COPPER")
    found = administrator.get(f"{LIST}?q=网 盘").text
    assert (found.count("data-row"), region(found, "#product-CLOUD")) == (1, "云帆云盘 CLOUD 云盘 网盘")
    assert region(administrator.get(f"{LIST}?q=p-0499").text, "#product-P-0499") == "云帆专线499号 P-0499 –"
    assert "没有叫这个名字的产品" in region(administrator.get(f"{LIST}?q=没有").text, "#products")
    moved = administrator.send(f"{LIST}/P-0059/place?page=2&size=50", to="down")
    assert (moved.status_code, moved.location) == (303, f"{LIST}?page=2")


def test_m_03_the_trail_says_in_words_what_was_changed(cast: Cast, administrator: Client) -> None:
    """X-02: not by what columns are called."""
    list_products(cast.administrator, MONDAY)
    administrator.submit(f"{LIST}/CLOUD", action="/details", name_zh="云帆网盘", aliases="云盘")
    event = db.session.scalars(select(Event).where(Event.kind == "product.changed")).one()
    assert event.facts == {"fields": ["name_zh", "aliases"]}
    told = administrator.come_in(cast.auditor).get("/portal/trail?about=product:CLOUD").text
    assert ("中文名称、客户叫法" in told, "name_zh" in told) == (True, False)

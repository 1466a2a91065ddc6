"""The product of a case on the screens: told, suggested, shown, filtered by, exported (V-02, T-05, M-03)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import select

from models.cases.tables import Case
from models.db import db
from models.products.actions import retire_product
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import decision, new, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh
from tests.portal.cases.test_export import cells
from tests.portal.cases.test_register import FORM, TOLD
from tests.statements import Statements
from tests.story.products import list_products


def test_m_03_a_company_without_products_is_asked_nothing(cast: Cast, client: Client) -> None:
    case = new()
    db.session.commit()
    client.come_in(cast.agent)
    for page in (FORM, address(case), "/portal/cases"):
        assert 'name="product"' not in client.get(page).text


def test_v_02_staff_may_name_it_when_they_register(cast: Cast, client: Client) -> None:
    fibre, _cloud, copper = list_products(cast.administrator, MONDAY)
    client.come_in(cast.agent)
    client.submit(FORM, **TOLD, product="FIBRE-300")
    case = db.session.scalars(select(Case)).one()
    assert case.product_id == fibre.id
    assert "产品云帆宽带 300M" in region(client.get(address(case)).text, "#case-facts")
    refused = client.submit(FORM, **TOLD | {"phone": "13900001111"}, product=copper.code)
    assert refused.status_code == 422
    assert "请从所列选项中选择。" in region(refused.text, "#main")


def test_t_05_triage_suggests_what_the_words_name(cast: Cast, client: Client) -> None:
    """It is filled in, a person decides, and a later decision needs a reason."""
    fibre, _cloud, _copper = list_products(cast.administrator, MONDAY)
    case = new(problem="我的网盘打不开，三百兆宽带也慢")
    db.session.commit()
    page = client.come_in(cast.agent).get(address(case)).text
    assert "客户提到的产品： 三百兆宽带 → 云帆宽带 300M" in region(page, "#case-steps")
    department = str(decision().department_id)
    decided = {"triage-criteria": "partial_failure", "triage-grade": "2", "triage-department_id": department}
    assert client.submit(address(case), "/triage", **decided).status_code == 303
    assert fresh(case).product_id == fibre.id
    shown = client.get(address(case)).text
    assert "客户提到的产品" not in shown
    assert "云帆宽带 300M" in region(shown, "#case-story")
    assert client.submit(address(case), "/triage", **{"triage-product": "CLOUD"}).status_code == 422
    client.submit(address(case), "/triage", **{"triage-product": "CLOUD", "triage-reason": "客户更正"})
    assert "云帆宽带 300M改为云帆云盘" in region(client.get(address(case)).text, "#case-story")


def test_m_03_lists_and_exports_are_narrowed_to_it(
    cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """A retired one too; no query a row."""
    _fibre, cloud, _copper = list_products(cast.administrator, MONDAY)
    mine = triaged(cast)
    mine.product_id = cloud.id
    triaged(cast, phone="+8613900000001", email=None)
    retire_product(cloud, by=cast.administrator, now=MONDAY, seen=None)
    db.session.commit()
    here = "/portal/cases?product=CLOUD"
    client.come_in(cast.agent).get(here)
    with statements() as one:
        page = client.get(here).text
    assert page.count("data-row") == 1
    assert "云帆云盘（已停用）" in page
    rows, _sheet = cells(client.get("/portal/cases/export.xlsx?product=CLOUD").data)
    assert [row[4:6] for row in rows] == [["类别", "产品"], ["网络故障", "云帆云盘"]]
    for n in range(2):
        triaged(cast, phone=f"+861390000001{n}", email=None).product_id = cloud.id
    db.session.commit()
    with statements() as three:
        page = client.get(here).text
    assert page.count("data-row") == 3
    assert one.count == three.count == 12, three

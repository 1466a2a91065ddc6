"""Customers may say which product it is about, and need not (V-02, M-03)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region
from tests.story.products import list_products
from tests.survey.feedback.sending import send
from tests.survey.track.following import follow

FORM = "/feedback/new"


@pytest.fixture(autouse=True)
def on_monday(at: object) -> None:
    at(MONDAY)  # type: ignore[operator]


def test_v_02_it_is_asked_only_where_there_are_products(client: Client, cast: Cast, session: Session) -> None:
    assert 'name="product"' not in client.get(FORM).text
    fibre, _cloud, copper = list_products(cast.administrator, MONDAY)
    offered = region(client.get(FORM).text, "#product")
    assert offered == "不确定，或不在其中云帆宽带 300M云帆云盘"
    assert "Not sure, or none of theseYunfan Fibre 300M" in region(
        client.get(f"{FORM}?lang=en").text, "#product"
    )
    assert send(client, product="FIBRE-300").status_code == 303
    case = session.scalars(select(Case)).one()
    assert case.product_id == fibre.id
    assert "ProductYunfan Fibre 300M" in region(follow(client, case).text, "#own-words")
    refused = send(client, product=copper.code, submission="1" * 26, address=f"{FORM}?lang=zh")
    assert refused.status_code == 422
    assert "请从所列选项中选择。" in refused.text
    assert send(client, product="", submission="2" * 26, phone="13900001111").status_code == 303
    assert session.scalars(select(Case.product_id).order_by(Case.id.desc())).first() is None

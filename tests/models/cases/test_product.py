"""The product that a case is about: told, decided, corrected, and kept (V-02, T-01, T-06, M-03)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.words import Channel
from models.errors import Invalid
from models.events.queries import history
from models.products.actions import retire_product
from tests.cast import Cast
from tests.models.cases.making import HOUR, answered, decision, new, triaged
from tests.moments import MONDAY
from tests.story.products import list_products


def test_v_02_a_case_may_name_a_product_that_is_offered(session: Session, cast: Cast) -> None:
    fibre, _cloud, copper = list_products(cast.administrator, MONDAY)
    assert new(product_id=fibre.id).product_id == fibre.id
    assert new(phone="+8613900000001", email=None).product_id is None
    for unknown in (copper.id, 99):
        with pytest.raises(Invalid, match="product: unknown"):
            new(product_id=unknown)


def test_t_05_triage_decides_on_the_product_and_changes_it_with_a_reason(
    session: Session, cast: Cast
) -> None:
    fibre, cloud, copper = list_products(cast.administrator, MONDAY)
    case = triaged(cast, product_id=fibre.id)
    assert case.product_id is None, "somebody decided that it is about none"
    decided = {"product_id": cloud.id, "criteria": ["partial_failure"], "reason": " "}
    with pytest.raises(Invalid, match="reason: required"):
        actions.triage(case, decision(**decided), by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="product: unknown"):
        actions.triage(case, decision(product_id=copper.id), by=cast.agent, now=MONDAY, seen=None)
    actions.triage(case, decision(product_id=cloud.id), by=cast.agent, now=MONDAY, seen=None)
    assert history(case.audit_name)[-1].facts["changed"] == {"product_id": [None, cloud.id]}
    retire_product(cloud, by=cast.administrator, now=MONDAY, seen=None)
    actions.triage(case, decision(product_id=cloud.id, urgent=True), by=cast.agent, now=MONDAY, seen=None)
    assert case.product_id == cloud.id, "a retired one stays on its cases"


def test_t_06_neither_a_merge_nor_a_second_call_nor_reopening_loses_it(session: Session, cast: Cast) -> None:
    fibre, cloud, _copper = list_products(cast.administrator, MONDAY)
    first, again = new(), new(MONDAY + HOUR, product_id=fibre.id)
    actions.merge(again, first, by=cast.agent, now=MONDAY + HOUR, seen=None)
    assert (first.product_id, again.product_id) == (fibre.id, fibre.id)
    actions.add_told(
        first, "云盘也打不开", channel=Channel.HOTLINE, product_id=cloud.id, by=cast.agent, now=MONDAY + HOUR
    )
    assert first.product_id == fibre.id
    other = new(phone="+8613900000001", email=None)
    actions.add_told(
        other, "是云盘", channel=Channel.HOTLINE, product_id=cloud.id, by=cast.agent, now=MONDAY + HOUR
    )
    assert other.product_id == cloud.id
    back = answered(cast, MONDAY - timedelta(days=3), phone="+8613900000002", email="qian@example.com")
    back.product_id = cloud.id
    actions.confirm(back, False, "还是打不开", now=MONDAY)
    assert (back.round, back.product_id) == (2, cloud.id)

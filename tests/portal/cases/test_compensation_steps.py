"""Compensation on the screen: propose, advise, approve, pay; what each may see of it (G-06)."""

import pytest

from models.cases import actions
from models.cases.actions import CompensationDraft
from models.cases.tables import Case, Compensation
from models.cases.words import CompensationKind, CompensationState
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, also_in_finance, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.survey.track.following import follow

PROPOSED = {
    "compensation-kind": "refund",
    "compensation-amount": "1,234.5",
    "compensation-cause": "wrong_charge",
    "compensation-reason": "十月重复扣费",
}


def handled(cast: Cast) -> Case:
    case = taken(cast)
    db.session.commit()
    return case


def proposed(cast: Cast, fen: int = 3900) -> Case:
    case = taken(cast)
    draft = CompensationDraft(CompensationKind.REFUND, fen, "wrong_charge", "十月重复扣费")
    actions.propose_compensation(case, draft, by=cast.handler, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    return case


def row() -> Compensation:
    db.session.expire_all()
    return db.session.query(Compensation).one()


def test_g06_from_proposal_to_payment(cast: Cast, client: Client) -> None:
    payer = also_in_finance(cast.hr)
    case = handled(cast)
    assert client.come_in(cast.finance).get(address(case)).status_code == 404
    client.come_in(cast.handler)
    sent = client.submit(address(case), "/compensation", **PROPOSED, **{"compensation-ask_legal": "y"})
    assert sent.status_code == 303
    assert row().amount_fen == 123450
    page = client.get(address(case)).text
    assert "1,234.50 元" in region(page, "#case-compensations")
    assert "尚有一笔 1,234.50 元 的赔偿未办结：待法务意见" in region(page, "#form-result")
    assert words_in_the_other_language(page) == []

    client.come_in(cast.legal)
    assert "十月重复扣费" in region(client.get(address(case)).text, "#form-compensation-opinion")
    opinion = {"compensation-opinion-opinion": "可退", "compensation-opinion-risk": "low"}
    assert client.submit(address(case), "/compensation-opinion", **opinion).status_code == 303

    client.come_in(cast.finance)
    page = client.get("/portal/").text
    assert case.number in region(page, "#waiting")
    assert "审批赔偿方案" in region(page, "#waiting")
    assert "低风险" in region(client.get(address(case)).text, "#form-compensation-review")
    refused = client.submit(
        address(case), "/compensation-review", **{"compensation-review-verdict": "refused"}
    )
    assert refused.status_code == 422
    approved = {"compensation-review-verdict": "approved"}
    assert client.submit(address(case), "/compensation-review", **approved).status_code == 303
    paid = {"compensation-payment-reference": "ZF-1"}
    read = {"compensation-payment-version": "1"}
    page = client.get(address(case)).text
    assert "由财务部其他同事付款" in region(page, "#case-compensations")
    assert 'id="step-compensation-payment"' not in page
    own = client.send(address(case, "compensation-payment"), **paid, **read)
    assert (own.status_code, row().state) == (403, CompensationState.PAYMENT)
    assert "既未提出也未审批" in own.text
    client.come_in(payer)
    assert client.submit(address(case), "/compensation-payment", **paid).status_code == 303
    assert (row().state, row().reference) == (CompensationState.PAID, "ZF-1")
    story = region(client.come_in(cast.handler).get(address(case)).text, "#case-story")
    assert "支付赔偿 1,234.50 元" in story
    assert client.send(address(case, "compensation-payment"), **paid, **read).status_code == 403


@pytest.mark.parametrize("amount", ["12.345", "一百", "-5", "0", "", "10000000", "NaN"])
def test_g06_an_amount_is_yuan_to_the_fen(cast: Cast, client: Client, amount: str) -> None:
    """And no more of them than the database can hold in fen."""
    case = handled(cast)
    client.come_in(cast.handler)
    answer = client.submit(address(case), "/compensation", **PROPOSED | {"compensation-amount": amount})
    assert answer.status_code == 422
    assert "十月重复扣费" in region(answer.text, "#form-compensation")
    assert db.session.query(Compensation).count() == 0


def test_g06_who_sees_and_may_do_what(cast: Cast, client: Client) -> None:
    """X-01: each role is offered its own step alone; sent all the same it is refused."""
    case = proposed(cast)
    offered = {}
    for part, person in vars(cast).items():
        page = client.come_in(person).get(address(case))
        steps = {"compensation", "compensation-review", "compensation-end", "compensation-payment"}
        found = {step for step in steps if f'id="step-{step}"' in page.text}
        if found:
            offered[part] = found
        if "compensation-review" not in found:
            sent = client.send(
                address(case, "compensation-review"),
                **{"compensation-review-verdict": "approved", "compensation-review-version": "1"},
            )
            assert sent.status_code in {403, 404}, part
    assert offered == {
        "handler": {"compensation-end"},
        "head": {"compensation-review", "compensation-end"},
    }
    assert row().state is CompensationState.APPROVAL


def test_h08_the_customer_never_reads_of_a_proposal(cast: Cast, client: Client) -> None:
    case = proposed(cast)
    page = follow(client, case).text
    for words in ("39.00", "赔偿", "重复扣费"):
        assert words not in page

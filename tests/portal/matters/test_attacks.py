"""Forms of a matter as somebody hostile or hurried sends them (A-03, A-04, C-03)."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from time_machine import Traveller

from models.accountability.tables import Decision, Delivery, Matter
from models.accountability.words import MatterState, Severity
from models.conduct.queries.points import balance_of
from models.conduct.tables import Penalty
from models.db import db
from models.papers.tables import Paper
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.accountability.making import bench, to
from tests.moments import MONDAY
from tests.together import Crowd

HOME = "/portal/matters"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def count(of: type[Decision] | type[Delivery] | type[Penalty] | type[Paper]) -> int:
    return db.session.scalar(select(func.count(of.id))) or 0


@pytest.mark.both_databases
def test_h07_of_two_who_decide_at_once_one_does(cast: Cast, crowd: Crowd) -> None:
    """A-03, H-07: one decision, and one paper of it, whoever pressed at the same moment."""
    people = bench(cast)
    matter = to(MatterState.PROPOSED, people)
    here, seen = f"{HOME}/{matter.number}", str(matter.version)
    decision = {"decision-text": "同意。", "decision-version": seen}
    answers = crowd.together(
        crowd.staff(people.decider, f"{here}/decision", **decision),
        crowd.staff(people.office, f"{here}/decision", **decision),
        crowd.staff(people.decider, f"{here}/return", **{"return-reason": "再议。", "return-version": seen}),
    )
    assert answers == [303, 409, 409]
    assert count(Decision) == count(Paper) <= 1


@pytest.mark.both_databases
def test_c03_a_decision_that_is_received_twice_takes_the_points_once(cast: Cast, crowd: Crowd) -> None:
    """C-03, C-04: a second tap on the phone is too late."""
    people = bench(cast)
    matter = to(MatterState.DECIDED, people)
    here, read = f"{HOME}/{matter.number}", {"receipt-version": str(matter.version)}
    answers = crowd.together(*[crowd.staff(people.person, f"{here}/receipt", **read) for _tap in range(3)])
    assert answers == [303, 409, 409]
    assert (count(Delivery), count(Penalty), balance_of(people.person)) == (1, 2, -2)


@pytest.mark.both_databases
def test_c04_an_appeal_is_won_once(cast: Cast, crowd: Crowd) -> None:
    """C-04: the points come back once, whoever of the leading group was first."""
    people = bench(cast)
    matter = to(MatterState.APPEALED, people)
    here = f"{HOME}/{matter.number}"
    fields = {
        "hearing-outcome": "reversed",
        "hearing-reason": "事实不清。",
        "hearing-version": str(matter.version),
    }
    answers = crowd.together(
        crowd.staff(people.leader, f"{here}/hearing", **fields),
        crowd.staff(people.second_leader, f"{here}/hearing", **fields),
    )
    assert answers == [303, 409]
    assert balance_of(people.person) == 0


@pytest.mark.parametrize("typed", ["0", "0.001", "-5", "1e3", "NaN", "sNaN", "Infinity", "99999999999", "💰"])
def test_c03_an_amount_that_is_none_is_refused(cast: Cast, client: Client, typed: str) -> None:
    people = bench(cast)
    matter = to(MatterState.FOUND, people, severity=Severity.SERIOUS)
    fields = {"measures": ["fine"], "fine": typed, "wage": "8000", "region": "深圳", "reason": "情节严重"}
    sent = client.come_in(people.investigator).submit(
        f"{HOME}/{matter.number}",
        "/proposal",
        **{f"proposal-{name}": value for name, value in fields.items()},
    )
    assert sent.status_code == 422
    db.session.expire_all()
    assert db.session.get_one(Matter, matter.id).state is MatterState.FOUND


@pytest.mark.parametrize(
    "text", ["\x00", "  ", "\u202e\u200b", "\ufeff"], ids=["nul", "blanks", "direction", "mark"]
)
def test_a03_a_statement_of_signs_that_nobody_sees_is_none(cast: Cast, client: Client, text: str) -> None:
    people = bench(cast)
    matter = to(MatterState.NOTIFIED, people)
    sent = client.come_in(people.person).submit(
        f"{HOME}/{matter.number}", "/statement", **{"statement-text": text}
    )
    assert sent.status_code == 422


def test_a04_every_role_at_every_address_of_a_matter(cast: Cast, client: Client) -> None:
    """A-04, X-01: whoever has no part sees nothing and does nothing, by no address."""
    people = bench(cast)
    matter = to(MatterState.APPEALED, people)
    parts = {"handler", "hr", "inspector", "trainer", "leader", "committee"}
    acts = ("notice", "statement", "decision", "return", "refusal", "appeal", "hearing", "withdrawal")
    for part, person in vars(cast).items():
        client.come_in(person)
        assert client.get(f"{HOME}/{matter.number}").status_code == (200 if part in parts else 404), part
        if part in parts:
            continue
        for act in acts:
            assert client.send(f"{HOME}/{matter.number}/{act}").status_code == 404, (part, act)


def test_c04_a_head_reads_points_and_not_the_number_of_the_matter(cast: Cast, client: Client) -> None:
    """A-04: that points were deducted stands in the ledger; the proceeding is not the head's."""
    people = bench(cast)
    here = f"{HOME}/{to(MatterState.DECIDED, people).number}"
    number = here.rpartition("/")[2]
    client.come_in(people.person)
    assert client.submit(here, "/receipt").status_code == 303
    page = client.come_in(cast.head).get(f"/portal/points/people/{people.person.number}").text
    assert "-2" in region(page, "#entries").replace("−", "-")
    assert number not in page


def test_a03_a_statement_that_comes_too_late_is_kept_to_be_read_and_not_taken(
    cast: Cast, client: Client, at: Callable[..., Traveller]
) -> None:
    """A-03: the page was opened in time; the clock has not run yet. What was typed is not lost."""
    people = bench(cast)
    matter = to(MatterState.NOTIFIED, people)
    here = f"{HOME}/{matter.number}"
    assert "statement-text" in client.come_in(people.person).get(here).text
    at(max(each.due_at for each in matter.steps))
    client.come_in(people.person)
    fields = {"statement-text": "当时正在处理另一工单。", "statement-version": str(matter.version)}
    sent = client.send(f"{here}/statement", **fields)
    assert sent.status_code == 422
    assert "当时正在处理另一工单。" in region(sent.text, "#step-statement")
    assert "期限已过，不能再提交。" in sent.text
    assert "statement-text" not in client.get(here).text
    db.session.expire_all()
    assert (matter.state, matter.statement) == (MatterState.NOTIFIED, None)


def test_c03_a_pay_cut_is_proposed_with_its_months(cast: Cast, client: Client) -> None:
    """C-03: without them the form says so; with them they stand in the proposal, beside the scale."""
    people = bench(cast)
    matter = to(MatterState.FOUND, people, severity=Severity.SERIOUS)
    here = f"{HOME}/{matter.number}"
    page = client.come_in(people.investigator).get(here).text
    assert "降薪 100-1000 元 × 3 个月" in page
    fields = {"measures": ["pay_cut"], "pay_cut": "500", "wage": "8000", "region": "深圳"}
    named = {f"proposal-{name}": value for name, value in fields.items()}
    refused = client.submit(here, "/proposal", **named)
    assert (refused.status_code, "请填写降薪几个月。" in refused.text) == (422, True)
    assert client.submit(here, "/proposal", **named, **{"proposal-pay_cut_months": "3"}).status_code == 303
    assert "降薪，每月 500.00 元，共 3 个月" in client.get(here).text

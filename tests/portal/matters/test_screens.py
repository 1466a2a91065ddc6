"""A matter on the screen, from a report to an appeal, with its papers; who sees what (A-02 … A-05)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import CandidateState, MatterState, MeasureKind, Severity
from models.db import db
from models.papers.tables import Paper
from models.papers.words import PaperKind, PaperState
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.accountability.making import bench, opened, reported, to
from tests.moments import MONDAY
from tests.statements import CountStatements

HOME = "/portal/matters"


FINE_300, POINTS_5 = MeasureDraft(MeasureKind.FINE, 30_000), MeasureDraft(MeasureKind.POINTS, 5)


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def only() -> Matter:
    db.session.expire_all()
    return db.session.scalars(select(Matter)).one()


def step(client: Client, name: str, **fields: object) -> None:
    """Sends the form of a step, and is led back to the matter."""
    here = f"{HOME}/{only().number}"
    sent = client.submit(here, f"/{name}", **{f"{name}-{field}": value for field, value in fields.items()})
    assert sent.status_code == 303, region(sent.text, "//main")


def test_a03_from_a_report_to_a_won_appeal(cast: Cast, client: Client) -> None:
    """A-03: every step by its form, with its papers; the correction takes the place of the decision."""
    people = bench(cast)
    grant(cast.agent, {Role.QUALITY_INSPECTOR})
    sent = client.come_in(cast.agent).submit(
        f"{HOME}/new",
        "/new",
        person=people.person.number,
        kind="delay",
        text="三天没有联系客户",
        conduct_on="2026-11-20",
    )
    assert sent.status_code == 303
    candidate = db.session.scalars(select(MatterCandidate)).one()
    page = client.come_in(cast.hr).get(f"{HOME}/candidates").text
    assert "人工提出" in region(page, f"#candidate-{candidate.id}")
    sent = client.submit(
        f"{HOME}/candidates/{candidate.id}", "/opening", **{"open-facts": "接单后三天未联系客户。"}
    )
    assert sent.status_code == 303
    step(client, "investigator", investigator=str(cast.inspector.id))
    step(client, "notice")

    shown = client.come_in(cast.handler).get(f"{HOME}/mine").text
    assert only().number in shown
    step(client, "statement", text="当时同时在办多张工单。")
    client.come_in(cast.inspector)
    step(client, "evidence", text="与当事人面谈记录", kind="interview")
    step(client, "investigation", text="属实。")
    step(
        client, "finding", outcome="upheld", severity="minor", text="三天未联系客户。", rule="处理措施第 1 条"
    )
    page = client.get(f"{HOME}/{only().number}").text
    assert "警告；绩效扣分 1-2 分；参加补训" in region(page, "#finding")
    assert "初次" in region(page, "#finding")
    step(client, "proposal", measures=["warning", "points"], points="2")
    client.come_in(cast.trainer)
    step(client, "decision", text="同意所拟措施。")
    client.come_in(cast.handler)
    page = client.get(f"{HOME}/{only().number}").text
    assert "绩效扣分 2 分" in region(page, "#measures")
    step(client, "receipt")
    step(client, "appeal", text="请考虑当时的工作量。")
    client.come_in(cast.leader)
    step(client, "hearing", outcome="reversed", reason="事实不清。")
    matter = only()
    assert matter.state is MatterState.FINAL
    papers = db.session.scalars(select(Paper).order_by(Paper.id)).all()
    assert [(each.kind, each.state) for each in papers] == [
        (PaperKind.MATTER_NOTICE, PaperState.VALID),
        (PaperKind.DECISION, PaperState.WITHDRAWN),
        (PaperKind.CORRECTION, PaperState.VALID),
    ]
    assert papers[1].replaced_by_id == papers[2].id
    page = client.come_in(cast.handler).get(f"{HOME}/{matter.number}").text
    assert "申诉后撤销" in region(page, "#measures")
    assert words_in_the_other_language(page) == []


def test_a02_a_candidate_is_dismissed_with_a_reason(cast: Cast, client: Client) -> None:
    candidate = reported(cast.stranger, cast.handler)
    here = f"{HOME}/candidates/{candidate.id}"
    client.come_in(cast.hr)
    refused = client.submit(here, "/dismissal")
    assert refused.status_code == 422
    assert client.submit(here, "/dismissal", **{"dismiss-reason": "系统故障"}).status_code == 303
    db.session.refresh(candidate)
    assert candidate.state is CandidateState.DISMISSED


@pytest.mark.parametrize("state", [MatterState.OPENED, MatterState.PROPOSED, MatterState.APPEALED])
def test_a04_everybody_at_the_address_of_a_matter(cast: Cast, client: Client, state: MatterState) -> None:
    """A-04, X-01: those with a part see it, the person from the notice on, everybody else finds nothing."""
    matter = to(state, bench(cast))
    number = matter.number
    reads = {"hr", "trainer", "inspector", "leader", "committee"}
    if state is not MatterState.OPENED:
        reads.add("handler")
    for part in Cast.__annotations__:
        answer = client.come_in(getattr(cast, part)).get(f"{HOME}/{number}")
        assert answer.status_code == (200 if part in reads else 404), part


def test_a03_the_person_does_not_see_what_is_not_decided(cast: Cast, client: Client) -> None:
    """A-03: neither finding nor proposal before the decision, nor the history of those at work."""
    matter = to(MatterState.PROPOSED, bench(cast))
    page = client.come_in(cast.handler).get(f"{HOME}/{matter.number}").text
    for part in ("finding", "measures", "investigation"):
        assert f'id="{part}"' not in page
    assert 'id="statement"' in page
    page = client.come_in(cast.trainer).get(f"{HOME}/{matter.number}").text
    assert 'id="finding"' in page


def test_c03_over_the_legal_limit_is_refused_in_words(cast: Cast, client: Client) -> None:
    """C-03: 422, what was typed stays."""
    matter = to(MatterState.FOUND, bench(cast))
    fields = {"measures": ["fine"], "fine": "2000", "wage": "5000", "region": "深圳", "reason": "后果严重"}
    answer = client.come_in(cast.inspector).submit(
        f"{HOME}/{matter.number}",
        "/proposal",
        **{f"proposal-{name}": value for name, value in fields.items()},
    )
    assert answer.status_code == 422
    assert "超过法律允许" in answer.text
    assert "后果严重" in answer.text
    assert only().state is MatterState.FOUND


def test_a03_refused_delivery_by_its_form(cast: Cast, client: Client) -> None:
    matter = to(MatterState.DECIDED, bench(cast))
    here = f"{HOME}/{matter.number}"
    client.come_in(cast.hr)
    assert client.submit(here, "/refusal", **{"refusal-witness": "T-9999"}).status_code == 422
    assert client.submit(here, "/refusal", **{"refusal-witness": cast.agent.number}).status_code == 303
    assert only().state is MatterState.DELIVERED


def test_x04_in_english_throughout(cast: Cast, client: Client) -> None:
    matter = to(MatterState.APPEALED, bench(cast))
    cast.leader.language = Language.EN
    db.session.commit()
    client.come_in(cast.leader)
    for address in ("", "/candidates", "/mine", "/new", f"/{matter.number}"):
        page = client.get(f"{HOME}{address}")
        assert page.status_code == 200
        assert words_in_the_other_language(page.text, {"规则手册：处理措施"}) == []  # written by people


def test_a03_the_day_leads_the_person_to_their_word(cast: Cast, client: Client) -> None:
    """A-03: on the first page after the login, from the notice and from the decision; not in between."""
    people = bench(cast)
    assert "own-matters" not in client.come_in(people.person).get("/portal/").text
    matter = to(MatterState.NOTIFIED, people)
    page = client.get("/portal/").text
    assert matter.number in region(page, "#own-matters")
    assert words_in_the_other_language(page) == []
    decided = to(MatterState.DECIDED, people)
    told = region(client.get("/portal/").text, "#own-matters")
    assert decided.number in told
    assert "签收" in told


def test_a03_who_decides_finds_the_decision_first(cast: Cast, client: Client) -> None:
    """A-03, C-03: before the way back; and a fine says its unit once."""
    people = bench(cast)
    matter = to(MatterState.PROPOSED, people, severity=Severity.SERIOUS, measures=(FINE_300, POINTS_5))
    page = client.come_in(people.leader).get(f"/portal/matters/{matter.number}").text
    steps = region(page, "#next-steps")
    assert steps.index("按拟定措施作出决定") < steps.index("退回拟定措施")
    assert "罚款 300.00 元" in region(page, "#measures")
    assert "元元" not in page.replace(" ", "")


def test_m02_my_day_names_the_matters_whose_next_step_is_mine(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """Of who investigates, decides and hears, and of nobody else; no query more for three than for one."""
    people = bench(cast)
    to(MatterState.HEARD, people)
    db.session.commit()
    client.come_in(people.investigator).get("/portal/")
    with statements() as one:
        page = client.get("/portal/").text
    assert "问责事项：1 件" in region(page, "#waiting")
    for person in (people.office, people.decider, people.leader, people.reporter, people.person):
        assert "问责事项：" not in region(client.come_in(person).get("/portal/").text, "//main")

    for _number in range(2):
        to(MatterState.HEARD, people)
    db.session.commit()
    client.come_in(people.investigator).get("/portal/")
    with statements() as three:
        page = client.get("/portal/").text
    assert "问责事项：3 件" in region(page, "#waiting")
    assert one.count == three.count, (one, three)

    to(MatterState.APPEALED, people)
    db.session.commit()
    assert "问责事项：1 件" in region(client.come_in(people.leader).get("/portal/").text, "#waiting")


def test_the_button_that_names_an_investigator_says_so(cast: Cast, client: Client) -> None:
    """In Chinese “Name” is the name of a person, and no verb."""
    people = bench(cast)
    opened(people)
    page = client.come_in(people.office).get(f"{HOME}/{only().number}").text
    assert region(page, "//form[@id='step-investigator']//button") == "指定调查人"

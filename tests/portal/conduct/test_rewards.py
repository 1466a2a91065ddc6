"""Rewards on the screen: nominated, checked, approved, announced; each sees their part (C-01, C-02, C-04,
C-05)."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.conduct.actions import suggest_rewards
from models.conduct.tables import Reward, RewardSuggestion
from models.conduct.words import RewardState, SuggestionState
from models.db import db
from models.rulebook.words import RewardKind
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR
from tests.models.conduct.making import announced, checked, nominated
from tests.models.conduct.test_rewards import praise
from tests.moments import MONDAY
from tests.statements import CountStatements

NEW, ROLL, ALL, WAITING = (f"/portal/rewards{end}" for end in ("/new", "", "/all", "/waiting"))


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def only() -> Reward:
    db.session.expire_all()
    return db.session.scalars(select(Reward)).one()


def test_c04_from_praise_to_the_honour_roll(cast: Cast, client: Client) -> None:
    """The suggestion fills in the form; HR checks, the head approves, HR announces; all may read it."""
    for _case in range(3):
        praise(cast, f"{cast.handler.name}师傅很负责")
    suggest_rewards(now=MONDAY + HOUR)
    suggestion = db.session.scalars(select(RewardSuggestion)).one()
    shown = client.come_in(cast.head).get(WAITING).text
    assert "3 张工单为证" in region(shown, f"#suggestion-{suggestion.id}")
    assert words_in_the_other_language(shown) == []
    form = f"{NEW}?suggestion={suggestion.id}"
    page = client.get(form).text
    assert f'value="{cast.handler.number}"' in page
    assert client.get(f"{NEW}?suggestion={10**30}").status_code == 200, "a number no row can have names none"
    sent = client.come_in(cast.hr).submit(form, "/new", kind="certificate", reason="三位客户来电表扬")
    assert sent.status_code == 303
    number = only().number
    assert db.session.get_one(RewardSuggestion, suggestion.id).state is SuggestionState.TAKEN
    here = f"/portal/rewards/{number}"
    assert client.get(here).status_code == 200
    checked = client.come_in(cast.leader).submit(here, "/check", citation="耐心周到，三获客户表扬")
    assert checked.status_code == 303, "HR nominated it, so the leading group checks"
    page = client.come_in(cast.head).get(WAITING).text
    assert cast.handler.name in region(page, "#waiting")
    assert client.submit(here, "/approval").status_code == 303
    assert client.come_in(cast.hr).submit(here, "/announcement").status_code == 303
    assert only().state is RewardState.ANNOUNCED
    roll = client.come_in(cast.stranger).get(ROLL).text
    assert "三获客户表扬" in region(roll, "#honours")
    assert words_in_the_other_language(roll) == []
    page = client.come_in(cast.handler).get(here).text
    assert "三获客户表扬" in region(page, "#reward")
    assert "恭喜" in region(client.get("/portal/notices").text, "//main")
    assert "荣誉证书" in region(client.get("/portal/points").text, "#entries")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"person": "查无此人"}, "在职人员中没有此姓名或工号"),
        ({"person": ""}, "请填写人员"),
        ({"kind": "team_fund", "person": ""}, "请选择部门"),
        ({"amount": "50000"}, "金额超出规则手册"),
        ({"case": "HY-20260101-0001"}, "或者您无权查看"),
    ],
)
def test_c04_what_was_typed_is_kept_beside_what_is_wrong(
    cast: Cast, client: Client, fields: dict[str, str], says: str
) -> None:
    typed = {
        "kind": "bonus",
        "person": cast.handler.number,
        "amount": "300",
        "reason": "连夜抢修",
        "ground": "other",
    }
    answer = client.come_in(cast.stranger).submit(NEW, "/new", **(typed | fields))
    assert answer.status_code == 422
    assert says in answer.text
    assert "连夜抢修" in answer.text
    assert db.session.scalars(select(Reward)).all() == []


def test_c04_nobody_nominates_themselves(cast: Cast, client: Client) -> None:
    fields = {"kind": "commendation", "person": cast.handler.name, "reason": "我很努力", "ground": "other"}
    answer = client.come_in(cast.handler).submit(NEW, "/new", **fields)
    assert answer.status_code == 422
    assert "不能提名自己" in answer.text


def test_c04_who_opens_a_reward_before_it_is_announced(cast: Cast, client: Client) -> None:
    """Who nominated, who decides, and who answers for the department; not whom it is for."""
    reward = checked(nominated(cast.handler, cast.stranger), cast.hr)
    found = {
        part: client.come_in(person).get(f"/portal/rewards/{reward.number}").status_code
        for part, person in vars(cast).items()
    }
    assert {part for part, status in found.items() if status == 200} == {
        "auditor",
        "head",
        "hr",
        "leader",
        "stranger",
    }
    assert set(found.values()) == {200, 404}


def test_c05_money_is_read_by_whom_it_concerns(cast: Cast, client: Client) -> None:
    """On the page and in the workbook: who gets it, who works on it, who answers for it."""
    reward = announced(cast.handler, cast)
    found = set()
    for part, person in vars(cast).items():
        page = client.come_in(person).get(f"/portal/rewards/{reward.number}")
        sheet = openpyxl.load_workbook(BytesIO(client.get(f"{ALL}.xlsx").data)).active
        assert sheet is not None
        in_sheet = sheet.cell(2, 8).value == 500
        assert ("500.00" in page.text) == in_sheet
        found |= {part} if in_sheet else set()
    assert found == {"agent", "auditor", "finance", "handler", "head", "hr", "leader"}


def test_c04_refused_revoked_and_taken_back_on_the_screen(cast: Cast, client: Client) -> None:
    first = nominated(cast.handler, cast.agent)
    here = f"/portal/rewards/{first.number}"
    assert client.come_in(cast.hr).submit(here, "/refusal", reason="").status_code == 422
    assert client.submit(here, "/refusal", reason="材料不足").status_code == 303
    assert "材料不足" in region(client.come_in(cast.agent).get(here).text, "#ended")
    second = announced(cast.handler, cast, RewardKind.PROMOTION)
    here = f"/portal/rewards/{second.number}"
    assert client.come_in(cast.leader).submit(here, "/revocation", reason="材料不实").status_code == 303
    assert "冲销" in region(client.come_in(cast.handler).get("/portal/points").text, "#entries")
    third = nominated(department("JS"), cast.agent, RewardKind.TEAM_FUND)
    client.come_in(cast.agent).submit(f"/portal/rewards/{third.number}", "/withdrawal")
    db.session.refresh(third)
    assert third.state is RewardState.WITHDRAWN


def test_c04_a_suggestion_is_dismissed_with_a_reason(cast: Cast, client: Client) -> None:
    for _case in range(3):
        praise(cast, "服务很好")
    suggest_rewards(now=MONDAY + DAY)
    suggestion = db.session.scalars(select(RewardSuggestion)).one()
    end = f"/suggestions/{suggestion.id}/dismissal"
    assert client.come_in(cast.hr).submit(WAITING, end, reason="").status_code == 422
    assert client.submit(WAITING, end, reason="未指明人员").status_code == 303
    db.session.refresh(suggestion)
    assert suggestion.state is SuggestionState.DISMISSED


def test_c04_lists_ask_as_much_for_one_as_for_many(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    counts = []
    for _round in range(2):
        for _n in range(3):
            nominated(cast.handler, cast.agent)
            announced(cast.handler, cast)
        client.come_in(cast.hr).get(ALL)
        asked = []
        for path in (ROLL, ALL, WAITING):
            with statements() as seen:
                assert client.get(path).status_code == 200
            asked.append(seen.count)
        counts.append(asked)
    assert counts[0] == counts[1]

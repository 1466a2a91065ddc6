"""The screen of a grave case: minutes, items, special report and its paper (G-04)."""

from collections.abc import Callable

from flask import template_rendered
from jinja2 import Template

from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.tables import ActionItem, Case, Meeting, SpecialReport
from models.cases.words import ContactMeans, Direction, ReportState
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR, decision, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.story import Story
from tests.survey.track.following import follow

PARTS = ("cause", "effect", "measures", "responsibility", "prevention")


def grave(cast: Cast) -> Case:
    case = taken(cast)
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version)
    db.session.commit()
    return case


def minutes(cast: Cast, **changes: str) -> dict[str, object]:
    return {
        "meeting-held_at": "2026-11-23T11:00",
        "meeting-place": "三楼会议室",
        "meeting-people": [str(cast.leader.id), str(cast.head.id)],
        "meeting-others": "T-0011",
        "meeting-decisions": "先恢复后定责",
        "meeting-items-0-text": "核对合同",
        "meeting-items-0-owner_id": str(cast.head.id),
        "meeting-items-0-due": "2026-11-25T12:00",
        **changes,
    }


def report(end: str = "submit") -> dict[str, str]:
    return {
        **{f"special-report-{part}": f"{part} 一二三" for part in PARTS},
        "special-report-end": end,
    }


def test_g04_one_screen_from_alert_to_acknowledgement(cast: Cast, client: Client) -> None:
    case = grave(cast)
    screen = address(case, "grave")
    client.come_in(cast.handler)
    assert "凌导 T-0010" in region(client.get(screen).text, "#grave-alert")
    assert client.submit(screen, "/meeting", **minutes(cast)).headers["Location"].endswith("/grave")
    shown = region(client.get(screen).text, "#grave-meeting")
    assert "方务" in shown, "who is not on the list is named by number"
    assert "先恢复后定责" in shown
    assert "按时" in shown

    assert "核对合同" in region(client.come_in(cast.head).get("/portal/").text, "#action-items")
    item = db.session.query(ActionItem).one()
    items = {"action-item-item_id": str(item.id), "action-item-remark": "无误"}
    assert client.submit(address(case), "/action-item", **items).status_code == 303
    assert "无误" in region(client.get(screen).text, "#grave-meeting")
    assert "action-items" not in client.get("/portal/").text

    client.come_in(cast.handler)
    assert client.submit(screen, "/special-report", **report()).status_code == 303
    client.come_in(cast.leader)
    page = client.get(screen).text
    assert "cause 一二三" in region(page, "#form-report-review")
    answer = client.submit(
        screen, "/report-review", **{"report-review-verdict": "acknowledged", "report-review-remark": "同意"}
    )
    assert answer.status_code == 303
    page = client.get(screen).text
    assert "领导小组已签阅" in region(page, "#grave-report")
    assert words_in_the_other_language(page, [f"{part} 一二三" for part in PARTS]) == []
    assert "代表领导小组签阅专项报告" in region(client.get(address(case)).text, "#case-story")
    db.session.expire_all()
    assert db.session.query(SpecialReport).one().state is ReportState.ACKNOWLEDGED


def test_g04_what_was_typed_stays(cast: Cast, client: Client) -> None:
    case = grave(cast)
    client.come_in(cast.handler)
    answer = client.submit(address(case, "grave"), "/meeting", **minutes(cast, **{"meeting-others": "X-1"}))
    assert answer.status_code == 422
    shown = region(answer.text, "#form-meeting")
    assert "没有在职人员使用此工号：X-1" in shown
    assert "先恢复后定责" in shown
    answer = client.submit(
        address(case, "grave"), "/special-report", **report() | {"special-report-effect": ""}
    )
    assert answer.status_code == 422
    assert "cause 一二三" in region(answer.text, "#form-special-report")
    assert db.session.query(Meeting).count() == 0


def test_g04_who_reads_the_report(cast: Cast, client: Client, story: Story) -> None:
    """It names those responsible: an assisting department and whoever has an item read everything else."""
    case = story.grave
    found: dict[str, tuple[int, int]] = {}
    for part, person in vars(cast).items():
        client.come_in(person)
        screen = client.get(address(case, "grave"))
        paper = 200 if "report.pdf" in screen.text else 404
        found[part] = (screen.status_code, paper)
    both = {"agent", "second_agent", "handler", "head", "leader", "auditor", "committee", "inspector"}
    assert {part for part, answers in found.items() if answers == (200, 200)} == both
    assert {part for part, answers in found.items() if answers == (200, 404)} == {"legal"}
    assert {answers for part, answers in found.items() if part not in {*both, "legal"}} == {(404, 404)}
    assert client.come_in(cast.legal).get(address(case, "report.pdf")).status_code == 404
    paper = client.come_in(cast.leader).get(address(case, "report.pdf"))
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")


def test_g04_the_report_tells_all_parts_and_the_timeline(cast: Cast, client: Client, story: Story) -> None:
    """G-04: cause, effect, measures, responsibility, prevention; what happened when, from the receipt on."""
    drawn: list[str] = []

    def keep(_app: object, template: Template, context: dict[str, object], **_more: object) -> None:
        drawn.append(template.render(context))

    client.come_in(cast.leader)
    with template_rendered.connected_to(keep):
        client.get(address(story.grave, "report.pdf"))
    (paper,) = drawn
    heads = [region(paper, f"(//h2)[{place}]") for place in (2, 3, 4, 5, 6)]
    assert heads == ["二、起因", "三、影响", "四、处置措施", "五、责任认定", "六、预防措施"]
    assert "处置经过" in region(paper, "(//h2)[last()]")
    lines = "(//table[@class='course'])[last()]/tbody/tr"
    assert "2026-11-21（周六）10:00客户 提交工单" in region(paper, f"({lines})[1]")
    assert "三级" in region(paper, f"({lines})[.//*[contains(., '三级')]][1]")


def test_g04_what_is_late_of_the_plan_says_so_and_late_news_is_told_once(
    cast: Cast, client: Client, at: Callable[..., object]
) -> None:
    """G-04, H-02, T-02: the plan as on the case; of news that came late the due times show the last."""
    case = grave(cast)
    actions.make_plan(
        case,
        "先恢复后根治",
        [MilestoneDraft("更换光缆", cast.handler.id, MONDAY + HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    for day in (2, 4):
        actions.log_contact(
            case,
            direction=Direction.OUT,
            means=ContactMeans.PHONE,
            text="告知进展",
            by=cast.handler,
            now=MONDAY + day * DAY,
        )
    db.session.commit()
    at(MONDAY + 4 * DAY + HOUR)
    page = client.come_in(cast.handler).get(address(case, "grave")).text
    assert "应于 11-23（周一）11:00 完成" in region(page, "#grave-plan")
    assert region(page, "#case-dues").count("向客户通报进展时限") == 2, (
        "what runs, and the last that came late"
    )


def test_g04_a_lesser_case_has_no_such_screen(cast: Cast, client: Client) -> None:
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.handler)
    assert client.get(address(case, "grave")).status_code == 404
    assert client.get(address(case, "report.pdf")).status_code == 404
    assert "case-duties" in client.get(address(case)).text


def test_h08_customers_never_read_of_it(cast: Cast, client: Client, story: Story) -> None:
    page = follow(client, story.grave).text
    assert story.grave.number in page
    for words in ("先恢复后定责", "巡检周期", "专项报告", "紧急会议", "三楼会议室"):
        assert words not in page

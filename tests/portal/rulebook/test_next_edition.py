"""The screens of the next edition: edited, replayed, submitted, approved, and its history (RB-01, RB-02)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from time_machine import Traveller

from jobs.replays import work_on_replays
from models.amendments.queries import open_amendment
from models.amendments.rules.sections import parts
from models.amendments.words import Section
from models.clock import now
from models.db import db
from models.rulebook.document import parse
from models.rulebook.tables import Rulebook
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region
from tests.models.amendments.drafts import DAY_OF_EFFECT, NOW
from tests.models.cases.making import answered

DRAFT = "/portal/rulebook/draft"


@pytest.fixture
def editor(client: Client, cast: Cast, at: Callable[[datetime], Traveller]) -> Client:
    """The administrator, with a draft begun."""
    at(NOW)
    client.come_in(cast.administrator)
    assert client.submit(DRAFT, action="/draft").status_code == 303
    return client


def part(section: Section, code: str) -> dict[str, object]:
    draft = open_amendment()
    assert draft is not None
    return parts(draft.document, section)[code]


def describe_and_submit(client: Client) -> None:
    client.submit(
        f"{DRAFT}/description",
        name_zh="第二版",
        name_en="Second edition",
        effective_from="2026-11-24T00:00",
        note="旺季调整",
    )
    assert client.submit(DRAFT, action="/submission").status_code == 303


def test_rb02_from_draft_to_edition_in_force(editor: Client, cast: Cast) -> None:
    """RB-02: what changes is said in words; a second person approves; the history says who, when and why."""
    answer = editor.submit(f"{DRAFT}/grades/parts/1", result=["2", "working_days"])
    assert answer.status_code == 303
    shown = region(editor.get(DRAFT).text, "#draft-differences")
    assert "分级时限 一级（轻微） 修改" in shown
    assert "处理结果修订前：3 个工作日 → 修订后：2 个工作日" in shown
    describe_and_submit(editor)
    assert "参与编写的人不能批准施行" in region(editor.get(DRAFT).text, "#draft-steps")
    assert editor.send(f"{DRAFT}/approval", version="1").status_code == 403
    editor.come_in(cast.leader)
    assert editor.submit(DRAFT, action="/approval").status_code == 303
    edition = db.session.scalars(select(Rulebook).where(Rulebook.version_number == 2)).one()
    assert (edition.effective_from, edition.author_id) == (DAY_OF_EFFECT, cast.administrator.id)
    listed = region(editor.get("/portal/rulebook/editions").text, "#editions")
    for words in ("第二版", "待生效", "管理", "凌导", "旺季调整"):
        assert words in listed
    assert "一级（轻微）" in region(editor.get("/portal/rulebook/editions/2").text, "#edition-differences")
    answer = editor.submit("/portal/rulebook/editions/2", action="/withdrawal", reason="日期写错")
    assert answer.status_code == 303
    assert "凌导 撤回" in region(editor.get("/portal/rulebook/editions").text, "#editions")


def test_rb01_hours_are_told_as_hours(editor: Client) -> None:
    """RB-01: the draft names a period as the rulebook does, also among the changes."""
    assert "审核：4 小时（工作时间）" in region(editor.get(f"{DRAFT}/grades").text, "//main")
    editor.submit(f"{DRAFT}/grades/parts/2", review=["90", "working_minutes"])
    assert "90 分钟（工作时间）" in region(editor.get(DRAFT).text, "//dl[@class='difference-fields']")


def test_rb02_sent_back_it_says_why(editor: Client, cast: Cast) -> None:
    editor.submit(f"{DRAFT}/grades/parts/1", result=["2", "working_days"])
    describe_and_submit(editor)
    editor.come_in(cast.leader)
    empty = editor.submit(DRAFT, action="/return")
    assert empty.status_code == 422
    answer = editor.submit(DRAFT, action="/return", **{"return-reason": "人手不足"})
    assert answer.status_code == 303
    editor.come_in(cast.administrator)
    page = editor.get(DRAFT).text
    assert "凌导 退回了修订稿" in page
    assert "人手不足" in page
    answer = editor.submit(DRAFT, action="/discarding", **{"discard-reason": "不改了"})
    assert answer.status_code == 303
    assert "不改了" in region(editor.get("/portal/rulebook/editions").text, "#discarded")


@pytest.mark.parametrize(
    ("page", "fields", "sentence"),
    [
        ("hours/parts/office", {"monday": "18:00-09:00"}, "结束时间须晚于开始时间，最晚到 24:00。"),
        ("hours/parts/office", {"monday": "09:00-12:00, 11:00-18:00"}, "时段重叠或顺序不对。"),
        ("hours/parts/office", {"monday": "九点"}, "请按 09:00-12:00, 13:30-18:00 的格式填写。"),
        ("grades/parts/1", {"result": ["0", "working_days"]}, "请填写不小于 1 的整数。"),
        ("grades/parts/1", {"result": ["", "working_days"]}, "请填写此项"),
        ("limits/parts/compensation", {"up_to_finance": "100"}, "各级限额须逐级提高。"),
        ("limits/parts/compensation", {"up_to_head": "很多"}, "请填写金额（元），如 200.00。"),
        ("routes/parts/all", {"legal": "NOBODY"}, "请从所列选项中选择"),
        ("reminders/parts/nearly_due", {"used_percent": "100"}, "每一级提醒须晚于前一级"),
        (
            "reminders/parts/nearly_due",
            {"overdue": ["3", "working_days"]},
            "请填写百分比或超期时间中的一项。",
        ),
        ("categories/parts/product_quality", {"assisting": ["ZL"]}, "同一部门不能既主办又协办"),
        ("categories/parts/product_quality", {"words": "坏了"}, "请先写词语，空一格后写 1 至 9 的权重"),
    ],
)
def test_rb01_what_does_not_fit_is_refused_in_words(
    editor: Client, page: str, fields: dict[str, object], sentence: str
) -> None:
    """RB-01: 422, what was typed stays, the draft stays as it was."""
    answer = editor.submit(f"{DRAFT}/{page}", action=page.partition("/")[2], **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert region(editor.get(DRAFT).text, "#draft-differences").endswith("请在下方选择一个部分进行修改。")


def test_rb01_two_editors_at_once(editor: Client) -> None:
    """H-07: the second sees what it says meanwhile, keeps what was typed, and saves again knowingly."""
    page = f"{DRAFT}/grades/parts/1"
    opened = editor.get(page)
    editor.submit(page, result=["2", "working_days"])
    values: dict[str, list[str]] = {}
    for name, value in form_on(opened.text, "/parts/1").form_values():
        values.setdefault(name, []).append(value)
    values["result"] = ["4", "working_days"]
    answer = editor.post(page, data=values)
    assert answer.status_code == 422
    assert "他人刚刚改动了此处" in answer.text
    assert "2 个工作日" in region(answer.text, "#part")
    assert part(Section.GRADES, "1")["result"] == {"amount": 2, "unit": "working_days"}


def test_g03_how_soon_more_time_is_decided_on_is_edited(editor: Client) -> None:
    """G-03, RB-01: with how often and how long; it goes with them."""
    page = f"{DRAFT}/grades/parts/2"
    assert part(Section.GRADES, "2")["extension_decided"] == {"amount": 1, "unit": "working_days"}
    refused = editor.submit(page, extension_decided=["", "working_days"])
    assert refused.status_code == 422
    assert editor.submit(page, extension_decided=["4", "working_minutes"]).status_code == 303
    assert "延期审批时限修订前：1 个工作日 → 修订后：4 分钟（工作时间）" in region(
        editor.get(DRAFT).text, "#draft-differences"
    )
    none = {"extension_times": "", "extension_days": "", "extension_decided": ["", "working_days"]}
    assert editor.submit(page, **none).status_code == 303
    assert part(Section.GRADES, "2")["extension_decided"] is None


def test_h03_holidays_are_added_day_by_day(editor: Client) -> None:
    """H-03: from the first to the last day; a make-up day has the hours it is given."""
    answer = editor.submit(f"{DRAFT}/holidays/new", day="2027-02-05", until="2027-02-07", rule="off")
    assert answer.status_code == 303, region(answer.text, "#part")
    editor.submit(
        f"{DRAFT}/holidays/new", day="2027-02-20", desk="office", rule="hours", windows="09:00-12:00"
    )
    assert part(Section.HOLIDAYS, "public:2027-02-06")["rule"] == "off"
    assert part(Section.HOLIDAYS, "office:2027-02-20")["rule"] == ["09:00-12:00"]
    again = editor.submit(f"{DRAFT}/holidays/new", day="2027-02-06", rule="working")
    assert again.status_code == 422
    backwards = editor.submit(f"{DRAFT}/holidays/new", day="2027-03-06", until="2027-03-01", rule="off")
    assert backwards.status_code == 422
    assert editor.send(f"{DRAFT}/holidays/parts/public:2027-02-06/removal").status_code == 303
    assert "2027-02-06" not in region(editor.get(f"{DRAFT}/holidays").text, "#section-parts")


def test_t01_categories_in_the_draft(editor: Client) -> None:
    """T-01: added with a department and handling, retired, and taken into use again."""
    answer = editor.submit(
        f"{DRAFT}/categories/new",
        parent="service",
        name_zh="上门礼仪",
        name_en="Visit manners",
        department="KF",
        handling_zh="先致歉",
        words="没礼貌 5\n踩脏地板 4",
    )
    assert answer.status_code == 303
    added = part(Section.CATEGORIES, "visit_manners")
    assert (added["parent"], added["department"]) == ("service", "KF")
    assert added["words"] == {"没礼貌": 5, "踩脏地板": 4}
    gone = f"{DRAFT}/categories/parts/product_quality"
    assert editor.submit(gone, action="/removal").status_code == 303
    assert part(Section.CATEGORIES, "product_quality")["retired"]
    assert "停用" in region(editor.get(DRAFT).text, "#draft-differences")
    assert editor.send(f"{gone}/restoration").status_code == 303
    assert not part(Section.CATEGORIES, "product_quality")["retired"]


@pytest.mark.parametrize("section", Section)
def test_rb01_every_part_is_saved_as_it_was_read(editor: Client, section: Section) -> None:
    """RB-01: opening a form and saving it changes nothing, whatever the part."""
    draft = open_amendment()
    assert draft is not None
    for code in list(parts(draft.document, section))[:12]:
        answer = editor.submit(f"{DRAFT}/{section.value}/parts/{code}", action=f"/parts/{code}")
        assert answer.status_code == 303, code
    assert "尚无改动" in region(editor.get(DRAFT).text, "#draft-differences")


def test_rb02_replay_before_and_after(editor: Client, cast: Cast) -> None:
    """RB-02: figures and a chart that says the same; the cases that would have gone otherwise."""
    case = answered(cast, NOW)
    number = case.number
    page, period = f"{DRAFT}/replay", {"since": "2026-11-01", "until": "2026-11-30"}

    def replayed() -> str:
        assert editor.submit(page, action="/replay", **period).status_code == 303
        assert "正在回放时限" in region(editor.get(page).text, "#progress")
        work_on_replays(now())
        ended = editor.get(f"{page}?progress=1", headers={"HX-Request": "true"})
        assert ended.headers["HX-Redirect"].endswith(page)
        return editor.get(page).text

    assert "没有工单的结果会改变" in region(replayed(), "#replay-changed")
    editor.submit(f"{DRAFT}/grades/parts/2", review=["1", "working_minutes"])
    assert "此后修订稿有改动" in editor.get(page).text
    shown = replayed()
    assert "审核二级（中度）1100.0%0.0%-100.0" in region(shown, "#replay-figures")
    assert number in region(shown, "#replay-changed")
    assert "审核 · 二级（中度） 100.0%0.0%" in region(shown, "//div[@class='fig beside']")
    assert "首次响应 · 二级（中度）" not in region(shown, "//div[@class='fig beside']")
    assert "不变，见下表" in region(shown, "#replay-same")
    assert "style=" not in shown.partition('id="replay-figures"')[2].partition("</section>")[0]
    refused = editor.submit(page, action="/replay", since="2026-11-30", until="2026-11-01")
    assert refused.status_code == 422
    assert 'value="2026-11-30"' in refused.text


def test_rb02_everyone_but_editors_and_approvers_stays_out(editor: Client, cast: Cast) -> None:
    """X-01: for all roles; readers of the rulebook read the history and nothing of the draft."""
    may_see = {cast.administrator.id, cast.leader.id}
    for person in cast:
        editor.come_in(person)
        expected = 200 if person.id in may_see else 403
        for path in (DRAFT, f"{DRAFT}/grades", f"{DRAFT}/replay"):
            assert editor.get(path).status_code == expected, (person.login, path)
        edits = 200 if person.id == cast.administrator.id else 403
        assert editor.get(f"{DRAFT}/grades/parts/1").status_code == edits, person.login
    editor.come_in(cast.auditor)
    assert editor.get("/portal/rulebook/editions").status_code == 200


def test_rb02_unknown_places_are_not_found(editor: Client) -> None:
    for path in ("nothing", "grades/new", "grades/parts/9", "limits/parts/nothing", "holidays/parts/x"):
        assert editor.get(f"{DRAFT}/{path}").status_code == 404
    assert editor.get("/portal/rulebook/editions/9").status_code == 404
    assert editor.send(f"{DRAFT}/grades/parts/1/restoration").status_code == 404


@pytest.mark.parametrize(
    ("code", "fields", "told"),
    [
        ("sending", {"retry_after_minutes": "2\n10"}, "修订后：2、10"),
        ("opinion", {"reach": "5000"}, "修订后：5000"),
        ("files", {"types": ["pdf", "jpg", "m4v"]}, "修订后：jpg、m4v、pdf"),
        ("suggestion", {"votes_weight": "5"}, "修订后：5"),
        (
            "suggestion",
            dict.fromkeys(("votes_most", "votes_likeness", "votes_weight", "votes_agreeing"), ""),
            "无",
        ),
        (
            "compensation",
            {"causes": "wrong_charge = 计费差错 / Wrong charge\n话费补偿 / Call credit"},
            "修订后：计费差错、话费补偿",
        ),
        ("waiting", {"most_times": "2"}, "修订后：2"),
    ],
)
def test_rb01_lists_and_weights_have_forms(
    editor: Client, code: str, fields: dict[str, str], told: str
) -> None:
    """Causes keep their codes, file types their media types; the draft stays a sound rulebook."""
    page = f"{DRAFT}/limits/parts/{code}"
    assert editor.submit(page, action=f"/parts/{code}", **fields).status_code == 303
    assert told in region(editor.get(DRAFT).text, "#draft-differences")
    draft = open_amendment()
    assert draft is not None
    rules = parse(draft.document)
    if code == "compensation":
        assert rules.compensation is not None
        assert [each.code for each in rules.compensation.causes] == ["wrong_charge", "call_credit"]
    if code == "files":
        assert rules.uploads.types["m4v"] == ("video/mp4",)


@pytest.mark.parametrize(
    ("path", "field", "typed"),
    [
        ("criteria/parts/large_claim", "amounts", "五千 6"),
        ("limits/parts/compensation", "causes", "只有中文"),
        ("limits/parts/sending", "retry_after_minutes", "很快"),
        ("limits/parts/suggestion", "votes_most", ""),
    ],
)
def test_rb01_a_line_that_cannot_be_read_is_named_and_kept(
    editor: Client, path: str, field: str, typed: str
) -> None:
    answer = editor.submit(f"{DRAFT}/{path}", action=path.rpartition("/")[2], **{field: typed})
    assert answer.status_code == 422
    assert typed in answer.text
    assert "尚无改动" in region(editor.get(DRAFT).text, "#draft-differences")


def test_t05_amounts_of_a_hint_are_edited(editor: Client) -> None:
    page = f"{DRAFT}/criteria/parts/large_claim"
    assert (
        editor.submit(page, action="/parts/large_claim", amounts="8000-20000 7：赔、损失").status_code == 303
    )
    draft = open_amendment()
    assert draft is not None
    (criterion,) = [each for each in parse(draft.document).criteria if each.code == "large_claim"]
    (amount,) = criterion.amounts
    assert (amount.least, amount.most, amount.weight, amount.near) == (8000, 20000, 7, ("赔", "损失"))
    assert "8000-20000 7: 赔, 损失" in region(editor.get(DRAFT).text, "#draft-differences")

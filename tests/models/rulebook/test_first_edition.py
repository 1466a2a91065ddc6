"""The rulebook and texts that come with the product: complete, consistent, and what the regulations ask."""

from collections.abc import Mapping

import pytest

from models.cases.rules.suggestion import suggest
from models.errors import Invalid
from models.people.tables import Language
from models.rulebook.document import CLOCK, Rules, parse, written
from models.rulebook.installed import first_document, first_texts
from models.rulebook.rules import FIELDS, check, render_body, render_subject
from models.rulebook.words import Audience, Channel, MessageKind
from models.rulebook.worktime import ROUND_THE_CLOCK
from tests.models.rulebook.calendars import OFFICE, SERVICE_DESK, at

RULES: Rules = parse(first_document())


def test_it_is_valid_and_survives_storage() -> None:
    """RB-01: what is stored is what was read."""
    assert parse(written(RULES)) == RULES


def test_its_desks() -> None:
    """H-03."""
    assert RULES.calendar() == OFFICE
    assert RULES.calendar("service_desk") == SERVICE_DESK
    assert RULES.calendar(CLOCK) is ROUND_THE_CLOCK
    contact = RULES.calendar(RULES.contact.calendar)
    assert contact.next_open(at("2026-11-21 20:00")) == at("2026-11-22 09:00")


def test_categories_cover_what_is_asked() -> None:
    """T-01: two levels, and a responsible department for each."""
    assert [(each.code, each.name_zh) for each in RULES.subcategories()] == [
        ("product", "产品类"),
        ("technology", "技术类"),
        ("service", "服务类"),
        ("fees", "费用争议类"),
        ("operations", "运营类"),
        ("suggestion", "建议类"),
    ]
    assert {each.code for each in RULES.subcategories("product")} == {
        "product_quality",
        "product_function",
        "product_performance",
        "product_stability",
        "product_request",
    }
    assert RULES.category("network_fault").department == "JS"
    assert all(each.words for each in RULES.categories)
    assert all(each.handling_zh and each.handling_en for each in RULES.categories if each.parent)
    assert RULES.departments() == {"KF", "YF", "JS", "YY", "SC", "ZL", "FW", "CW", "RS"}
    with pytest.raises(Invalid):
        RULES.category("weather")


@pytest.mark.parametrize(
    ("grade", "what", "due"),
    [
        (1, "result", "2026-11-26 18:00"),  # G-02: 3 working days
        (1, "assist", "2026-11-24 18:00"),
        (2, "plan", "2026-11-25 18:00"),  # G-03: plan in 2, result in 5
        (2, "result", "2026-11-30 18:00"),
        (3, "result", "2026-12-02 18:00"),  # G-04: 7 working days, meeting within 4 working hours
        (3, "meeting", "2026-11-23 15:30"),
        (3, "progress", "2026-11-24 18:00"),
    ],
)
def test_due_times_of_the_grades(grade: int, what: str, due: str) -> None:
    """G-02, G-03 and G-04 from Monday 23 November 2026, 10:00; worked out by hand."""
    period = getattr(RULES.grade(grade), what)
    assert RULES.promise(period, at("2026-11-23 10:00")).due_at == at(due)


def test_an_important_case_has_a_plan_within_a_day_of_the_clock() -> None:
    """T-03: 24 hours, weekends and nights included; the sooner of both times holds."""
    friday = at("2026-11-27 10:00")
    plan = RULES.plan(2, friday, important=True)
    assert plan is not None
    assert (plan.calendar, plan.minutes, plan.due_at) == (CLOCK, 1440, at("2026-11-28 10:00"))
    plan = RULES.plan(2, friday, important=False)
    assert plan is not None
    assert plan.due_at == at("2026-12-01 18:00")
    assert RULES.plan(1, friday, important=False) is None
    assert RULES.plan(None, friday, important=False) is None


def test_a_promise_says_how_many_minutes_it_holds() -> None:
    """H-03: three working days from Monday 10:00 are 390 minutes of Monday and three days of 450."""
    promise = RULES.promise(RULES.grade(1).result, at("2026-11-23 10:00"))
    assert promise == ("office", 390 + 3 * 450, at("2026-11-26 18:00"))


@pytest.mark.parametrize(
    ("channel", "level", "start", "due"),
    [
        ("hotline", None, "2026-11-21 10:00", "2026-11-21 10:30"),
        ("voicemail", None, "2026-11-21 23:00", "2026-11-23 18:00"),  # V-03: the next working day
        ("voicemail", None, "2026-11-23 06:00", "2026-11-24 18:00"),
        ("email", None, "2026-11-23 10:00", "2026-11-24 18:00"),  # V-04
        ("web", None, "2026-11-23 21:00", "2026-11-24 11:00"),
        ("web", 1, "2026-11-23 21:00", "2026-11-23 21:15"),
        ("hotline", 2, "2026-11-23 21:00", "2026-11-23 21:30"),
        ("web", 4, "2026-11-23 21:00", "2026-11-24 11:00"),
    ],
)
def test_first_response(channel: str, level: int | None, start: str, due: str) -> None:
    """H-01: the channel's time, or the priority's where that is sooner."""
    assert RULES.first_response(channel, at(start), level).due_at == at(due)


def test_every_channel_has_rules() -> None:
    """V-01."""
    assert [each.channel for each in RULES.channels] == list(Channel)
    assert all(each.enabled for each in RULES.channels)


@pytest.mark.parametrize(
    ("ticked", "grade"),
    [
        ([], None),
        (["small_effect"], 1),
        (["small_effect", "partial_failure", "some_discontent"], 2),
        (["small_effect", "regulator_or_press"], 3),
    ],
)
def test_ticked_criteria_give_the_highest_grade(ticked: list[str], grade: int | None) -> None:
    """G-01."""
    assert RULES.grade_of(ticked) == grade


def test_an_unknown_criterion_is_refused() -> None:
    """G-01."""
    with pytest.raises(Invalid):
        RULES.grade_of(["bad_weather"])


@pytest.mark.parametrize(
    ("urgent", "important", "grade", "level"),
    [
        (True, True, None, 1),
        (True, False, 1, 2),
        (False, True, 1, 3),
        (False, False, 1, 4),
        (False, False, 2, 3),
        (True, False, 2, 2),
        (False, False, 3, 1),
    ],
)
def test_priority(urgent: bool, important: bool, grade: int | None, level: int) -> None:
    """T-03: urgency by importance, and no lower than the grade allows."""
    assert RULES.priority(urgent=urgent, important=important, grade=grade) == level


def test_the_ladder_of_reminders() -> None:
    """H-04: 80 % used, due, one and three working days late; owner, then head, then leading group."""
    start = at("2026-11-23 10:00")  # Monday; due Thursday 18:00 after 1740 minutes
    promise = RULES.promise(RULES.grade(1).result, start)
    ladder = RULES.ladder(1)
    moments = [RULES.reminder_at(rung, promise, start, [], start) for rung in ladder]
    assert moments == [
        at("2026-11-26 10:42"),  # 1392 minutes: 390 + 450 + 450, then 102 on Thursday
        at("2026-11-26 18:00"),
        at("2026-11-27 18:00"),
        at("2026-12-01 18:00"),
    ]
    assert Audience.OWNER in ladder[0].audiences
    assert Audience.HEAD in ladder[1].audiences
    assert Audience.LEADING_GROUP in ladder[3].audiences


def test_a_pause_moves_the_ladder() -> None:
    """H-03, H-04: the whole of Tuesday waiting for the customer moves each rung by a working day."""
    start = at("2026-11-23 10:00")
    promise = RULES.promise(RULES.grade(1).result, start)
    pauses = [(at("2026-11-24 09:00"), at("2026-11-24 18:00"))]
    moments = [RULES.reminder_at(rung, promise, start, pauses, start) for rung in RULES.ladder(1)]
    assert moments == [
        at("2026-11-27 10:42"),
        at("2026-11-27 18:00"),
        at("2026-11-30 18:00"),
        at("2026-12-02 18:00"),
    ]


def test_a_ladder_on_the_clock_goes_on_in_working_days() -> None:
    """T-03, H-04: a plan due on Saturday 10:00 is one working day late on Monday."""
    start = at("2026-11-27 10:00")
    plan = RULES.plan(None, start, important=True)
    assert plan is not None
    moments = [RULES.reminder_at(rung, plan, start, [], start) for rung in RULES.ladder(None)]
    assert moments == [
        at("2026-11-28 05:12"),  # 1152 of 1440 minutes
        at("2026-11-28 10:00"),
        at("2026-11-30 18:00"),
        at("2026-12-02 18:00"),
    ]


def test_revisit_and_its_scale() -> None:
    """R-02, R-04, R-05."""
    scale = RULES.revisit.scale
    assert [point.name_zh for point in scale] == ["非常满意", "满意", "一般", "不满意", "非常不满意"]
    assert [point.value for point in scale if point.reopens] == [2, 1]
    assert RULES.promise(RULES.revisit.due, at("2026-11-26 18:00")).due_at == at("2026-12-01 18:00")
    assert RULES.promise(RULES.revisit.half_finished_after, at("2026-11-26 17:30")).due_at == at(
        "2026-11-27 09:30"
    )
    assert (RULES.revisit.most_rounds, RULES.revisit.lasting_after_days) == (3, 30)


def test_due_times_after_the_announced_year_are_provisional() -> None:
    """RB-01: 2027 is not announced yet; the day counts as Shanghai shows it."""
    assert not RULES.is_provisional(at("2026-12-31 23:59"))
    assert RULES.is_provisional(at("2027-01-01 00:00"))


def test_a_text_for_each_occasion_and_language() -> None:
    """H-05, X-04."""
    texts = first_texts()
    assert set(texts) == {(kind, language.value) for kind in MessageKind for language in Language}
    for (kind, _language), (subject, body) in texts.items():
        check(kind, subject, body)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", list(MessageKind))
def test_texts_read_whole(kind: MessageKind, language: str) -> None:
    """H-05: with values for its fields a text has no gap and no field left."""
    subject, body = first_texts()[kind, language]
    values: Mapping[str, str] = {field: f"<{field}>" for field in FIELDS[kind]}
    whole = render_subject(subject, values) + render_body(body, values)
    assert "{" not in whole
    assert "<number>" in whole
    assert "<customer>" in whole
    assert "<company>" in whole


@pytest.mark.parametrize(
    ("text", "category", "grade"),
    [
        ("每天晚上八点就断网，已经报修三回了，给我一个说法", "network_fault", 2),
        ("网速太慢了，办的五百兆，测速只有五十", "network_speed", 2),
        ("路由器冒烟了，差点起火", "product_quality", 3),
        ("机顶盒看回看总是闪退", "product_stability", 2),
        ("账单页面字体显示异常，不着急", "product_function", 1),
        ("云主机宕机两个小时，整个公司业务停了", "server_fault", 3),
        ("店员说话不耐烦，态度很差", "service_attitude", 2),
        ("客服电话没人接，转人工要排队半小时", "service_response", 2),
        ("约好上午装机，师傅没来，等了一天", "service_visit", 2),
        ("上个月重复扣款，请退还多扣的月费", "fees_charge", 2),
        ("发票抬头写错了，请重新开票", "fees_invoice", 1),
        ("天天打推销电话，怎么退订", "operations_marketing", 2),
        ("建议延长营业厅的营业时间", "suggestion_service", None),
        ("没有断网，只想问问怎么改密码", None, None),
        ("The internet keeps dropping every night, this is the third time", "network_fault", 2),
        ("I was charged twice in October, please refund", "fees_charge", 2),
        ("Your technician did not show up", "service_visit", 2),
    ],
)
def test_its_words_lead_to_category_and_grade(text: str, category: str | None, grade: int | None) -> None:
    """T-05: what a customer plainly says is recognised in both languages."""
    suggested = suggest(text, RULES)
    assert (suggested.category, suggested.grade) == (category, grade)

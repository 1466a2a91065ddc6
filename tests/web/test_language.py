"""Which language a reader gets, and how names, times and numbers read in it (X-04)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from models.clock import SHANGHAI
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House
from web.language import _, counted, current_language, lazy, speaking
from web.language import filters as f

MOMENT = datetime(2026, 11, 21, 14, 5, tzinfo=SHANGHAI)


@pytest.fixture
def ask(visitor: Client, house: House) -> Client:
    """A browser whose pages say their language."""
    house.does = lambda: current_language().value
    return visitor


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW", "zh"),
        ("zh-Hant-HK,en;q=0.5", "zh"),
        ("en-GB,zh;q=0.5", "en"),
        ("fr,en;q=0.7,zh;q=0.3", "en"),
        ("fr,de", "zh"),
        ("*", "zh"),
        ("nonsense;;q=x", "zh"),
    ],
)
def test_the_browser_is_asked(ask: Client, accepted: str, language: str) -> None:
    assert ask.get("/square", headers={"Accept-Language": accepted}).text == language


def test_asking_for_a_language_is_remembered(ask: Client) -> None:
    answer = ask.get("/square?lang=en", headers={"Accept-Language": "zh"})
    assert answer.text == "en"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("lang=en;")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=31536000"} <= set(cookie.split("; "))
    again = ask.get("/square", headers={"Accept-Language": "zh"})
    assert again.text == "en"
    assert again.headers.getlist("Set-Cookie") == []
    assert ask.get("/square?lang=zh").text == "zh"


@pytest.mark.parametrize("asked", ["fr", "", "zh_Hans", "<script>", "EN"])
def test_a_language_that_we_do_not_speak_is_passed_over(ask: Client, asked: str) -> None:
    answer = ask.get("/square", query_string={"lang": asked}, headers={"Accept-Language": "en"})
    assert answer.text == "en"
    assert answer.headers.getlist("Set-Cookie") == []


def test_behind_the_login_ones_own_setting_wins(cast: Cast, ask: Client) -> None:
    ask.come_in(cast.plain)
    ask.set_cookie("lang", "en")
    assert ask.get("/portal/room?lang=en", headers={"Accept-Language": "en"}).text == "zh"
    cast.plain.language = Language.EN
    assert ask.get("/portal/room", headers={"Accept-Language": "zh"}).text == "en"


def test_on_the_public_site_a_login_plays_no_part(cast: Cast, ask: Client) -> None:
    ask.come_in(cast.plain)
    assert ask.get("/square", headers={"Accept-Language": "en"}).text == "en"


def test_the_answer_says_its_language(ask: Client) -> None:
    assert ask.get("/square?lang=en").headers["Content-Language"] == "en"
    assert ask.get("/square?lang=zh").headers["Content-Language"] == "zh-Hans"


@pytest.fixture
def zh(small: Flask) -> Iterator[None]:
    """Everything is said in Chinese."""
    with small.app_context(), speaking("zh"):
        yield


@pytest.fixture
def en(small: Flask) -> Iterator[None]:
    """Everything is said in English."""
    with small.app_context(), speaking(Language.EN):
        yield


LABEL = lazy("Department")


def test_sentences(small: Flask) -> None:
    with small.app_context():
        with speaking("zh"):
            assert (_("Department"), str(LABEL)) == ("部门", "部门")
        with speaking("en"):
            assert (_("Department"), str(LABEL)) == ("Department", "Department")


@pytest.mark.usefixtures("en")
def test_counting_in_english() -> None:
    sentences = ("%(n)s other login has ended.", "%(n)s other logins have ended.")
    assert counted(*sentences, 1) == "1 other login has ended."
    assert counted(*sentences, 2) == "2 other logins have ended."


@pytest.mark.usefixtures("zh")
def test_counting_in_chinese() -> None:
    sentences = ("%(n)s other login has ended.", "%(n)s other logins have ended.")
    assert counted(*sentences, 1) == "已结束其他 1 个登录。"


@pytest.mark.usefixtures("zh")
def test_times_in_chinese() -> None:
    assert f.moment(MOMENT) == "2026-11-21（周六）14:05"
    assert f.day(MOMENT) == f.day(date(2026, 11, 21)) == "2026-11-21（周六）"
    assert f.day(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)) == "2026-11-22（周日）"


@pytest.mark.usefixtures("en")
def test_times_in_english() -> None:
    assert f.moment(MOMENT) == "Sat 21 Nov 2026, 14:05"
    assert f.day(date(2026, 2, 1)) == "Sun 1 Feb 2026"


@pytest.mark.usefixtures("zh")
def test_what_is_near_is_said_shortly(at: object) -> None:
    at(MOMENT.replace(hour=18))  # type: ignore[operator]
    assert f.when(MOMENT) == "今天 14:05"
    assert f.when(MOMENT.replace(day=19)) == "11-19（周四）14:05"
    assert f.when(MOMENT.replace(year=2025)) == "2025-11-21（周五）14:05"


@pytest.mark.usefixtures("en")
def test_what_is_near_in_english(at: object) -> None:
    at(MOMENT.replace(hour=18))  # type: ignore[operator]
    assert f.when(MOMENT) == "today 14:05"
    assert f.when(MOMENT.replace(day=19)) == "Thu 19 Nov, 14:05"


SPANS = [
    (0, "不到 1 分钟", "under a minute"),
    (1, "1 分", "1 min"),
    (130, "2 小时 10 分", "2 h 10 min"),
    (-130, "2 小时 10 分", "2 h 10 min"),
    (300, "5 小时", "5 h"),
    (449, "7 小时 29 分", "7 h 29 min"),
    (450, "1 个工作日", "1 working day"),
    (1140, "2 个工作日 4 小时", "2 working days 4 h"),
    (1349.9, "2 个工作日 7 小时", "2 working days 7 h"),
]
OFFICE_DAY = 450
"""A day of the office hours that come with the product: 9 to 12, half past 1 to 6."""


@pytest.mark.usefixtures("zh")
@pytest.mark.parametrize(("minutes", "chinese", "_english"), SPANS)
def test_spans_of_working_time_in_chinese(minutes: float, chinese: str, _english: str) -> None:
    """H-03."""
    assert f.span(minutes, OFFICE_DAY) == chinese


@pytest.mark.usefixtures("en")
@pytest.mark.parametrize(("minutes", "_chinese", "english"), SPANS)
def test_spans_of_working_time_in_english(minutes: float, _chinese: str, english: str) -> None:
    assert f.span(minutes, OFFICE_DAY) == english


@pytest.mark.usefixtures("zh")
def test_a_working_day_is_as_long_as_the_rules_say() -> None:
    assert f.span(840, day_minutes=840) == "1 个工作日"


@pytest.mark.usefixtures("zh")
def test_h03_a_list_names_working_time() -> None:
    """H-03: three hours on a Friday afternoon may end on Monday, so a list says which hours they are."""
    told = [f.span(minutes, OFFICE_DAY, said=True) for minutes in (0, 35, 60, -130, OFFICE_DAY + 60)]
    assert told == ["不到 1 分钟", "35 工作分钟", "1 工作小时", "2 工作小时 10 分", "1 个工作日 1 小时"]
    assert f.span(130, 1440, clock=True, said=True) == "2 小时 10 分", "those of the wall clock are no others"


@pytest.mark.usefixtures("en")
def test_h03_a_list_names_working_time_in_english() -> None:
    told = [f.span(minutes, OFFICE_DAY, said=True) for minutes in (1, 60, -130, OFFICE_DAY + 60)]
    assert told == ["1 working minute", "1 working hour", "2 working hours 10 min", "1 working day 1 h"]


def test_names(small: Flask) -> None:
    """X-04: departments, people, and rows that have one name only."""
    department = SimpleNamespace(name_zh="客户服务部", name_en="Customer Service")
    person = SimpleNamespace(name="林晓雯", name_en="", title_zh="班长", title_en="")
    customer = SimpleNamespace(name="王建军")
    with small.app_context():
        with speaking("zh"):
            assert [f.named(x) for x in (department, person, customer, None)] == [
                "客户服务部",
                "林晓雯",
                "王建军",
                "",
            ]
        with speaking("en"):
            assert [f.named(x) for x in (department, person, customer, None)] == [
                "Customer Service",
                "林晓雯",
                "王建军",
                "",
            ]
            assert f.titled(person) == "班长"


@pytest.mark.usefixtures("zh")
def test_numbers() -> None:
    assert f.number(1234567) == "1,234,567"
    assert f.number(1234.5, 2) == "1,234.50"
    assert f.percent(0.962) == "96.2%"
    assert f.percent(1, 0) == "100%"

"""The first page and what stands beside it, in both languages."""

import pytest
from lxml import html

from models.rulebook.document import parse
from models.rulebook.installed import first_document
from survey.hours import hotline_hours
from tests.cast import Cast
from tests.client import Client
from tests.markup import region

DESCRIPTION = "//meta[@name='description']"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def test_the_first_page_offers_its_five_doors_and_the_hours(client: Client, cast: Cast) -> None:
    """V-03: the hours come from the rulebook."""
    page = client.get("/").text
    assert region(page, "//nav") == (
        "我要反馈或投诉三分钟填完，马上拿到编号"
        " 查询处理进度看看到哪一步了，补充或催办"
        " 查找答案常见问题，即查即答"
        " 满意度报告我们做得怎么样，按季度公开"
        " 监督举报员工违规或不负责任，请告诉监督小组"
    )
    assert region(page, "//footer") == "服务热线 400-000-8210（每天 8:00–22:00）"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "您说，我们听，"),
        ("/results", "目前还没有发布报告。"),
        ("/hotline", "请不要用反馈表单举报"),
        ("/track", "查询密钥"),
        ("/feedback/new", "怎么联系您"),
    ],
)
def test_no_cookie_before_one_is_needed_and_nothing_kept_on_the_way(
    client: Client, cast: Cast, address: str, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert said in answer.text
    assert "Set-Cookie" not in answer.headers
    kept = {"/feedback/new": "private, no-cache", "/results": "public, max-age=300"}
    assert answer.headers["Cache-Control"] == kept.get(address, "no-store")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_language_is_asked_for_or_switched(client: Client, cast: Cast) -> None:
    """X-04: the browser's language, and a switch on each page that is remembered."""
    assert "You speak, we listen," in client.get("/", headers={"Accept-Language": "en"}).text
    assert "You speak, we listen," in client.get("/?lang=en").text
    assert "You speak, we listen," in client.get("/").text
    assert "您说，我们听，" in client.get("/?lang=zh").text


@pytest.mark.parametrize(
    ("week", "chinese"),
    [
        ({day: ["00:00-24:00"] for day in WEEK}, "每天 24 小时"),
        (
            {day: ["09:00-12:00", "13:30-18:00"] for day in WEEK[:5]} | {"saturday": [], "sunday": []},
            "周一至周五 9:00–12:00、13:30–18:00",
        ),
        (
            {day: ["08:00-22:00"] for day in WEEK[:6]} | {"sunday": ["10:00-16:00"]},
            "周一至周六 8:00–22:00；周日 10:00–16:00",
        ),
    ],
)
def test_hours_are_said_as_people_say_them(client: Client, week: dict[str, list[str]], chinese: str) -> None:
    document = first_document()
    document["calendars"]["service_desk"]["week"] = week
    with client.application.test_request_context():
        assert hotline_hours(parse(document)) == chinese


def test_search_engines_are_told_what_the_site_is(client: Client, cast: Cast) -> None:
    """V-08: in the page's language."""
    for address in ("/", "/feedback/new", "/track"):
        assert "查询处理进度" in html.fromstring(client.get(address).text).xpath(f"{DESCRIPTION}/@content")[0]
    english = html.fromstring(client.get("/?lang=en").text).xpath(f"{DESCRIPTION}/@content")[0]
    assert english.startswith("Give feedback or complain")

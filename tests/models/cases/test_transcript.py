"""V-05: a chat's transcript as tools give it: who, when, which words."""

from datetime import date, datetime

import pytest

from models.cases.channel_intake import Said
from models.cases.channel_words import Speaker
from models.cases.rules.transcript import LONGEST, MOST_LINES, parse, words_of_customer
from models.clock import SHANGHAI
from tests.models.cases.channels import TALK

TODAY = date(2026, 11, 23)
C, A, S, X = Speaker.CUSTOMER, Speaker.AGENT, Speaker.SYSTEM, Speaker.OTHER


def at(minute: int, second: int) -> datetime:
    return datetime(2026, 11, 23, 10, minute, second, tzinfo=SHANGHAI)


def read(text: str, **known: object) -> list[tuple[Speaker, str, str]]:
    return [(line.speaker, line.name, line.text) for line in parse(text, today=TODAY, **known)]  # type: ignore[arg-type]


def test_names_with_times_and_words_below() -> None:
    """V-05: who is told apart by name; the one other name is the customer."""
    lines = parse(TALK, today=TODAY)
    assert lines == [
        Said(A, "客服小柯", datetime(2026, 11, 23, 10, 2, 15, tzinfo=SHANGHAI), "您好，请问有什么可以帮您？"),
        Said(
            C, "钱先生", datetime(2026, 11, 23, 10, 2, 40, tzinfo=SHANGHAI), "宽带一到晚上就断\n已经第三次了"
        ),
        Said(A, "客服小柯", datetime(2026, 11, 23, 10, 3, 5, tzinfo=SHANGHAI), "马上为您查询"),
    ]
    assert words_of_customer(lines) == "宽带一到晚上就断\n已经第三次了"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[2026-11-21 10:02:15] 访客1234: 你好\n[2026-11-21 10:02:30] 坐席 8012：您好",
            [(C, "访客1234", "你好"), (A, "坐席 8012", "您好")],
        ),
        (
            "2026/11/21 10:02 张三\n断网\n2026/11/21 10:05 系统消息\n会话结束",
            [(C, "张三", "断网"), (S, "系统消息", "会话结束")],
        ),
        ("张三（10:02）：断网\n李四（10:03）：稍等", [(X, "张三", "断网"), (X, "李四", "稍等")]),
        (
            "客服：您好\n客户：网址：https://a.example\n注意: 晚上断\n客户：谢谢",
            [(A, "客服", "您好"), (C, "客户", "网址：https://a.example\n注意: 晚上断"), (C, "客户", "谢谢")],
        ),
        (
            "Agent Kim: Hello\nVisitor 7: No internet",
            [(A, "Agent Kim", "Hello"), (C, "Visitor 7", "No internet")],
        ),
        ("只有一段话，时间：昨天", [(S, "", "只有一段话，时间：昨天")]),
        ("客服 25:61\n您好", [(S, "", "客服 25:61\n您好")]),
        ("", []),
    ],
)
def test_other_ways_to_write_it(text: str, expected: list[tuple[Speaker, str, str]]) -> None:
    """V-05: nothing is left out, whatever could not be read as a name or a moment."""
    found = read(text)
    assert found == expected


def test_names_that_are_known() -> None:
    text = "小柯 10:02\n您好\n阿明 10:03\n断网"
    assert read(text) == [(X, "小柯", "您好"), (X, "阿明", "断网")]
    assert (
        read(text, agents=["小柯"])
        == read(text, customer="阿明")
        == [(A, "小柯", "您好"), (C, "阿明", "断网")]
    )


@pytest.mark.parametrize("line", ["x{n}", "n{n:x}:"])
def test_what_is_no_conversation_is_read_in_time_with_its_length(line: str) -> None:
    """V-05: an agent may paste what somebody sent in order to keep a process busy for minutes."""
    text = "\n".join(line.format(n=n) for n in range(LONGEST // 8))
    (found,) = parse(text, today=TODAY)
    assert found.text == text.strip()


def test_a_very_long_one_ends_somewhere() -> None:
    text = "\n".join(f"客户: {n}" for n in range(MOST_LINES + 50))
    assert len(parse(text, today=TODAY)) == MOST_LINES

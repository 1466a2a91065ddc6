"""V-09: what each line means, and each thing that can be wrong with it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.errors import Invalid
from models.imports.rules.check import Checked, Checker
from models.imports.rules.columns import chosen, missing, recognise, specs
from models.imports.rules.moments import moment_of
from models.imports.rules.sheet import Line
from models.imports.words import Column, Mark
from models.products.tables import Product
from models.rulebook.document import parse
from models.rulebook.installed import first_document
from tests.models.imports.sheets import CLOSED, HEADERS, OPEN, Row
from tests.moments import MONDAY

RULES = parse(first_document())


PRODUCTS = [Product(code="CLOUD", name_zh="云帆云盘", name_en="", aliases=["网盘"], retired_on=MONDAY.date())]


def checker(headers: tuple[str, ...] = HEADERS) -> Checker:
    return Checker(
        recognise(headers), width=len(headers), rules_on=lambda _at: RULES, now=MONDAY, products=PRODUCTS
    )


def check(row: Row, marks: dict[int, Mark] | None = None, headers: tuple[str, ...] = HEADERS) -> Checked:
    texts = tuple(str(row.get(header, "")) for header in headers)
    return checker(headers).check(Line(2, texts, marks or {}))


def faults(row: Row, **options: Any) -> list[tuple[str, str]]:
    return [(fault.column, fault.why) for fault in check(row, **options).faults]


def test_a_sound_open_line() -> None:
    """V-09: every value in its one form; empty ones left out."""
    assert check(OPEN) == Checked(
        "CRM-1",
        {
            Column.EXTERNAL: "CRM-1",
            Column.RECEIVED: "2026-11-20T09:30:00+08:00",
            Column.CHANNEL: "hotline",
            Column.KIND: "complaint",
            Column.PROBLEM: "宽带每晚八点后断网，报修三次没有解决。",
            Column.NAME: "赵玉兰",
            Column.PHONE: "+8613812345678",
            Column.EMAIL: "zhao@example.com",
            Column.CATEGORY: "network_fault",
            Column.GRADE: 2,
            Column.STATE: "open",
        },
        [],
    )


@pytest.mark.parametrize("written", ["CLOUD", "cloud", "云帆云盘", "云帆 云盘", "网盘"])
def test_m_03_a_product_by_its_code_or_a_name(written: str) -> None:
    """A retired one too, as the voice may be old; one that is not on the list is an error of its row."""
    headers = (*HEADERS, "产品")
    assert check(OPEN | {"产品": written}, headers=headers).values[Column.PRODUCT] == "CLOUD"
    assert faults(OPEN | {"产品": "云帆电视"}, headers=headers) == [("product", "unknown_product")]
    assert Column.PRODUCT not in check(OPEN, headers=headers).values


def test_a_sound_closed_line() -> None:
    """V-09: closed history with state, closing date and outcome."""
    found = check(CLOSED)
    assert found.faults == []
    assert found.values[Column.STATE] == "closed"
    assert found.values[Column.CLOSED] == "2025-03-09T16:00:00+08:00"
    assert found.values[Column.OUTCOME] == "已告知次月生效。"
    assert check(CLOSED | {"状态": ""}).values[Column.STATE] == "closed"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"原系统编号": " "}, [("external", "missing")]),
        ({"原系统编号": "长" * 61}, [("external", "too_long")]),
        ({"受理时间": ""}, [("received", "missing")]),
        ({"受理时间": "03/08/2025"}, [("received", "date")]),
        ({"受理时间": "2026-02-30"}, [("received", "date")]),
        ({"受理时间": "2026-11-23 10:01"}, [("received", "future")]),
        ({"受理时间": "1999-12-31"}, [("received", "too_early")]),
        ({"受理时间": "9999-12-31"}, [("received", "date")]),
        ({"渠道": "信鸽"}, [("channel", "unknown_word")]),
        ({"类型": "吐槽"}, [("kind", "unknown_word")]),
        ({"客户原话": ""}, [("problem", "missing")]),
        ({"客户原话": "长" * 5001}, [("problem", "too_long")]),
        ({"客户原话": "断\ufffd网"}, [("problem", "damaged")]),
        ({"客户姓名": "名" * 121}, [("name", "too_long")]),
        ({"电话": "12"}, [("phone", "phone")]),
        ({"邮箱": "nobody@"}, [("email", "email")]),
        ({"电话": "", "邮箱": ""}, [("phone", "contact")]),
        ({"类别": "网络不好"}, [("category", "unknown_category")]),
        ({"类别": "技术类"}, [("category", "unknown_category")]),
        ({"等级": "四级"}, [("grade", "unknown_word")]),
        ({"类型": "咨询"}, [("grade", "only_complaints")]),
        ({"状态": "搁置"}, [("state", "unknown_word")]),
        ({"状态": "已办结"}, [("closed", "closed_needs_date")]),
        ({"状态": "未办结", "办结时间": "2026-11-21"}, [("closed", "open_has_date")]),
        ({"处理结果": "已修好"}, [("outcome", "open_has_outcome")]),
        ({"办结时间": "2026-11-19"}, [("closed", "closed_too_early")]),
        ({"办结时间": "2026-11-24"}, [("closed", "future")]),
        (
            {"原系统编号": "", "受理时间": "昨天", "渠道": "信鸽", "邮箱": "x"},
            [("external", "missing"), ("received", "date"), ("channel", "unknown_word"), ("email", "email")],
        ),
    ],
)
def test_what_may_be_wrong(changes: Row, expected: list[tuple[str, str]]) -> None:
    """V-09: wrong date, unknown channel or category, too long, missing: each at its column, all at once."""
    assert faults(OPEN | changes) == expected


@pytest.mark.parametrize("mark", list(Mark))
def test_cells_that_are_no_values(mark: Mark) -> None:
    """V-09: formula cells among them; said once, not as missing besides."""
    place = HEADERS.index("客户原话")
    assert faults(OPEN, marks={place: mark}) == [("problem", mark.value)]
    assert faults(OPEN | {"客户原话": ""}, marks={place: mark}) == [("problem", mark.value)]


def test_a_column_that_is_left_out_is_not_looked_at() -> None:
    headers = (*HEADERS, "备注")
    found = check(OPEN | {"备注": "x" * 9000}, marks={len(HEADERS): Mark.FORMULA}, headers=headers)
    assert found.faults == []


def test_the_same_number_twice_in_a_file() -> None:
    """V-09: the later line is at fault and names the first."""
    whole = checker()
    lines = [Line(number, tuple(str(OPEN.get(header, "")) for header in HEADERS), {}) for number in (2, 3, 4)]
    found = [whole.check(line) for line in lines]
    assert [[(fault.why, dict(fault.facts)) for fault in each.faults] for each in found] == [
        [],
        [("duplicate", {"row": 2})],
        [("duplicate", {"row": 2})],
    ]
    assert [each.external for each in found] == ["CRM-1"] * 3


def test_more_cells_than_the_header_has() -> None:
    texts = tuple(str(OPEN.get(header, "")) for header in HEADERS)
    found = checker().check(Line(2, (*texts, "多", "出来"), {}))
    assert [(fault.column, fault.why) for fault in found.faults] == [("row", "too_many_cells")]


def test_an_observation_of_staff_needs_no_contact() -> None:
    assert faults(OPEN | {"渠道": "员工收集", "电话": "", "邮箱": ""}) == []
    assert faults(CLOSED | {"电话": ""}) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("network_fault", "network_fault"),
        ("技术类/网络故障", "network_fault"),
        ("技术类 > 网络故障", "network_fault"),
        ("Network and technology / Network fault", "network_fault"),
        ("network FAULT", "network_fault"),
    ],
)
def test_ways_to_write_a_category(written: str, code: str) -> None:
    assert check(OPEN | {"类别": written}).values[Column.CATEGORY] == code


def test_words_in_either_language() -> None:
    """V-09: whoever writes the file, in full width or half."""
    words = {"渠道": "Ｅ-mail", "类型": "COMPLAINT", "等级": "Grade 3", "状态": "Open"}
    found = check(OPEN | words)
    assert found.faults == []
    assert [found.values[each] for each in (Column.CHANNEL, Column.KIND, Column.GRADE, Column.STATE)] == [
        "email", "complaint", 3, "open",
    ]  # fmt: skip


def test_on_one_day_it_ended_no_sooner_than_it_began() -> None:
    found = check(OPEN | {"受理时间": "2026-11-20 14:05", "办结时间": "2026-11-20"})
    assert found.faults == []
    assert found.values[Column.CLOSED] == found.values[Column.RECEIVED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-08", "2025-03-07T16:00"),
        ("2025/3/8 14:05", "2025-03-08T06:05"),
        ("2025.3.8 9:05:07", "2025-03-08T01:05:07"),
        ("2025年3月8日 14时05分", "2025-03-08T06:05"),
        ("2025年3月8日", "2025-03-07T16:00"),
        ("20250308", "2025-03-07T16:00"),
        ("2025-03-08T14:05:00Z", "2025-03-08T14:05"),
        ("2025-03-08T14:05:00.123+01:00", "2025-03-08T13:05"),
        ("２０２５－０３－０８", "2025-03-07T16:00"),
        ("08/03/2025", None),
        ("2025-3/8", None),
        ("2025-13-01", None),
        ("2025-03-08 25:00", None),
        ("45724.5", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    """V-09: what can be read for certain, as Beijing time; nothing is guessed."""
    found = moment_of(text)
    at = None if found is None else found.at.astimezone(UTC)
    assert at == (None if expected is None else datetime.fromisoformat(expected).replace(tzinfo=UTC))


def test_headers_in_both_languages() -> None:
    """V-09: the template's own headers, in Chinese and in English, name every column."""
    assert list(recognise([spec.name_zh for spec in specs()]).values()) == list(Column)
    assert list(recognise([spec.name_en for spec in specs()]).values()) == list(Column)


def test_headers_of_other_systems() -> None:
    """V-09: as they are called elsewhere, with notes in brackets; unknown ones are left to a person."""
    found = recognise(
        ["Ticket ID", "创建时间（必填）", "Via", "type*", "问题描述", "Assignee", "客户姓名", "姓名"]
    )
    assert found == {
        0: Column.EXTERNAL, 1: Column.RECEIVED, 2: Column.CHANNEL, 3: Column.KIND, 4: Column.PROBLEM,
        6: Column.NAME,
    }  # fmt: skip
    assert missing(found.values()) == []
    assert missing([Column.KIND]) == [
        Column.EXTERNAL, Column.RECEIVED, Column.CHANNEL, Column.PROBLEM,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ({0: Column.EXTERNAL}, "columns_missing"),
        ({9: Column.EXTERNAL}, "unknown"),
        ({0: Column.EXTERNAL, 1: Column.EXTERNAL}, "twice"),
    ],
)
def test_a_choice_that_cannot_be(choice: dict[int, Column], why: str) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(choice, ["a", "b", "c"])
    assert (refused.value.field, refused.value.why) == ("columns", why)

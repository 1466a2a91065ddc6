"""Text as it comes in: cleaned, checked, and answered in our own words."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import Email, Length, NumberRange, Optional, Regexp

from models.clock import SHANGHAI
from models.errors import Invalid
from web.forms import Line, Moment, Paragraph, PublicForm, Seen, cleaned
from web.language import lazy, speaking
from web.security import NothingRead


class SampleForm(PublicForm):
    """One field of each kind."""

    name = Line("Name", most=10, required=True)
    mail = Line("Mail", Optional(), Email())
    story = Paragraph("Story", Length(min=3), most=20)
    count = IntegerField("Count", [Optional(), NumberRange(1, 9)])
    day = DateField("Day", [Optional()])
    kind = SelectField("Kind", choices={"a": "A", "b": "B"})
    version = Seen()


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, small: Flask) -> Iterator[str]:
    with small.test_request_context(method="POST"), speaking(request.param):
        yield request.param


def filled(**values: str) -> SampleForm:
    """The form as somebody sent it."""
    sent = {"name": "王小明", "story": "断网三次", "kind": "a"} | values
    return SampleForm(formdata=MultiDict(sent))


def test_a_sentence_of_a_form_of_its_own_is_plain_text(language: str) -> None:
    """A sentence that is looked up late is no list of letters."""

    class OtherForm(PublicForm):
        phone = Line("Phone", Regexp("^[0-9]+$", message=lazy("This is not a telephone number.")))

    form = OtherForm(formdata=MultiDict({"phone": "call me"}))
    assert not form.validate()
    assert type(form.errors["phone"][0]) is str


FAULTS = [
    ({"name": ""}, "name", "请填写此项。", "Please fill this in."),
    ({"name": " \t\u3000 "}, "name", "请填写此项。", "Please fill this in."),
    ({"name": "x" * 11}, "name", "最多填写 10 个字。", "Please write at most 10 characters."),
    ({"name": "a\ufffdb"}, "name", "部分文字在传输途中成了乱码", "Some characters were damaged"),
    ({"mail": "no address"}, "mail", "邮箱地址格式不对。", "This is not an e-mail address."),
    ({"story": "ab"}, "story", "至少填写 3 个字。", "Please write at least 3 characters."),
    ({"count": "many"}, "count", "请填写整数。", "Please give a whole number."),
    ({"count": "10"}, "count", "请填写 1 到 9 之间的数。", "Please give from 1 to 9."),
    ({"day": "yesterday"}, "day", "请填写日期，如 2026-11-21。", "Please give a date such as 2026-11-21."),
    ({"kind": "c"}, "kind", "请从所列选项中选择。", "Please choose one of those offered."),
]


@pytest.mark.parametrize(("values", "field", "chinese", "english"), FAULTS)
def test_what_is_wrong_is_said_at_its_field(
    language: str, values: dict[str, str], field: str, chinese: str, english: str
) -> None:
    form = filled(**values)
    assert not form.validate()
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(chinese if language == "zh" else english)


def test_a_good_form(language: str) -> None:
    form = filled(version="3")
    assert form.validate()
    assert form.version.version == 3
    assert "csrf_token" not in form


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5"])
def test_a_version_that_is_none(small: Flask, version: str) -> None:
    """H-07: a step without one is refused, never taken as read."""
    with small.test_request_context(method="POST"), pytest.raises(NothingRead):
        assert filled(version=version).version.version


def test_a_version_that_was_not_sent_is_not_the_one_that_is_offered(small: Flask) -> None:
    """H-07: what the row has now says nothing of what somebody read."""
    with small.test_request_context(method="POST"), pytest.raises(NothingRead):
        assert SampleForm(formdata=MultiDict({"name": "王小明"}), data={"version": 3}).version.version


def test_a_version_that_nobody_has_is_not_the_one_of_now(small: Flask) -> None:
    """H-07: as many digits as somebody likes are still a number, and a wrong one."""
    with small.test_request_context(method="POST"):
        assert filled(version="9" * 5000).version.version == 999_999_999


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  天  ", "天"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("safe\u202eevil", "safeevil"),
        ("zero\u200bwidth", "zerowidth"),
        ("e\u0301", "é"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (None, ""),
    ],
)
def test_text_is_cleaned_and_never_cut(typed: str | None, kept: str) -> None:
    """Marks of HTML are words like others: they are escaped where they are shown."""
    assert cleaned(typed) == kept


def test_a_line_stays_a_line(small: Flask) -> None:
    with small.test_request_context(method="POST"):
        assert filled(name="王\n 小  明").name.data == "王 小 明"


def test_the_domain_may_blame_a_field_or_all(language: str) -> None:
    form = filled()
    form.validate()
    form.blame(Invalid("name", "taken"))
    form.blame(Invalid("elsewhere", "missing"))
    taken, missing = (
        ("已被使用。", "请填写此项。")
        if language == "zh"
        else (
            "This is already in use.",
            "Please fill this in.",
        )
    )
    assert form.errors == {"name": [taken], "": [missing]}


class TimedForm(PublicForm):
    """A moment that may be given, and one that must be."""

    due = Moment("Due")
    since = Moment("Since", required=True)


@pytest.mark.parametrize("typed", ["2026-11-24T09:30", "2026-11-24 09:30"])
def test_x04_a_typed_moment_is_shanghais_time_however_it_is_sent(language: str, typed: str) -> None:
    """With the browser's own field, and typed by hand where it has none (H-02, R-02)."""
    form = TimedForm(formdata=MultiDict({"since": typed, "due": ""}))
    assert form.validate()
    assert (form.since.data, form.due.data) == (datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI), None)
    assert f'value="{typed}"' in form.since()


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30T10:00", "0026-11-24T09:30", "9999-12-31T23:59"])
def test_a_moment_that_is_none_is_refused_and_kept_as_typed(language: str, typed: str) -> None:
    form = TimedForm(formdata=MultiDict({"since": typed}))
    assert not form.validate()
    said = {"zh": "请填写日期和时间", "en": "Please give a date and time such as"}[language]
    assert form.errors["since"][0].startswith(said)
    assert f'value="{typed}"' in form.since()


def test_a_moment_is_shown_as_the_clock_in_shanghai_shows_it(language: str) -> None:
    form = TimedForm(formdata=None, data={"due": datetime(2026, 11, 24, 1, 30, tzinfo=UTC)})
    assert 'value="2026-11-24T09:30"' in form.due()

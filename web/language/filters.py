"""Template filters: names, times, spans, numbers and masked personal data as the reader expects them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_decimal, format_percent
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

from models.clock import local, now
from models.people.tables import Language
from models.privacy import masked_email, masked_name, masked_phone
from web.language.choice import current_language
from web.language.texts import _, counted

WEEKDAYS = "一二三四五六日"
DIGITS = "〇一二三四五六七八九"
MEGABYTE = 1024 * 1024
HOME = 86
_dated: ContextVar[bool] = ContextVar("dated", default=False)


def named(thing: Any) -> str:
    """A row's name in the reader's language: `name_zh` or `name_en`; a person's `name` or `name_en`."""
    if thing is None:
        return ""
    chinese: str = thing.name_zh if hasattr(thing, "name_zh") else thing.name
    return (getattr(thing, "name_en", "") or chinese) if _english() else chinese


def titled(person: Any) -> str:
    """A person's title in the reader's language."""
    title: str = (person.title_en or person.title_zh) if _english() else (person.title_zh or person.title_en)
    return title


def moment(at: datetime) -> str:
    """2026-11-21（周六）14:05, or Sat 21 Nov 2026, 14:05; Shanghai time."""
    there = local(at)
    return f"{day(there.date())}, {there:%H:%M}" if _english() else f"{day(there.date())}{there:%H:%M}"


@contextmanager
def dated() -> Iterator[None]:
    """Tells every time inside with its day and year, as on paper, where “today” is soon untrue (G-04)."""
    token = _dated.set(True)
    try:
        yield
    finally:
        _dated.reset(token)


def in_full() -> bool:
    """Whether times are told as on paper at the moment."""
    return _dated.get()


def when(at: datetime) -> str:
    """As `moment`, shorter where nothing is lost: 今天 14:05, 11-21（周六）14:05, the year when another.

    On paper (see `dated`) nothing is left out.
    """
    if in_full():
        return moment(at)
    there, here = local(at), local(now())
    if there.date() == here.date():
        return _("today %(time)s", time=f"{there:%H:%M}")
    if there.year != here.year:
        return moment(at)
    if _english():
        return f"{there:%a} {there.day} {there:%b}, {there:%H:%M}"
    return f"{there:%m-%d}（周{WEEKDAYS[there.weekday()]}）{there:%H:%M}"


def clock_time(at: datetime) -> str:
    """14:05; Shanghai time."""
    return f"{local(at):%H:%M}"


def short_moment(at: datetime) -> str:
    """11月21日14:05, or 21 Nov 14:05: for an SMS, where each sign is paid for; Shanghai time."""
    there = local(at)
    if _english():
        return f"{there.day} {there:%b %H:%M}"
    return f"{there.month}月{there.day}日{there:%H:%M}"


def day(on: date | datetime) -> str:
    """2026-11-21（周六）, or Sat 21 Nov 2026. A moment is read in Shanghai."""
    on = local(on).date() if isinstance(on, datetime) else on
    if _english():
        return f"{on:%a} {on.day} {on:%b %Y}"
    return f"{on:%Y-%m-%d}（周{WEEKDAYS[on.weekday()]}）"


def formal_day(on: date | datetime) -> str:
    """二〇二六年十一月二十三日, as it stands under a paper, or 23 November 2026."""
    on = local(on).date() if isinstance(on, datetime) else on
    if _english():
        return f"{on.day} {on:%B %Y}"
    year = "".join(DIGITS[int(sign)] for sign in f"{on.year}")
    return f"{year}年{_counted_out(on.month)}月{_counted_out(on.day)}日"


def _counted_out(n: int) -> str:
    """1 to 99 in Chinese: 三, 十, 十一, 二十三."""
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def span(minutes: float, day_minutes: int, *, clock: bool = False, said: bool = False) -> str:
    """Working minutes as 2 小时 10 分 or 2 h 10 min; from a working day on, as working days and hours.

    `day_minutes` says how long a working day is by the rules of the case; with `clock` the days are those
    of the wall clock. `said` names working time as such where it is less than a day too: 2 工作小时 10 分,
    for places that have no room to say so besides (H-03). The sign is dropped: the sentence around it says
    whether they are left or overdue.
    """
    whole = int(abs(minutes))
    if whole < 1:
        return _("under a minute")
    days, rest = divmod(whole, day_minutes)
    hours, odd = divmod(rest, 60)
    if said and not clock and not days:
        return _working(hours, odd)
    parts = []
    if days and clock:
        parts.append(counted("%(n)s day", "%(n)s days", days))
    elif days:
        parts.append(counted("%(n)s working day", "%(n)s working days", days))
    if hours:
        parts.append(_("%(n)s h", n=hours))
    if odd and not days:
        parts.append(_("%(n)s min", n=odd))
    return " ".join(parts)


def _working(hours: int, minutes: int) -> str:
    """Less than a working day, named by its first part: 2 工作小时 10 分, 35 工作分钟."""
    if not hours:
        return counted("%(n)s working minute", "%(n)s working minutes", minutes)
    whole = counted("%(n)s working hour", "%(n)s working hours", hours)
    return f"{whole} {_('%(n)s min', n=minutes)}" if minutes else whole


def number(value: float, digits: int = 0) -> str:
    """1,234, with `digits` decimals."""
    return str(format_decimal(value, format=f"#,##0.{'0' * digits}" if digits else "#,##0"))


def read_aloud(phone: str | None) -> str:
    """A number in the groups in which people say it: 138 0013 8000, or with its country when abroad.

    What is no number in E.164 stays as it was written.
    """
    if not phone or not phone.startswith("+"):
        return phone or ""
    try:
        number = parse(phone)
    except NumberParseException:
        return phone
    at_home = number.country_code == HOME
    return format_number(number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL)


def masked_address(address: str) -> str:
    """A mail address or telephone number as it is shown where nobody asked to see it (X-03)."""
    return masked_email(address) if "@" in address else masked_phone(address)


def yuan(fen: int) -> str:
    """1,234.50 元, or CNY 1,234.50: an amount in fen as people write it."""
    return _("CNY %(amount)s", amount=f"{fen // 100:,}.{fen % 100:02}")


def in_megabytes(size: int) -> str:
    """10 MB, 0.5 MB, 12 kB: a size in bytes as people say it."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1024))} kB"


def percent(share: float, digits: int = 1) -> str:
    """A share from 0 to 1 as 96.2%."""
    return str(format_percent(share, format=f"#,##0.{'0' * digits}%" if digits else "#,##0%"))


FILTERS = (
    named,
    titled,
    moment,
    when,
    clock_time,
    day,
    formal_day,
    span,
    number,
    percent,
    yuan,
    read_aloud,
    masked_phone,
    masked_name,
    masked_email,
    masked_address,
)


def add_filters(app: Flask) -> None:
    """Makes the filters known to templates under their own names."""
    for function in FILTERS:
        app.add_template_filter(function)


def _english() -> bool:
    return current_language() is Language.EN

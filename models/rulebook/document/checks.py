"""What must fit together in a document beyond each part by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.rulebook.document.faults import Fault, fault
from models.rulebook.words import Channel, Unit

if TYPE_CHECKING:
    from models.rulebook.document.rules import Rules

LATER = {Channel.SUPERVISION, Channel.REGULATOR}
"""Channels that documents of the first edition do not know (see `Rules.channel`)."""


def problems(rules: "Rules") -> Iterator[Fault]:
    """Each contradiction; none for a document that can be put in force."""
    yield from _calendars(rules)
    yield from _categories(rules)
    yield from _grades(rules)
    yield from _ladder(rules)
    yield from _hotline(rules)
    yield from _duplicates("channels", "channel", (each.channel for each in rules.channels))
    for channel in Channel:
        if channel not in LATER and all(each.channel is not channel for each in rules.channels):
            yield fault("channel_without_rules", "channels", code=channel.value)


def _duplicates(section: str, what: str, codes: Iterable[object]) -> Iterator[Fault]:
    for code, times in Counter(str(code) for code in codes).items():
        if times > 1:
            yield fault("duplicate", section, what=what, code=code, times=times)


def _calendars(rules: "Rules") -> Iterator[Fault]:
    asked = {
        "handling_calendar": rules.handling_calendar,
        "contact": rules.contact.calendar,
        "revisit": rules.revisit.phone_calendar,
    }
    asked |= {f"channel {each.channel.value!r}": each.calendar for each in rules.channels}
    for who, name in asked.items():
        if name not in rules.calendars:
            yield fault("no_calendar", "hours", who=who, code=name)


def _categories(rules: "Rules") -> Iterator[Fault]:
    yield from _duplicates("categories", "category", (each.code for each in rules.categories))
    first_level = {each.code: each for each in rules.categories if each.parent is None}
    known = {each.code for each in rules.categories}
    in_use = {each.parent for each in rules.categories if not each.retired}
    for category in rules.categories:
        code, parent = category.code, category.parent
        if parent is None:
            if code not in in_use and not category.retired:
                yield fault("childless", "categories", code=code)
        elif parent not in known:
            yield fault("no_parent", "categories", code=code, parent=parent)
        elif parent not in first_level:
            yield fault("third_level", "categories", code=code, parent=parent)
        elif first_level[parent].retired and not category.retired:
            yield fault("retired_parent", "categories", code=code, parent=parent)
        if category.department in category.assisting:
            yield fault("leads_and_assists", "categories", code=code, department=category.department)


def _grades(rules: "Rules") -> Iterator[Fault]:
    if sorted(each.grade for each in rules.grades) != [1, 2, 3]:
        yield fault("grades", "grades")
    if sorted(each.level for each in rules.priorities) != [1, 2, 3, 4]:
        yield fault("priorities", "limits")
    yield from _duplicates("criteria", "criterion", (each.code for each in rules.criteria))
    yield from _duplicates("urgency", "sign of urgency", (each.code for each in rules.urgency.criteria))
    yield from _duplicates(
        "importance", "sign of importance", (each.code for each in rules.importance.criteria)
    )
    for grade in (1, 2, 3):
        if all(each.grade != grade for each in rules.criteria):
            yield fault("grade_without_criterion", "criteria", code=grade)
    criteria = {each.code for each in rules.criteria}
    for category in rules.categories:
        for code in category.usual:
            if code not in criteria:
                yield fault("no_criterion", "criteria", category=category.code, code=code)


def _ladder(rules: "Rules") -> Iterator[Fault]:
    yield from _duplicates("reminders", "reminder", (each.code for each in rules.reminders))
    known = {each.code for each in rules.reminders}
    for grade in rules.grades:
        for code in grade.reminders:
            if code not in known:
                yield fault("no_reminder", "reminders", grade=grade.grade, code=code)
    places = [
        (0, each.used_percent) if each.overdue is None else (1, each.overdue.amount)
        for each in rules.reminders
    ]
    if len({each.overdue.unit for each in rules.reminders if each.overdue}) > 1:
        yield fault("reminder_units", "reminders")
    elif places != sorted(set(places)):
        yield fault("reminder_order", "reminders")


def _hotline(rules: "Rules") -> Iterator[Fault]:
    """Each names the field that is to be corrected."""
    hotline = rules.hotline
    if hotline is None:
        return
    if hotline.extended_months < hotline.tell_months:
        yield fault("hotline_extension", "hotline", field="extended_months", least=hotline.tell_months)
    if hotline.acknowledge_limit.unit is not Unit.CALENDAR_DAYS:
        yield fault("hotline_limit", "hotline", field="acknowledge_limit")
    if hotline.chair and hotline.chair == hotline.outside:
        yield fault("hotline_outside", "hotline", field="outside", number=hotline.outside)

"""What must fit together in a document beyond each part by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.rulebook.words import Channel

if TYPE_CHECKING:
    from models.rulebook.document.rules import Rules


def problems(rules: "Rules") -> Iterator[str]:
    """One clear sentence for each contradiction; none for a document that can be put in force."""
    yield from _calendars(rules)
    yield from _categories(rules)
    yield from _grades(rules)
    yield from _ladder(rules)
    yield from _duplicates("channel", (each.channel for each in rules.channels))
    for channel in Channel:
        if all(each.channel is not channel for each in rules.channels):
            yield f"channel {channel.value!r} has no rules"


def _duplicates(what: str, codes: Iterable[object]) -> Iterator[str]:
    for code, times in Counter(str(code) for code in codes).items():
        if times > 1:
            yield f"{what} {code!r} is there {times} times"


def _calendars(rules: "Rules") -> Iterator[str]:
    asked = {
        "handling_calendar": rules.handling_calendar,
        "contact": rules.contact.calendar,
        "revisit": rules.revisit.phone_calendar,
    }
    asked |= {f"channel {each.channel.value!r}": each.calendar for each in rules.channels}
    for who, name in asked.items():
        if name not in rules.calendars:
            yield f"{who} names the calendar {name!r}, which is not there"


def _categories(rules: "Rules") -> Iterator[str]:
    yield from _duplicates("category", (each.code for each in rules.categories))
    first_level = {each.code for each in rules.categories if each.parent is None}
    known = {each.code for each in rules.categories}
    for category in rules.categories:
        if category.parent is None:
            if all(each.parent != category.code for each in rules.categories):
                yield f"category {category.code!r} of the first level has none below it"
        elif category.parent not in known:
            yield f"category {category.code!r} is below {category.parent!r}, which is not there"
        elif category.parent not in first_level:
            yield f"category {category.code!r} is below {category.parent!r}, which is no first level"
        if category.department in category.assisting:
            yield f"category {category.code!r} has {category.department!r} both responsible and assisting"


def _grades(rules: "Rules") -> Iterator[str]:
    if sorted(each.grade for each in rules.grades) != [1, 2, 3]:
        yield "the grades need each of 1, 2 and 3 once"
    if sorted(each.level for each in rules.priorities) != [1, 2, 3, 4]:
        yield "the priorities need each of 1 to 4 once"
    yield from _duplicates("criterion", (each.code for each in rules.criteria))
    yield from _duplicates("sign of urgency", (each.code for each in rules.urgency.criteria))
    yield from _duplicates("sign of importance", (each.code for each in rules.importance.criteria))
    for grade in (1, 2, 3):
        if all(each.grade != grade for each in rules.criteria):
            yield f"grade {grade} has no criterion"
    criteria = {each.code for each in rules.criteria}
    for category in rules.categories:
        for code in category.usual:
            if code not in criteria:
                yield f"category {category.code!r} names the criterion {code!r}, which is not there"


def _ladder(rules: "Rules") -> Iterator[str]:
    yield from _duplicates("reminder", (each.code for each in rules.reminders))
    known = {each.code for each in rules.reminders}
    for grade in rules.grades:
        for code in grade.reminders:
            if code not in known:
                yield f"grade {grade.grade} names the reminder {code!r}, which is not there"
    places = [
        (0, each.used_percent) if each.overdue is None else (1, each.overdue.amount)
        for each in rules.reminders
    ]
    if len({each.overdue.unit for each in rules.reminders if each.overdue}) > 1:
        yield "the reminders after the due time need one unit"
    elif places != sorted(set(places)):
        yield "the reminders must follow each other in time"

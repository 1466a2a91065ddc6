"""What is refused as a rulebook document, and in which words (RB-01)."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from models.errors import Invalid
from models.rulebook.document import InvalidDocument, Period, parse, written
from models.rulebook.installed import first_document
from models.rulebook.words import OutsideBody, Unit
from tests.models.rulebook.calendars import at

Document = dict[str, Any]


def changed(change: Callable[[Document], object]) -> Document:
    document = copy.deepcopy(first_document())
    change(document)
    return document


def category(document: Document, code: str) -> Document:
    found: Document = next(each for each in document["categories"] if each["code"] == code)
    return found


BAD: list[tuple[Callable[[Document], object], str]] = [
    (lambda d: d.pop("grades"), "grades: Field required"),
    (lambda d: d.update(colour="red"), "colour: Extra inputs are not permitted"),
    (lambda d: d["revisit"].update(due={"amount": 0, "unit": "working_days"}), "revisit.due.amount"),
    (lambda d: d["revisit"].update(due={"amount": 3, "unit": "weeks"}), "revisit.due.unit"),
    (lambda d: d["revisit"].update(phone_after_days=14), "phone_after_days must be fewer than link_days"),
    (lambda d: d["revisit"]["scale"].pop(), "the scale needs each value from 1 to 5 once"),
    (
        lambda d: d["calendars"]["office"]["week"].update(monday=["09:00-12:00", "11:00-18:00"]),
        "calendars.office.week.monday: window 11:00-18:00 overlaps the one before it",
    ),
    (
        lambda d: d["calendars"]["office"]["week"].update(monday=["18:00-09:00"]),
        "window 18:00-09:00 must open before it closes, within a day",
    ),
    (
        lambda d: d["calendars"]["office"]["week"].update(monday=["nine to five"]),
        "'nine to five' is not a window such as 09:00-12:00",
    ),
    (
        lambda d: d["calendars"]["office"]["week"].update(monday=["9h-12h"]),
        "'9h' is not a time such as 09:00",
    ),
    (
        lambda d: d["calendars"]["office"].update(make_up_days=[]),
        "calendars.office: a calendar that keeps holidays needs windows for make-up days",
    ),
    (lambda d: d["calendars"]["office"].update(days={"2026-13-01": "off"}), "calendars.office.days"),
    (lambda d: d["public_days"].update({"2027-02-20": "maybe"}), "public_days.2027-02-20"),
    (lambda d: d.update(handling_calendar="moon"), "handling_calendar names the calendar 'moon'"),
    (
        lambda d: d["channels"][0].update(calendar="moon"),
        "channel 'hotline' names the calendar 'moon', which is not there",
    ),
    (lambda d: d["channels"].pop(-3), "channel 'survey' has no rules"),
    (lambda d: d["channels"].append(d["channels"][0]), "channel 'hotline' is there 2 times"),
    (
        lambda d: d["categories"].append(category(d, "network_fault")),
        "category 'network_fault' is there 2 times",
    ),
    (
        lambda d: category(d, "network_fault").update(parent="weather"),
        "category 'network_fault' is below 'weather', which is not there",
    ),
    (
        lambda d: category(d, "network_fault").update(parent="network_speed"),
        "category 'network_fault' is below 'network_speed', which is no first level",
    ),
    (
        lambda d: d["categories"].append({**category(d, "fees"), "code": "alone"}),
        "category 'alone' of the first level has none below it",
    ),
    (
        lambda d: category(d, "network_fault").update(assisting=["JS"]),
        "category 'network_fault' has 'JS' both responsible and assisting",
    ),
    (lambda d: category(d, "network_fault").update(department="tech!"), ".department"),
    (lambda d: category(d, "network_fault")["words"].update(断网=10), ".words.断网"),
    (lambda d: d["criteria"].append(d["criteria"][0]), "criterion 'small_effect' is there 2 times"),
    (
        lambda d: d.update(criteria=[each for each in d["criteria"] if each["grade"] < 3]),
        "grade 3 has no criterion",
    ),
    (lambda d: d["grades"].pop(), "the grades need each of 1, 2 and 3 once"),
    (lambda d: d["priorities"].pop(), "the priorities need each of 1 to 4 once"),
    (
        lambda d: d["grades"][0].update(reminders=["never"]),
        "grade 1 names the reminder 'never', which is not there",
    ),
    (lambda d: d["reminders"].reverse(), "the reminders must follow each other in time"),
    (
        lambda d: d["reminders"][0].update(overdue={"amount": 1, "unit": "working_days"}),
        "reminder 'nearly_due' needs either used_percent or overdue",
    ),
]


@pytest.mark.parametrize(("change", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_what_is_refused(change: Callable[[Document], object], problem: str) -> None:
    """RB-01: a document that contradicts itself is refused, saying where and why."""
    with pytest.raises(InvalidDocument) as refused:
        parse(changed(change))
    assert isinstance(refused.value, Invalid)
    assert problem in str(refused.value)


def test_a_document_from_before_a_channel() -> None:
    """V-01, H-11, RB-01: what the supervision hotline or a regulator hands over is then treated as what
    staff observed; regulators are answered, and requests of staff, by the times of the product."""

    def change(document: Document) -> None:
        del document["channels"][-2:]
        for later in ("opinion", "outside", "support", "training"):
            del document[later]

    rules = parse(changed(change))
    assert rules.channel("supervision") is rules.channel("regulator") is rules.channel("staff")
    assert rules.outside.period(OutsideBody.OTHER).amount == 5
    assert rules.support.answer.amount == 2
    assert rules.training.pass_mark == 60
    assert rules.opinion.reach == 10_000


def test_all_contradictions_are_told_at_once() -> None:
    """RB-01."""

    def change(document: Document) -> None:
        document["handling_calendar"] = "moon"
        category(document, "network_fault")["parent"] = "weather"

    with pytest.raises(InvalidDocument) as refused:
        parse(changed(change))
    assert "'moon'" in str(refused.value)
    assert "'weather'" in str(refused.value)


def test_rules_cannot_be_changed() -> None:
    """RB-01: parsed rules are shared by every request."""
    rules = parse(first_document())
    with pytest.raises(ValidationError):
        rules.revisit.most_rounds = 9
    with pytest.raises(TypeError):
        rules.categories[0].words["more"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        rules.calendars["office"] = rules.calendars["contact"]  # type: ignore[index]


def test_announced_days_and_a_desks_own_days() -> None:
    """RB-01: `public_days` hold for desks that keep holidays, a desk's own days win over them."""

    def change(document: Document) -> None:
        document["public_days"] = {"2027-02-10": "off", "2027-02-20": "working", "2027-02-27": "working"}
        document["calendars"]["office"]["days"] = {"2027-02-20": ["10:00-12:00"], "2027-02-27": "off"}

    document = changed(change)
    rules = parse(document)
    office, desk = rules.calendar("office"), rules.calendar("service_desk")
    assert office.next_open(at("2027-02-19 18:00")) == at("2027-02-20 10:00")  # a Saturday
    assert office.next_open(at("2027-02-26 18:00")) == at("2027-03-01 09:00")
    assert not office.is_open(at("2027-02-10 10:00"))
    assert desk.is_open(at("2027-02-10 10:00"))
    assert written(rules)["calendars"]["office"]["days"] == document["calendars"]["office"]["days"]


def test_a_desk_that_never_closes_can_be_written() -> None:
    """RB-01: 24:00 is the end of a day."""

    def change(document: Document) -> None:
        for windows in document["calendars"]["service_desk"]["week"].values():
            windows[:] = ["00:00-24:00"]

    rules = parse(changed(change))
    hour = Period(amount=60, unit=Unit.WORKING_MINUTES)
    assert rules.promise(hour, at("2026-11-21 23:30"), "service_desk").due_at == at("2026-11-22 00:30")

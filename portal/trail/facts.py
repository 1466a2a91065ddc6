"""The facts of an event as a small table: what each is called, and its value as people know it (X-02)."""

import json
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from flask_babel.speaklater import LazyString

from models.accountability.words import (
    AppealOutcome,
    Decider,
    DeliveryKind,
    EvidenceKind,
    MatterKind,
    MeasureKind,
    Outcome,
    Severity,
    Step,
    TriggerKind,
)
from models.amendments.words import Edit, Section
from models.bodies.words import Act, BodyKind, Majority, Seat, Topic
from models.bodies.words import Outcome as ItemOutcome
from models.campaigns.words import CampaignKind
from models.cases.words import (
    Channel,
    Closing,
    CompensationKind,
    ContactMeans,
    Direction,
    DueKind,
    Kind,
    OutsideOutcome,
    Risk,
)
from models.clock import now
from models.conduct.words import GoalOutcome, RewardGround
from models.errors import Invalid
from models.events.tables import Party
from models.imports.words import ImportState
from models.improvement.words import ItemSource
from models.inspection.words import Ground, SheetPart
from models.knowledge.words import Reader
from models.kpi.words import Figure, FlagState, Side
from models.mailbox.words import Fate, Reason
from models.monthly.words import Effect
from models.outbox.tables import Overtaken
from models.papers.words import PaperKind
from models.people.queries import every_department
from models.people.roles import Role
from models.people.tables import Department, Language, Staff
from models.products.queries import product_with_id
from models.revisits.words import CallOutcome, RevisitKind, Silence, Solved
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at
from models.rulebook.words import Approver, Audience, MessageKind, OutsideBody, RewardKind
from models.support.words import Reach, SupportKind
from models.surveys.words import DraftEdit
from models.training.words import Attendance, Method, Way
from portal.campaigns.sentences import METHODS, TROUBLES
from portal.imports.sentences import column_name, trouble_sentence
from portal.trail.kinds import WORDS
from portal.trail.names import FIELDS, NAMES
from web.language import _, current_language, lazy
from web.language.filters import day, moment, named, yuan
from web.words import word

REACHES = {
    "email": lazy("Link in an e-mail"),
    "open_link": lazy("Open link"),
    "phone": lazy("Telephone"),
    "qr": lazy("QR code"),
    "sms": lazy("Text message"),
    "web": lazy("Tracking page"),
}
WHYS = {
    "dissatisfied": lazy("not satisfied at the revisit"),
    "objection": lazy("the customer objects to the closing"),
    "not_confirmed": lazy("the customer does not accept the result"),
    "outside": lazy("a regulator or mediator has it"),
    "not_solved": lazy("not solved, as was said at the revisit"),
}


BECAUSES = {
    "days": lazy("days off or on"),
    "grade": lazy("another grade"),
    "importance": lazy("no longer important"),
    "leads": lazy("it leads now"),
    "rules": lazy("new rules for open cases"),
}


class Known:
    """What the facts of some events speak of, read once for all of them; values seen before are kept."""

    def __init__(self, staff: Mapping[int, Staff]) -> None:
        self.staff = staff
        self.departments: dict[int | str, Department] = {}
        for row in every_department():
            self.departments |= {row.id: row, row.code: row}
        self._names: dict[str, str] = {}
        self._values: dict[tuple[str, type, Hashable], str] = {}

    @cached_property
    def rules(self) -> Rules:
        """Today's rules: they name categories and criteria, as far as they still know them."""
        return rules_at(now())

    def table(self, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Each fact with its name and value in words; what nobody described is shown as it is stored."""
        return [(self.name(key), self.value(key, value)) for key, value in facts.items()]

    def name(self, key: str) -> str:
        """What a fact is called."""
        if key not in self._names:
            self._names[key] = str(NAMES.get(key, key))
        return self._names[key]

    def value(self, key: str, value: Any) -> str:
        """A fact's value in words, as far as it still means something today."""
        if not isinstance(value, Hashable):
            return _said(key, value, self)
        known_as = (key, type(value), value)
        if known_as not in self._values:
            self._values[known_as] = _said(key, value, self)
        return self._values[known_as]


PEOPLE = (
    "investigator", "on_duty", "owner", "owner_before", "second", "second_before", "staff", "witness"
)  # fmt: skip


def staff_in(facts: Mapping[str, Any]) -> list[int]:
    """The ids of people that facts name."""
    found = [*(facts.get(key) for key in PEOPLE), *(facts.get("people") or [])]
    return [each for each in found if isinstance(each, int)]


def _said(key: str, value: Any, known: Known) -> str:
    if value is None or value == [] or value == {}:
        return _("none")
    with suppress(ValueError, TypeError, KeyError, Invalid, StopIteration):
        if key in VALUES:
            return VALUES[key](value, known)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(known.value("", each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


Value = Callable[[Any, Known], str]


def _word(enum: type[StrEnum]) -> Value:
    return lambda value, _known: word(enum(value))


def _words(enum: type[StrEnum]) -> Value:
    return lambda values, _known: _(", ").join(word(enum(value)) for value in values)


def _moment(value: str, _known: Known) -> str:
    return moment(datetime.fromisoformat(value))


def _department(value: int | str, known: Known) -> str:
    return named(known.departments[value])


def _person(value: int, known: Known) -> str:
    return f"{named(known.staff[value])} {known.staff[value].number}"


def _people(values: list[int], known: Known) -> str:
    return _(", ").join(_person(value, known) for value in values)


def _priority(value: int | list[int], _known: Known) -> str:
    if isinstance(value, int):
        return f"P{value}"
    before, after = value
    return f"P{before} → P{after}"


def _category(value: str, known: Known) -> str:
    return named(known.rules.category(value))


def _cause(value: str, known: Known) -> str:
    rules = known.rules.compensation
    cause = rules.cause(value) if rules else None
    return named(cause) if cause else value


def _criteria(values: list[str], known: Known) -> str:
    english = current_language() is Language.EN
    signs = {sign.code: sign.text_en if english else sign.text_zh for sign in known.rules.criteria}
    return _("; ").join(signs.get(value, value) for value in values)


def _rung(value: str, known: Known) -> str:
    return named(next(each for each in known.rules.reminders if each.code == value))


def _kinds(values: list[str], _known: Known) -> str:
    return _("; ").join(str(WORDS.get(value, value)) for value in values)


def _as_said(said: Mapping[str, LazyString]) -> Value:
    return lambda value, _known: str(said[value])


def _changes(values: Mapping[str, list[Any]], known: Known) -> str:
    return _("; ").join(
        known.name(key) + _(": ") + f"{known.value(key, old)} → {known.value(key, new)}"
        for key, (old, new) in values.items()
    )


def _fields(values: list[str], _known: Known) -> str:
    return _(", ").join(str(FIELDS.get(each, each)) for each in values)


def _from_to(values: list[str], _known: Known) -> str:
    return " → ".join(moment(datetime.fromisoformat(each)) for each in values)


def _moved(values: list[list[str]], known: Known) -> str:
    return _("; ").join(word(DueKind(k)) + _(": ") + _from_to([old, new], known) for k, old, new in values)


def _agreed(values: Mapping[str, bool], known: Known) -> str:
    return _("; ").join(known.name(key) + _(": ") + known.value("", value) for key, value in values.items())


def _put_to(value: str | list[str], _known: Known) -> str:
    """To whom a request went; from whom to whom where it went up."""
    return " → ".join(word(Reach(each)) for each in ([value] if isinstance(value, str) else value))


def _why(value: str, _known: Known) -> str:
    return str(WHYS[value]) if value in WHYS else word(Overtaken(value))


VALUES: Mapping[str, Value] = {
    "fate": _word(Fate),
    "fields": _fields,
    "letter": _word(MessageKind),
    "mail_reason": _word(Reason),
    "agreed": _agreed,
    "approver": _word(Approver),
    "case_kind": _word(Kind),
    "campaign_kind": _word(CampaignKind),
    "campaign_trouble": _as_said(TROUBLES),
    "category": _category,
    "cause": _cause,
    "changed": _changes,
    "because": _as_said(BECAUSES),
    "body": _word(OutsideBody),
    "channel": _word(Channel),
    "closes_at": _moment,
    "closing": _word(Closing),
    "compensation_kind": _word(CompensationKind),
    "criteria": _criteria,
    "department": _department,
    "days_moved": lambda values, _known: " → ".join(day(date.fromisoformat(each)) for each in values),
    "departments": lambda values, known: _(", ").join(_department(each, known) for each in values),
    "direction": _word(Direction),
    "due": _word(DueKind),
    "draft_edit": _word(DraftEdit),
    "edit": _word(Edit),
    "dues": _words(DueKind),
    "effective_from": _moment,
    "held_through": lambda value, _known: day(date.fromisoformat(value)),
    "from_day": lambda value, _known: day(date.fromisoformat(value)),
    "from_on": lambda value, _known: day(date.fromisoformat(value)),
    "fen": lambda value, _known: yuan(value),
    "granted": _words(Role),
    "ground": _word(RewardGround),
    "joined": _department,
    "kind": _word(Kind),
    "kinds": _kinds,
    "appeal_outcome": _word(AppealOutcome),
    "decider": _word(Decider),
    "delivery": _word(DeliveryKind),
    "evidence_kind": _word(EvidenceKind),
    "found": _word(Outcome),
    "goal_outcome": _word(GoalOutcome),
    "investigator": _person,
    "matter_kind": _word(MatterKind),
    "matter_step": _word(Step),
    "measures": _words(MeasureKind),
    "severity": lambda value, _known: word(Severity(value)) if value else "",
    "struck": _words(MeasureKind),
    "talk_at": _moment,
    "trigger": _word(TriggerKind),
    "with_head": _person,
    "witness": _person,
    "relieved_until": lambda value, _known: day(date.fromisoformat(value)),
    "last_day": lambda value, _known: day(date.fromisoformat(value)),
    "lead_department_id": _department,
    "product_id": lambda value, _known: named(product_with_id(value)) or str(value),
    "left": _department,
    "meanings": lambda values, _known: _(", ").join(column_name(value) for value in values),
    "figure": _word(Figure),
    "measure_effect": _word(Effect),
    "majority": _word(Majority),
    "seat": _word(Seat),
    "first_day": lambda value, _known: day(date.fromisoformat(value)),
    "body_kind": _word(BodyKind),
    "meets_at": _moment,
    "agenda_topic": _word(Topic),
    "chair": _person,
    "item_outcome": _word(ItemOutcome),
    "body_act": _word(Act),
    "flag_outcome": _word(FlagState),
    "means": _word(ContactMeans),
    "measure": _word(MeasureKind),
    "moved": _moved,
    "new_parent": _department,
    "old_parent": _department,
    "outcome": _word(CallOutcome),
    "outside_outcome": _word(OutsideOutcome),
    "on_duty": _person,
    "owner": _person,
    "owner_before": _person,
    "paper_kind": _word(PaperKind),
    "parent": _department,
    "people": _people,
    "party": _word(Party),
    "priority": _priority,
    "reach": _as_said(REACHES),
    "revisit_kind": _word(RevisitKind),
    "article_reader": _word(Reader),
    "item_source": _word(ItemSource),
    "reward_kind": _word(RewardKind),
    "training_method": _word(Method),
    "enrolled_by": _word(Way),
    "attendance": _word(Attendance),
    "attendance_before": _word(Attendance),
    "risk": _word(Risk),
    "roles": _words(Role),
    "rung": _rung,
    "sample": _as_said(METHODS),
    "second": _person,
    "second_before": _person,
    "section": _word(Section),
    "side": _word(Side),
    "silence": _word(Silence),
    "since": _moment,
    "solved": _word(Solved),
    "staff": _person,
    "state": _word(ImportState),
    "inspection_ground": _word(Ground),
    "inspector": _person,
    "inspector_before": _person,
    "sheet_part": _word(SheetPart),
    "support": _word(SupportKind),
    "put_to": _put_to,
    "taken": _words(Role),
    "told": _words(Audience),
    "trouble": lambda value, _known: trouble_sentence(value, {}),
    "until": _moment,
    "waits": _from_to,
    "why": _why,
}

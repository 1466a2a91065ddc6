"""Which fields the form of each section has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.amendments.rules.sections import PUBLIC
from models.amendments.words import Section
from models.rulebook.document import WEEKDAYS
from models.rulebook.words import Audience, Decider, MessageKind, OutsideBody, Severity, TriggerKind
from portal.amendments.conduct import CLOCKS, RewardsField, ScaleField, WagesField
from portal.amendments.fields import LinesField, PeriodField, WindowsField, WordsField, YuanField
from portal.amendments.hotline_fields import hotline_fields
from portal.amendments.inspections import INSPECTION_NUMBERS, INSPECTION_PERIODS
from portal.amendments.kpi_fields import kpi_fields
from portal.amendments.labels import LABELS, both
from portal.amendments.lists import AmountsField, CausesField, NumbersField, TypesField
from portal.amendments.retention_fields import retention_fields
from portal.amendments.training import TRAINING
from web.forms import Line, Paragraph, Required, ticks
from web.language import _, lazy
from web.words import choices

Document = Mapping[str, Any]
VOTES = {"most": 20, "likeness": 100, "weight": 9, "agreeing": 20}
Make = Callable[["Offers"], Any]


@dataclass(frozen=True)
class Offers:
    """What a form offers to choose from: the draft, and the departments that are open, by code."""

    document: Document
    departments: Sequence[tuple[str, str]]

    @property
    def desks(self) -> list[tuple[str, str]]:
        return [(code, _name(each)) for code, each in self.document["calendars"].items()]


def _name(part: Mapping[str, Any]) -> str:
    return both(part, "name")


def _choices(offered: Sequence[Any]) -> list[SelectChoice]:
    return [each if isinstance(each, SelectChoice) else SelectChoice(*each) for each in offered]


def period(name: str, *, required: bool = False) -> Make:
    return lambda _o: PeriodField(LABELS[name], [Required()] if required else [])


def number(
    name: str, least: int = 1, most: int = 1_000_000, *, required: bool = True, default: int | None = None
) -> Make:
    """`default` is shown where an older document says nothing."""
    first = InputRequired() if required else Optional()
    return lambda _o: IntegerField(LABELS[name], [first, NumberRange(least, most)], default=default)


def line(name: str, most: int = 120) -> Make:
    return lambda _o: Line(LABELS[name], most=most, required=True)


def paragraph(name: str, most: int) -> Make:
    return lambda _o: Paragraph(LABELS[name], most=most)


def money(name: str) -> Make:
    return lambda _o: YuanField(LABELS[name])


def hours(name: str) -> Make:
    return lambda _o: WindowsField(LABELS[name])


def tick(name: str) -> Make:
    return lambda _o: BooleanField(LABELS[name])


def select(name: str, offered: Callable[[Offers], Sequence[Any]], coerce: Any = str) -> Make:
    return lambda o: SelectField(LABELS[name], choices=_choices(offered(o)), coerce=coerce)


def many(name: str, offered: Callable[[Offers], Sequence[Any]]) -> Make:
    return lambda o: ticks(LABELS[name], choices=_choices(offered(o)))


def department(name: str) -> Make:
    return select(name, lambda o: o.departments)


def level(name: str) -> Make:
    return select(name, lambda _o: [(n, f"P{n}") for n in (1, 2, 3, 4)], int)


def grade(name: str) -> Make:
    return select(name, lambda o: [(each["grade"], _name(each)) for each in o.document["grades"]], int)


def desk(name: str) -> Make:
    return select(name, lambda o: o.desks)


def _parents(offers: Offers) -> list[tuple[str, str]]:
    first = [each for each in offers.document["categories"] if not each.get("parent")]
    return [("", _("No other: it stands at the top")), *((each["code"], _name(each)) for each in first)]


def _audiences(_offers: Offers) -> Sequence[Any]:
    return choices(Audience)


def _rungs(offers: Offers) -> list[tuple[str, str]]:
    return [(each["code"], _name(each)) for each in offers.document["reminders"]]


def _criteria(offers: Offers) -> list[tuple[str, str]]:
    return [(each["code"], both(each, "text")) for each in offers.document["criteria"]]


def _approvers(_offers: Offers) -> Sequence[Any]:
    return choices((Audience.HEAD, Audience.LEADING_GROUP))


def _leaves(offers: Offers) -> list[tuple[str, str]]:
    return [(each["code"], _name(each)) for each in offers.document["categories"] if each.get("parent")]


def _all_desks(offers: Offers) -> list[tuple[str, str]]:
    return [(PUBLIC, _("All hours that keep public holidays")), *offers.desks]


def _rules_of_days(_offers: Offers) -> list[tuple[str, str]]:
    return [("off", _("Day off")), ("working", _("Working day")), ("hours", _("Hours of its own"))]


def _holiday_habits(_offers: Offers) -> list[tuple[str, str]]:
    return [("closed", _("no work")), ("as_usual", _("open as usual"))]


FOUND_BY_THE_JOB = (
    TriggerKind.OVERDUE,
    TriggerKind.REOPENED,
    TriggerKind.GRADE_RISE,
    TriggerKind.ABOUT_PERSON,
)
NAMES: dict[str, Make] = {"name_zh": line("name_zh"), "name_en": line("name_en")}
HINTS: dict[str, Make] = {
    "words": lambda _o: WordsField(LABELS["words"]),
    "unless": lambda _o: LinesField(LABELS["unless"]),
    "amounts": lambda _o: AmountsField(LABELS["amounts"]),
}
SIGN: dict[str, Make] = {"text_zh": line("text_zh", 300), "text_en": line("text_en", 300), **HINTS}
DAY: dict[str, Make] = {
    "rule": select("rule", _rules_of_days),
    "windows": lambda _o: WindowsField(lazy("Hours of its own")),
}
DAYS: dict[str, Make] = {
    "desk": select("desk", _all_desks),
    "day": lambda _o: DateField(lazy("First day of it"), [InputRequired()]),
    "until": lambda _o: DateField(lazy("Last day of it"), [Optional()]),
    **DAY,
}

FIELDS: Mapping[Section, dict[str, Make]] = {
    Section.CATEGORIES: {
        "parent": select("parent", _parents),
        **NAMES,
        "department": department("department"),
        "assisting": many("assisting", lambda o: o.departments),
        "usual": many("usual", _criteria),
        "handling_zh": paragraph("handling_zh", 500),
        "handling_en": paragraph("handling_en", 1000),
        **HINTS,
    },
    Section.ROUTES: {
        name: department(name)
        for name in (
            "customer_service",
            "public_relations",
            "legal",
            "finance",
            "quality",
            "human_resources",
        )
    },
    Section.CRITERIA: {"grade": grade("grade"), **SIGN},
    Section.URGENCY: SIGN,
    Section.IMPORTANCE: SIGN,
    Section.GRADES: {
        **NAMES,
        "plan": period("plan"),
        **{name: period(name, required=True) for name in ("result", "assist", "review", "tell")},
        **{name: period(name) for name in ("progress", "meeting", "special_report")},
        "extension_times": number("extension_times", required=False),
        "extension_days": number("extension_days", required=False),
        "extension_approver": select("extension_approver", _approvers),
        "extension_decided": period("extension_decided"),
        "alerts": many("alerts", _audiences),
        "reminders": many("reminders", _rungs),
        "least_priority": level("least_priority"),
        "led_by_customer_service": tick("led_by_customer_service"),
        "joint_contact": tick("joint_contact"),
        "at_any_hour": tick("at_any_hour"),
    },
    Section.CHANNELS: {
        **NAMES,
        "enabled": tick("enabled"),
        "calendar": desk("calendar"),
        "first_response": period("first_response", required=True),
        "simple_answer": period("simple_answer"),
        "complex_answer": period("complex_answer"),
    },
    Section.HOURS: {
        **NAMES,
        **{day: hours(day) for day in WEEKDAYS},
        "make_up_days": hours("make_up_days"),
        "public_holidays": select("public_holidays", _holiday_habits),
    },
    Section.HOLIDAYS: DAY,
    Section.REMINDERS: {
        **NAMES,
        "used_percent": number("used_percent", 1, 100, required=False),
        "overdue": period("overdue"),
        "audiences": many("audiences", _audiences),
    },
}

LIMITS: Mapping[str, dict[str, Make]] = {
    "time": {
        "handling_calendar": desk("handling_calendar"),
        "announced_through": number("announced_through", 2001, 2099),
        "ungraded": grade("ungraded"),
        "consultation": period("consultation", required=True),
    },
    "priorities": {f"p{n}": period(f"p{n}") for n in (1, 2, 3, 4)},
    "waiting": {
        **{name: period(name, required=True) for name in ("ask_again_after", "longest")},
        "most_times": number("most_times", 1, 100, default=3),
    },
    "regulator": {name: number(name) for name in ("right_after_days", "warn_days_before")},
    "outside": {
        **{body.value: period(body.value, required=True) for body in OutsideBody},
        "priority_rise": number("priority_rise", 0, 3),
    },
    "support": {name: period(name, required=True) for name in ("answer", "longest_relief")},
    "inspections": {
        **{name: number(name, *ends) for name, ends in INSPECTION_NUMBERS.items()},
        **{name: period(name, required=True) for name in INSPECTION_PERIODS},
    },
    "training": {name: number(name, *ends) for name, ends in TRAINING.items()},
    "revisit": {
        "delay_minutes": number("delay_minutes", 0),
        "due": period("due", required=True),
        "remind_after": period("remind_after", required=True),
        "phone_after_days": number("phone_after_days"),
        "link_days": number("link_days"),
        "half_finished_after": period("half_finished_after", required=True),
        "phone_calendar": desk("phone_calendar"),
        "phone_attempts": number("phone_attempts"),
        "phone_gap_minutes": number("phone_gap_minutes"),
        "callback": period("callback", required=True),
        "decision": period("decision", required=True),
        "priority_rise": number("priority_rise", 0, 3),
        "most_rounds": number("most_rounds"),
        "unsolved_reopens": tick("unsolved_reopens"),
        "lasting_after_days": number("lasting_after_days"),
    },
    "compensation": {
        "causes": lambda _o: CausesField(LABELS["causes"]),
        **{name: money(name) for name in ("up_to_head", "up_to_finance", "legal_from_fen")},
        **{name: period(name, required=True) for name in ("opinion", "approval", "payment")},
    },
    "conduct_triggers": {
        "trigger_late_by": period("trigger_late_by", required=True),
        "trigger_reopened_round": number("trigger_reopened_round", 2, 20),
        "trigger_about_people": many("trigger_about_people", _leaves),
        "trigger_look_back_days": number("trigger_look_back_days", 1, 366),
        "trigger_silent": many("trigger_silent", lambda _o: choices(FOUND_BY_THE_JOB)),
    },
    "conduct_clocks": {f"clock_{name}": period(f"clock_{name}", required=True) for name in CLOCKS},
    "conduct_scale": {
        "scale_rows": lambda _o: ScaleField(LABELS["scale_rows"]),
        "scale_repetition_months": number("scale_repetition_months", 1, 36),
        "scale_overload_percent": number("scale_overload_percent", 100, 1000),
        **{
            f"scale_decider_{each.value}": select(f"scale_decider_{each.value}", lambda _o: choices(Decider))
            for each in Severity
        },
    },
    "conduct_legal": {
        "legal_share_percent": number("legal_share_percent", 1, 100),
        "legal_minimum_wages": lambda _o: WagesField(LABELS["legal_minimum_wages"]),
    },
    "conduct_rewards": {
        "reward_kinds": lambda _o: RewardsField(LABELS["reward_kinds"]),
        **{name: money(name) for name in ("reward_up_to_head", "reward_up_to_finance")},
        **{name: period(name, required=True) for name in ("reward_check", "reward_approval")},
        "reward_useful_praise": number("reward_useful_praise"),
        "reward_praise_months": number("reward_praise_months", 1, 36),
    },
    "conduct_points": {
        "point_talk_from": number("point_talk_from"),
        "point_fen": number("point_fen", 0),
        **{f"point_{name}": period(f"point_{name}", required=True) for name in ("talk_within", "talk_read")},
    },
    "kpi_targets": kpi_fields(number),
    "hotline": hotline_fields(number, period, money),
    "retention": retention_fields(number),
    "contact": {
        "calendar": desk("calendar"),
        "messages_a_day": number("messages_a_day"),
        "surveys": number("surveys"),
        "surveys_days": number("surveys_days"),
        "at_once": many("at_once", lambda _o: choices(MessageKind)),
    },
    "public_form": {
        name: number(name)
        for name in (
            "problem_least",
            "problem_most",
            "text_most",
            "name_most",
            "submissions_an_hour",
            "submissions_a_day",
            "lookups_a_minute",
            "additions_a_day",
            "nudges_a_day",
        )
    },
    "mailbox": {
        **{
            name: number(name)
            for name in (
                "poll_minutes",
                "answers_a_day",
                "answer_within_days",
                "messages_an_hour",
                "most_hops",
                "words_most",
            )
        },
        "files": number("files"),
        "file_bytes": number("file_bytes", 1, 2**31),
        "message_bytes": number("message_bytes", 100_000, 2**31),
    },
    "duplicates": {"days": number("days"), "alike_percent": number("alike_percent", 1, 100)},
    "files": {
        "file_bytes": number("file_bytes", 1, 2**31),
        "files": number("files", 1, 100),
        "types": lambda _o: TypesField(LABELS["types"]),
    },
    "sending": {"retry_after_minutes": lambda _o: NumbersField(LABELS["retry_after_minutes"], [Required()])},
    "opinion": {"reach": number("reach"), "alerts": many("alerts", _audiences)},
    "suggestion": {
        "negations": lambda _o: LinesField(LABELS["negations"]),
        "negation_reach": number("negation_reach", 0, 20),
        "least_weight": number("least_weight"),
        "gap": number("gap", 0, 20),
        "word_starts": tick("word_starts"),
        "amount_reach": number("amount_reach", 0, 60),
        "likely": number("likely"),
        "sure": number("sure"),
        **{f"votes_{name}": number(f"votes_{name}", 1, most, required=False) for name, most in VOTES.items()},
    },
    "urgent": {"alerts": many("alerts", _audiences), "progress": period("progress", required=True)},
    "important": {"plan": period("plan", required=True)},
    "matrix": {name: level(name) for name in ("urgent_and_important", "urgent", "important", "neither")},
}


def fields_of(section: Section, code: str | None) -> dict[str, Make]:
    """The fields of a part's form; of a new one without a code. Raises KeyError for no part of ours."""
    if section is Section.LIMITS:
        return LIMITS[code or ""]
    if section is Section.HOLIDAYS and code is None:
        return DAYS
    return FIELDS[section]

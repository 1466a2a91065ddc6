"""One case: the customer's words, the story, what is due, the facts, and the next steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.cases.queries import Entry
from models.cases.queries.keys import KEY_SHOWN
from models.cases.rules.assistance import still_open
from models.cases.rules.countdown import Countdown, countdown
from models.cases.rules.joint_talk import of_round
from models.cases.rules.keys import key_is_ours_to_hand_over, may_hand_over_key
from models.cases.rules.outside import outside_right
from models.cases.rules.steps import Standing, Step, next_steps
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, MeetingKind, State
from models.clock import now
from models.knowledge.queries import suggested_for
from models.outbox.queries import unread_count
from models.people.tables import Staff
from models.revisits.queries import ratings_of, story_of
from models.rulebook.queries import rules_of
from portal.cases.blueprint import blueprint
from portal.cases.files import as_shown, by_contact
from portal.cases.forms.step import StepForm
from portal.cases.grave import grave_of
from portal.cases.kept import kept
from portal.cases.lists import countdowns_of
from portal.cases.mails import mails_in
from portal.cases.scope import case_or_404
from portal.cases.step_forms import FORMS
from portal.cases.story import JoinedCase, story
from portal.cases.story.departure import ways_of
from portal.cases.suggested import Suggested, named_by, pieces_of
from web.access import anyone, viewer
from web.fragments import page
from web.language import counted

MERGED_IN = "case.merged_in"
PAGE = "portal/cases/show.html"
PANEL = "portal/cases/_steps.html"
REGIONS = (
    PANEL,
    "portal/cases/_voice.html",
    "portal/cases/_channel.html",
    "portal/cases/_badges.html",
    "portal/cases/_dues.html",
    "portal/cases/_key.html",
    "portal/cases/_facts.html",
    "portal/cases/_consultations.html",
    "portal/cases/_related.html",
    "portal/cases/_plan.html",
    "portal/cases/_joint_talk.html",
    "portal/cases/_duties.html",
    "portal/cases/_compensations.html",
    "portal/cases/_outside.html",
    "portal/cases/_time_spent.html",
    "portal/cases/_story.html",
    "portal/_navigation.html",
)
"""What a step may change. The screen of a grave case has one more."""


@dataclass(frozen=True)
class OpenStep:
    """A step that is open to the viewer, with its form. `gone` when it no longer is, but was filled in."""

    step: Step
    form: StepForm
    opened: bool
    gone: bool = False

    @property
    def template(self) -> str:
        return f"portal/cases/steps/_{self.step.value}.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """The whole screen; `?step=review` shows it with that step opened.

    Who opens it has read what the bell says of it (X-07): the page marks it, as reading writes nothing.
    """
    case, by = case_or_404(number), viewer()
    unread = unread_count(by.id, about=case.audit_name)
    return page(PAGE, **screen(case, by, now(), wanted=request.args.get("step", "")), unread=unread)


def screen(
    case: Case, by: Staff, at: datetime, *, filled: StepForm | None = None, wanted: str = ""
) -> dict[str, Any]:
    """Everything the case screen and its regions show.

    `filled` is a form to show again as it was typed, `wanted` the step to show opened.
    """
    standing = queries.standing(case, by)
    entries = queries.timeline(case)
    seen = entries[-1].event.id if entries else 0
    rules = rules_of(case.rulebook_id)
    letters = queries.letters_sent(case)
    dues = queries.due_times_of(case)
    steps = open_steps(case, standing, seen, filled, wanted)
    files, mails = by_contact(case), mails_in(case, entries)
    first_mail = next((mail for mail in mails if mail.first), None)
    mentioned = first_mail.mentions if first_mail is not None else ""
    related = queries.related(case, by)
    alike = _alike(case, by, steps, at)
    beside = [*(each for each, _link in related.linked), *related.merged, *related.earlier]
    return {
        "case": case,
        "rules": rules,
        "category": rules.category(case.category) if case.category else None,
        "suggestion": Suggested.of(case, rules),
        "mention": named_by(case) if any(each.step is Step.TRIAGE for each in steps) else None,
        "voice": pieces_of(case, rules),
        "channel": (channel := queries.channel_facts(case)),
        "ratings": ratings_of(case) if channel.chats else {},
        "counted": counted,
        "steps": steps,
        "may_plan": any(each.step is Step.PLAN and not each.gone for each in steps),
        "plan": queries.current_plan(case),
        "related": related,
        "alike": alike,
        "beside": countdowns_of([*beside, *(each.case for each in alike.others)], at),
        "lines": story(
            entries,
            case,
            rules,
            letters=letters,
            chapters=story_of(case),
            files=files,
            ways=ways_of(letters, at),
            joined=_joined(case, entries),
            mails=mails,
            in_sight=related.in_sight,
        ),
        "countdowns": countdowns(case, dues, at),
        "consultations": [each for each in standing.meetings if each.kind is MeetingKind.CONSULTATION],
        "compensations": standing.compensations,
        "open_tasks": still_open(standing.assistances),
        "outsides": [(each, as_shown(case, each.papers)) for each in standing.outsides],
        "joint": standing.joint,
        "joint_held": of_round(standing.joint_talks, case.round),
        "grave": grave_of(case, standing, dues, at),
        "outside": outside_right(case, rules, at),
        "time_spent": queries.time_spent(case, entries, dues, at),
        "day_minutes": rules.calendar().longest_day,
        "submitted": _submitted(entries),
        "asks_support": case.open and standing.leads(case) and not standing.steers_all,
        "files": files[None],
        "first_mail": first_mail,
        "mentioned": mentioned if mentioned and queries.names_in_sight(by, {mentioned}) else "",
        "key_to_hand_over": _key_to_hand_over(case, standing, entries),
        "articles": suggested_for(case.title, case.problem, case.expected) if case.open else [],
        "overtaken": [],
        "revealed": False,
        "kept": kept(case, at),
        "at": at,
    }


def open_steps(
    case: Case, standing: Standing, seen: int, filled: StepForm | None, wanted: str = ""
) -> list[OpenStep]:
    """The viewer's next steps, the likeliest first, each with its form.

    A step is left out whose form has nothing to choose from: no way to close, no case to merge into.
    """
    found = []
    for step in next_steps(case, standing):
        again = filled is not None and filled.step is step
        form = filled if again and filled is not None else FORMS[step].empty(case, standing, seen)
        if form.nothing_to_choose:
            continue
        found.append(OpenStep(step, form, again or (filled is None and step.value == wanted)))
    if filled is not None and not any(entry.opened for entry in found):
        found.insert(0, OpenStep(filled.step, filled, opened=True, gone=True))
    return found


def countdowns(case: Case, dues: Iterable[DueTime], at: datetime) -> list[Countdown]:
    """What is due of the lead or stands still, the nearest first, then what ended late in this round.

    Of what is due again and again, as news for the customer, only the last that came late (T-02, G-04).
    """
    rules, dues = rules_of(case.timing_id), list(dues)
    last_late = {due.kind: due for due in dues if due.ended_at is not None and due.late(at)}
    all_of_them = [
        countdown(due, rules, at, [(pause.since, pause.until) for pause in due.pauses])
        for due in dues
        if due.kind is not DueKind.ASSIST
        and (due.ended_at is None or (due is last_late.get(due.kind) and due.round == case.round))
    ]
    return sorted(all_of_them, key=lambda found: (found.ended, found.due_at))


def _key_to_hand_over(case: Case, standing: Standing, entries: list[Entry]) -> bool:
    """Whether the customer has no key yet, and this person may give it (H-08)."""
    shown = any(entry.event.kind == KEY_SHOWN for entry in entries)
    return not shown and key_is_ours_to_hand_over(case) and may_hand_over_key(case, standing)


def _alike(case: Case, by: Staff, steps: list[OpenStep], at: datetime) -> queries.Found:
    """What a new case may be the same as, for whoever could merge or link it (T-06)."""
    if case.state is not State.NEW or all(each.step not in (Step.MERGE, Step.TRIAGE) for each in steps):
        return queries.Found()
    return queries.alike_to(case, by, rules_of(case.rulebook_id), now=at)


def _joined(case: Case, entries: list[Entry]) -> dict[int, JoinedCase]:
    """The cases that were merged into this one, by their merge; not asked for where none ever was (T-06)."""
    if all(entry.event.kind != MERGED_IN for entry in entries):
        return {}
    return {
        each.merge.id: JoinedCase(each.case, each.words, as_shown(case, each.files))
        for each in queries.joined(case)
    }


def _submitted(entries: list[Entry]) -> Any:
    """The latest result handed in, for the reviewer to read."""
    results = [entry.rows["result"] for entry in entries if "result" in entry.rows]
    return results[-1] if results else None

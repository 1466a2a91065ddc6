"""What was found, weighed with what mitigates it (A-03, A-05)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from models.accountability.actions.clocks import move
from models.accountability.actions.guard import enter, said
from models.accountability.queries.load import load_on
from models.accountability.queries.matters import times_before
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import mitigations, shows_conduct
from models.accountability.tables import Finding, Matter
from models.accountability.words import Mitigation, Outcome, Severity
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.document import ConductRules
from models.rulebook.queries import conduct_of


@dataclass(frozen=True)
class FindingDraft:
    """What is found. `mitigations` are those that a person sees; what the house knows is added."""

    outcome: Outcome
    severity: Severity | None
    text: str
    rule: str
    mitigations: Collection[Mitigation] = ()


def find(matter: Matter, draft: FindingDraft, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The finding: how severe, for which time, with the load of the day and all mitigations.

    Repetition counts decisions of the rulebook's months before the conduct; reversed ones do not count.
    Records matter.found. Raises as every verb does, Invalid: "required", "no_severity" for a severity of
    nothing, "only_surveys" where nothing but answers to surveys shows it (A-05).
    """
    text, rule = said("text", draft.text), said("rule", draft.rule)
    upheld = draft.outcome is not Outcome.NOT_UPHELD
    if upheld and draft.severity is None:
        raise Invalid("severity", "required")
    if not upheld and draft.severity is not None:
        raise Invalid("severity", "no_severity")
    matter = enter(Verb.FIND, matter, by=by, now=now, seen=seen)
    if upheld and not shows_conduct(each.kind for each in matter.evidence):
        raise Invalid("outcome", "only_surveys")
    rules = conduct_of(matter.rulebook_id)
    times = times_of(matter, rules)
    load = load_on(matter.person_id, matter.conduct_on)
    known = mitigations(rules, times=times, self_reported=matter.reporter_id == matter.person_id, load=load)
    matter.finding = Finding(
        by_id=by.id,
        at=now,
        outcome=draft.outcome,
        severity=draft.severity,
        text=text,
        rule=rule,
        times=times,
        mitigations=[each.value for each in Mitigation if each in {*known, *draft.mitigations}],
        open_cases=load.open_cases,
        median_cases=load.median,
        colleagues=load.colleagues,
    )
    db.session.flush()
    move(matter, by=by, now=now)
    record("matter.found", matter, by=by, now=now, found=draft.outcome, severity=draft.severity, times=times)
    return matter


def times_of(matter: Matter, rules: ConductRules) -> int:
    """For which time within the rulebook's months, this one counted."""
    on = local_day(matter.opened_at)
    months = on.year * 12 + on.month - 1 - rules.repetition_months
    since = date(months // 12, months % 12 + 1, min(on.day, 28))
    return 1 + times_before(matter.person_id, since, matter)

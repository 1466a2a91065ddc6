"""GET /portal/: a to-do list before it is a chart."""

from collections.abc import Mapping, Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue

from models.accountability.queries import turns, waiting_for_word
from models.cases import queries as cases
from models.cases.queries import Figures
from models.cases.rules.held_to import held_to
from models.cases.rules.steps import Standing, Step, next_steps
from models.cases.tables import Case, DueTime
from models.cases.words import Channel
from models.clock import end_of_day, local, local_day, now
from models.inspection import queries as inspected
from models.kpi import queries as kpi
from models.kpi.rules.months import Month
from models.monthly.queries import waiting_summaries
from models.people.tables import Staff
from models.permissions import Permission
from models.supervision import queries as supervision
from portal.cases.lists import rows
from portal.day.changes import news
from portal.day.doors import doors, takes_steps
from portal.day.given import given_to
from portal.day.greeting import called, greeting
from portal.day.house import house_today
from portal.day.people import people_today
from portal.day.trail import trail_today
from portal.day.trend import trend_of
from portal.matters.due import left
from portal.waiting import waiting
from web.access import anyone, viewer
from web.fragments import page
from web.kpi.telling import month_name
from web.language import _, counted
from web.words import word

blueprint = Blueprint("day", __name__, url_prefix="/portal")

SHOWN = 8
"""How many things of the to-do list the page shows; the rest is a list of its own."""


@blueprint.get("/")
@anyone
def index() -> ResponseReturnValue:
    """What waits for this person, what is late elsewhere, what customers did, and figures."""
    by, at = viewer(), now()
    todo = cases.first_waiting(by, SHOWN)
    counts = waiting(by)
    sees_cases = by.may(Permission.CASE_READ_ALL) or by.may(Permission.CASE_READ_DEPARTMENT)
    steers = by.may(Permission.CASE_NUDGE) or by.may(Permission.CASE_READ_ALL)
    overdue = cases.overdue(by, at) if steers else []
    figures = cases.figures(by, at) if sees_cases else None
    lately = kpi.lately(by, at) if sees_cases else None
    acts = takes_steps(by)
    if figures and lately and figures.nothing and lately.nothing and not acts:
        figures = None
    running = cases.running_for([*todo, *overdue])
    stands = cases.standings([*todo, *overdue], by, running) if acts or todo else {}
    steps = likeliest([*todo, *overdue], stands)
    drawn = rows([*todo, *overdue], at, running=running, shown=own_clocks(todo, steps, stands, running))
    trend = trend_of(lately.weeks) if lately else None
    items = given_to(by, counts.tasks)
    milestones = cases.my_milestones(by, end_of_day(at)) if counts.milestones else []
    inspections = inspected.to_do(by, local_day(at))
    visits = supervision.to_do(by, at)
    turn = turns(by, local_day(at))
    people, house, trail = people_today(by, local_day(at)), house_today(by, at), trail_today(by, at)
    alone = not (acts or people or house or trail or by.may(Permission.CASE_READ_ALL))
    return page(
        "portal/day/index.html",
        acts=acts,
        doors=doors(by) if alone else [],
        people=people,
        house=house,
        trail=trail,
        heading=heading(by, counts.things + inspections.n + visits.n + turn.n),
        items=items,
        milestones=milestones,
        at=at,
        rows=drawn[: len(todo)],
        overdue=drawn[len(todo) :],
        likeliest=steps,
        more=counts.cases - len(todo),
        calls=counts.calls,
        requests=counts.requests,
        rewards=counts.rewards,
        training=counts.training,
        summaries=waiting_summaries(by) if counts.summaries else (),
        month_of=lambda day: month_name(Month(day)),
        inspections=inspections,
        visits=visits,
        turn=turn,
        scores=by.may(Permission.INSPECTION_SCORE) or by.may(Permission.INSPECTION_DECIDE),
        matters=[(matter, left(matter.steps, at)) for matter in waiting_for_word(by)],
        changes=[line for line in map(news, cases.changes(by, at)) if line] if sees_cases else [],
        sees_cases=sees_cases,
        figures=figures,
        lately=lately,
        received_note=received_note(figures) if figures else "",
        today_iso=local(at).date().isoformat(),
        trend=trend,
    )


def heading(by: Staff, things: int) -> str:
    """下午好，晓雯。今天有 7 件事等你。"""
    values = {"greeting": greeting(now()), "name": called(by)}
    if not things:
        return _("%(greeting)s, %(name)s. Nothing waits for you.", **values)
    return counted(
        "%(greeting)s, %(name)s. One thing waits for you today.",
        "%(greeting)s, %(name)s. %(n)s things wait for you today.",
        things,
        **values,
    )


def received_note(today: Figures) -> str:
    """The three channels that brought the most today."""
    most: list[tuple[Channel, int]] = sorted(today.today.items(), key=lambda item: -item[1])[:3]
    return " · ".join(f"{word(channel)} {count}" for channel, count in most)


def likeliest(waiting: Sequence[Case], stands: Mapping[int, Standing]) -> dict[int, Step]:
    """The main step of each case that waits, by the same rules as its screen."""
    steps = {case.id: next_steps(case, stands[case.id]) for case in waiting if case.id in stands}
    return {number: found[0] for number, found in steps.items() if found}


def own_clocks(
    waiting: Sequence[Case],
    steps: Mapping[int, Step],
    stands: Mapping[int, Standing],
    running: Mapping[int, Sequence[DueTime]],
) -> dict[int, DueTime]:
    """The due times of those steps that have one of their own, by case id (T-04, G-06, H-11)."""
    found = {
        case.id: held_to(steps.get(case.id), running[case.id], stands[case.id])
        for case in waiting
        if case.id in stands
    }
    return {number: due for number, due in found.items() if due is not None}

"""GET /portal/: a to-do list before it is a chart."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.queries import Figures
from models.cases.rules.steps import Standing, Step, next_steps
from models.cases.tables import Case
from models.cases.words import Channel
from models.clock import local, now
from models.people.tables import Staff
from models.permissions import Permission
from models.revisits import queries as revisits
from models.revisits.queries.satisfaction import Week, weekly_satisfaction
from models.rulebook.queries import rules_at
from portal.cases.lists import rows
from web.access import anyone, viewer
from web.fragments import page
from web.language import _
from web.words import word

blueprint = Blueprint("day", __name__, url_prefix="/portal")

NOON, EVENING = 12, 18
LEAST_POINTS = 2


@blueprint.get("/")
@anyone
def index() -> ResponseReturnValue:
    by, at = viewer(), now()
    waiting = cases.first_waiting(by)
    total = cases.count_waiting(by)
    calls = revisits.count_calls(by, at) if by.may(Permission.REVISIT_CALL) else 0
    sees_cases = by.may(Permission.CASE_READ_ALL) or by.may(Permission.CASE_READ_DEPARTMENT)
    today = cases.figures(by, at) if sees_cases else None
    weeks = weekly_satisfaction(by, at) if sees_cases else []
    return page(
        "portal/day/index.html",
        greeting=greeting(),
        total=total + (1 if calls else 0),
        rows=rows(waiting, at),
        likeliest=likeliest(by, waiting),
        more=total - len(waiting),
        calls=calls,
        figures=today,
        received_note=" · ".join(f"{word(channel)} {n}" for channel, n in most(today)) if today else "",
        today_iso=local(at).date().isoformat(),
        trend=points(weeks),
        trend_rows=[
            [point["label"], f"{point['value']}%", f"{point['low']}%", f"{point['high']}%", point["n"]]
            for point in points(weeks)
        ],
        names=rules_at(at),
    )


def most(today: Figures) -> list[tuple[Channel, int]]:
    """The three channels that brought the most today."""
    return sorted(today.today.items(), key=lambda item: -item[1])[:3]


def greeting() -> str:
    """By the clock on the wall."""
    hour = local(now()).hour
    return _("Good morning") if hour < NOON else _("Good afternoon") if hour < EVENING else _("Good evening")


def likeliest(by: Staff, waiting: list[Case]) -> dict[int, Step]:
    """The main step of each case that waits, by the same rules as its screen."""
    departments = cases.departments_of(by)
    found = {}
    for case in waiting:
        steps = next_steps(case, Standing(by, departments))
        if steps:
            found[case.id] = steps[0]
    return found


def points(weeks: list[Week]) -> list[dict[str, object]]:
    """The weeks that have answers, as the trend draws them; nothing with fewer than two."""
    drawn: list[dict[str, object]] = [
        {
            "label": _("w%(n)s", n=week.monday.isocalendar().week),
            "value": round(100 * week.satisfied.value),
            "low": round(100 * week.satisfied.low, 1),
            "high": round(100 * week.satisfied.high, 1),
            "n": week.satisfied.n,
        }
        for week in weeks
        if week.satisfied
    ]
    return drawn if len(drawn) >= LEAST_POINTS else []

"""The effect of one session or topic, on the screen and as a workbook: the same figures (L-06)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.surveys.rules.statistics import Difference, Share
from models.training.queries.effect import Effect, effect, logged_of, topic_with_id
from models.training.queries.sessions import find
from models.training.rules.effect import MEASURED, Course, whole_months
from models.training.tables import TrainingSession, TrainingTopic
from models.training.words import SessionState
from portal.training.blueprint import Cells, blueprint, tabs
from web.access import needs
from web.downloads import as_file
from web.fragments import page
from web.kpi.telling import month_name
from web.language import _, counted
from web.language.filters import percent
from web.sheets import Cell, workbook
from web.words import word
from web.words.kpi import METHODS

TEMPLATE = "portal/training/effects/show.html"
WIDTHS = (28, 20, 8, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 12, 12, 12, 36, 80)


@blueprint.get("/effects/sessions/<number>", endpoint="session_effect")
@needs(Permission.TRAINING_READ)
def of_session(number: str) -> ResponseReturnValue:
    """What the key figures say around one session."""
    return page(TEMPLATE, **_screen(_held_or_404(number)))


@blueprint.get("/effects/topics/<int:topic_id>", endpoint="topic_effect")
@needs(Permission.TRAINING_READ)
def of_topic(topic_id: int) -> ResponseReturnValue:
    """What the key figures say around all sessions of a topic."""
    return page(TEMPLATE, **_screen(_topic_or_404(topic_id)))


@blueprint.get("/effects/sessions/<number>/effect.xlsx", endpoint="session_effect_sheet")
@needs(Permission.TRAINING_READ)
def session_sheet(number: str) -> Response:
    return _sheet(_held_or_404(number), f"effect-{number}.xlsx")


@blueprint.get("/effects/topics/<int:topic_id>/effect.xlsx", endpoint="topic_effect_sheet")
@needs(Permission.TRAINING_READ)
def topic_sheet(topic_id: int) -> Response:
    return _sheet(_topic_or_404(topic_id), f"effect-topic-{topic_id}.xlsx")


def _held_or_404(number: str) -> TrainingSession:
    found = find(number)
    return found if found is not None and found.state is SessionState.LOGGED else abort(404)


def _topic_or_404(topic_id: int) -> TrainingTopic:
    return topic_with_id(topic_id) or abort(404)


def _everybody() -> bool:
    return request.args.get("among") == "all"


def _found(what: TrainingSession | TrainingTopic) -> Effect | None:
    at = now()
    length = whole_months(rules_at(at).training.effect_days)
    sessions = [what] if isinstance(what, TrainingSession) else logged_of(what)
    return effect(sessions, length=length, everybody=_everybody(), now=at)


def _screen(what: TrainingSession | TrainingTopic) -> dict[str, Any]:
    found, session = _found(what), isinstance(what, TrainingSession)
    here = "training.session_effect" if session else "training.topic_effect"
    named = {"number": what.number} if isinstance(what, TrainingSession) else {"topic_id": what.id}
    chosen: dict[str, Any] = {"among": "all"} if _everybody() else {}
    return {
        "session": what if session else None,
        "topic": what if not session else None,
        "sessions": [] if session else logged_of(what),  # type: ignore[arg-type]  # a topic then
        "effect": found,
        "figures": [found.figures[figure] for figure in MEASURED] if found else [],
        "everybody": _everybody(),
        "among_departments": url_for(here, **named),
        "among_all": url_for(here, **named, among="all"),
        "export_at": url_for(f"{here}_sheet", **named, **chosen) if found else None,
        "methods": METHODS,
        "month_name": month_name,
        "points": points,
        "people_count": people_count,
        "between": between,
        "tabs": tabs("training.effects"),
    }


def points(found: Difference | None) -> str:
    """A difference of shares in points of a hundred, with its sign."""
    return "–" if found is None else signed(found.value)


def between(found: Difference | Share | None) -> str:
    """The interval of a difference in points, or of a share in per cent."""
    if found is None:
        return "–"
    if isinstance(found, Share):
        return f"{percent(found.low, 0)} – {percent(found.high, 0)}"
    return _("from %(low)s to %(high)s", low=signed(found.low), high=signed(found.high))


def people_count(n: int) -> str:
    """So many people."""
    return counted("%(n)s person", "%(n)s people", n)


def signed(share: float) -> str:
    """+12.3 or −4.0 of a hundred; what rounds to nothing has no sign."""
    text = f"{100 * share:+.1f}".replace("-", "−")
    return "0.0" if text in ("+0.0", "−0.0") else text


def _sheet(what: TrainingSession | TrainingTopic, name: str) -> Response:
    found = _found(what)
    heads = [
        _("Figure"), _("Group"), _("Number of people"),
        _("Reached before"), _("n before"), _("Share before"), _("from"), _("to"),
        _("Reached after"), _("n after"), _("Share after"), _("from"), _("to"),
        _("After less before"), _("from"), _("to"),
        _("More than the others"), _("from"), _("to"),
        _("What the figures say"), _("How it is worked out"),
    ]  # fmt: skip
    return as_file(workbook(_("Effect of training"), heads, WIDTHS, _cells(found) if found else ()), name)


def _cells(found: Effect) -> Iterator[Cells]:
    for figure in MEASURED:
        row = found.figures[figure]
        groups = ((_("Trained"), row.trained, row.beyond), (_("Not trained"), row.others, None))
        for label, course, more in groups:
            yield [
                word(figure),
                label,
                course.people,
                *_side(course, course.before),
                *_side(course, course.after),
                *_three(course.change if course.shown else None),
                *_three(more),
                word(row.saying) if course is row.trained else "",
                str(METHODS[figure]),
            ]


def _side(course: Course, side: Share | None) -> list[Cell]:
    if side is None or not course.shown:
        return ["", "" if side is None else side.n, "", "", ""]
    return [side.hits, side.n, round(side.value, 4), round(side.low, 4), round(side.high, 4)]


def _three(found: Difference | None) -> list[Cell]:
    return ["", "", ""] if found is None else [round(each, 4) for each in found]

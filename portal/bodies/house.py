"""GET /portal/bodies and /<body>: who sits where, how it decides, its meetings, what it gave to do (M-01)."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from models.bodies import queries
from models.bodies.words import CONVENING, BodyKind
from models.clock import local_day, now
from models.permissions import Permission
from portal.bodies.about import abouts, act_text
from portal.bodies.blueprint import blueprint, body_or_404
from portal.bodies.forms import EndForm, RuleForm, SeatForm, TaskEndForm
from portal.bodies.tones import MEETING_TONES
from web.access import anyone, viewer
from web.fragments import page
from web.lists import address, window

BODY = "portal/bodies/body.html"
SOON = timedelta(days=1)
ENDING = timedelta(days=30)
"""So long before its last day a term is marked: somebody else has to be found."""


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """All bodies with who sits in them today, one's own action items and the latest meetings."""
    return page("portal/bodies/index.html", **overview())


@blueprint.get("/<body>")
@anyone
def body(body: str) -> ResponseReturnValue:
    """One body."""
    return page(BODY, **body_screen(body_or_404(body)))


def overview(ending: int | None = None, form: TaskEndForm | None = None) -> dict[str, Any]:
    """What the first page shows; `ending` is the action item whose form was refused."""
    today = local_day(now())
    return {
        "bodies": [(each, queries.members(each, today)) for each in BodyKind],
        "tasks": queries.my_tasks(viewer()),
        **_undone(),
        "meetings": queries.listing(viewer(), today, limit=10),
        "tones": MEETING_TONES,
        "at": now(),
        "soon": now() + SOON,
        "ending": ending,
        "task_form": form or TaskEndForm(None),
    }


def body_screen(
    kind: BodyKind, *, refused: int | None = None, dropping: int | None = None, **forms: Any
) -> dict[str, Any]:
    """What the page of a body shows, with the forms that are open to the viewer; `refused` and `dropping`
    are the term and the action item whose form was refused."""
    today, rule = local_day(now()), queries.rule_of(kind)
    shown, seat = window((), default="", size=20), queries.seat_of(viewer(), kind, today)
    insider = queries.may_follow(viewer(), seat)
    offered: dict[str, Any] = {
        "rule_form": RuleForm(None),
        "seat_form": SeatForm(None),
        "end_form": EndForm(None),
    }
    offered |= {"drop_form": TaskEndForm(None), **forms}
    offered["rule_form"].prepare(rule)
    offered["seat_form"].prepare()
    return {
        "kind": kind,
        "members": queries.members(kind, today),
        "terms": queries.terms(kind),
        "rule": rule,
        "rules": queries.rules_before(kind),
        "edits": viewer().may(Permission.BODY_EDIT),
        "convenes": seat in CONVENING,
        "insider": insider,
        "tasks": queries.open_tasks(kind) if insider else (),
        **_undone(kind),
        "rows": queries.listing(
            viewer(), today, kind, offset=(shown.page - 1) * shown.size, limit=shown.size
        ),
        "total": queries.count_meetings(viewer(), today, kind),
        "tones": MEETING_TONES,
        "shown": shown,
        "address": address,
        "today_": today,
        "at": now(),
        "soon": now() + SOON,
        "ending_by": today + ENDING,
        "refused": refused,
        "dropping": dropping,
        **offered,
    }


def _undone(kind: BodyKind | None = None) -> dict[str, Any]:
    """Decisions that nobody has carried out yet, of one body or of all, as far as the viewer sees them."""
    items = queries.to_carry_out(viewer(), local_day(now()), kind)
    return {"undone": items, "abouts": abouts(items, viewer()), "act_text": act_text}

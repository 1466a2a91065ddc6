"""GET /portal/retention; POST …/holds, …/holds/<id>/lifting, …/confirmation (X-03)."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models.cases.tables import Case
from models.clock import local_day, now
from models.db import db
from models.errors import Invalid
from models.permissions import Permission
from models.personal.actions import confirm_start, hold_case, lift_hold
from models.personal.queries import (
    COUNTED,
    Due,
    asked_of,
    coming,
    coming_besides,
    days_past,
    goes_on,
    holds_today,
    how_many_coming,
    mails_staying,
    may_begin,
    staying,
)
from models.personal.tables import CaseHold, ExpiryStart
from models.rulebook.queries import retention_at
from portal.retention.forms import ConfirmForm, HoldForm, LiftForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _, counted
from web.lists import window

blueprint = Blueprint("retention", __name__, url_prefix="/portal/retention")
TEMPLATE = "portal/retention/index.html"
AHEAD = 30
"""Calendar days of which the list says what goes in them."""
LOOK_BACK = timedelta(days=366)


@blueprint.get("")
@needs(Permission.EXPIRY_READ)
def index() -> ResponseReturnValue:
    """What goes within 30 days, what stays and why, what is held, what went; `?case=` fills in a hold."""
    form = HoldForm(None, data={"case": request.args.get("case", "")})
    return page(TEMPLATE, form=form, **_shown(now()))


@blueprint.post("/holds")
@needs(Permission.CASE_HOLD)
@commits
def hold() -> Response:
    """By the number of a case, which the viewer need not be able to open."""
    form, at = HoldForm(request.form), now()
    number = (form.case.data or "").upper()
    case = db.session.scalar(select(Case).where(Case.number == number)) if number else None
    valid = form.validate()
    if number and case is None:
        form.case.errors = [*form.case.errors, _("There is no such case.")]
    if not valid or case is None or form.until.data is None:
        return rejected(TEMPLATE, form, **_shown(at))
    try:
        hold_case(case, form.reason.data or "", form.until.data, by=viewer(), now=at)
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **_shown(at))
    flash(_("%(number)s is held: nothing of it goes before that.", number=case.number), "good")
    return respond(redirect=url_for("retention.index", _anchor="holds"))


@blueprint.post("/holds/<int:hold_id>/lifting")
@needs(Permission.CASE_HOLD)
@commits
def lifting(hold_id: int) -> Response:
    held, form, at = db.session.get(CaseHold, hold_id) or abort(404), LiftForm(request.form), now()
    if not form.validate():
        form.reason.id = f"why-{held.id}"
        return rejected(TEMPLATE, HoldForm(None), **_shown(at) | {"lifts": {held.id: form}})
    lift_hold(held, form.reason.data or "", by=viewer(), now=at)
    said = counted(
        "The hold is lifted. Its data go by the period again, but not within %(n)s day.",
        "The hold is lifted. Its data go by the period again, but not within %(n)s days.",
        retention_at(at).wait_days,
    )
    flash(said, "good")
    return respond(redirect=url_for("retention.index", _anchor="holds"))


@blueprint.post("/confirmation")
@needs(Permission.EXPIRY_CONFIRM)
@commits
def confirmation() -> Response:
    """An administrator has seen how many cases, mails and people on lists lose their personal data."""
    form, at = ConfirmForm(request.form), now()
    start = db.session.get(ExpiryStart, _whole(form.start.data)) or abort(404)
    if not form.validate():
        return rejected(TEMPLATE, HoldForm(None), **_shown(at) | {"confirm": form})
    seen = Due(*(_whole(field.data) for field in (form.cases, form.mails, form.addresses)))
    confirm_start(start, seen, by=viewer(), now=at)
    flash(_("Confirmed. Personal data go by these periods from now on, by night."), "good")
    return respond(redirect=url_for("retention.index"))


def _whole(text: str | None) -> int:
    """A number of ours as it came back; none of ours for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= 9 else -1


def _shown(at: datetime) -> dict[str, Any]:
    rules, asked = retention_at(at), window((), default="", size=20)
    total = how_many_coming(rules, at, days=AHEAD)
    rows = coming(rules, at, days=AHEAD).offset((asked.page - 1) * asked.size).limit(asked.size)
    start, begun = asked_of(rules, at), may_begin(rules, at)
    days = days_past(local_day(at) - LOOK_BACK)
    return {
        "counted": counted,
        "rules": rules,
        "start": start,
        "begun": begun,
        "ahead": AHEAD,
        "total": min(total, COUNTED),
        "more": total > COUNTED,
        "rows": [(case, goes_on(case, rules, start, at, begun=begun)) for case in db.session.scalars(rows)],
        "window": asked,
        "pages": partial(url_for, "retention.index"),
        "besides": coming_besides(rules, at, days=AHEAD),
        "staying": staying(rules, at),
        "mails": mails_staying(rules, at),
        "holds": holds_today(at),
        "days": days[:20],
        "gone": sum(each.cases for each in days),
        "counted_to": COUNTED,
        "lift": LiftForm(None),
        "lifts": {},
        "confirm": ConfirmForm(None),
    }

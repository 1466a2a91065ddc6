"""Check-in by a code that changes each half minute: the page that the trainer shows, and the one that the
phones of the others open (L-03)."""

from datetime import timedelta

import segno
from flask import Response, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models.clock import now
from models.errors import Invalid
from models.ids import Signer
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training import actions
from models.training.queries.sessions import enrolment_of, roster
from models.training.rules.check_in import STEP, code_at, in_window
from models.training.words import Attendance, Means
from portal.training.blueprint import blueprint
from portal.training.log.forms import CodeForm
from portal.training.log.noting import mine_or_404
from portal.training.sessions.one import session_or_404
from web.access import anyone, needs, viewer
from web.commit import commits
from web.context import installation
from web.errors import sentence_for_fault
from web.fragments import page, respond
from web.language import _
from web.words import word


@blueprint.get("/sessions/<number>/code", endpoint="code")
@needs(Permission.TRAINING_TEACH)
def code(number: str) -> ResponseReturnValue:
    """The code as a QR picture; the page asks for the next one by itself, or is read anew by hand."""
    session, at = mine_or_404(number), now()
    before = timedelta(minutes=rules_at(at).training.check_in_before)
    shown = session.open and in_window(session, at, before)
    path = url_for("training.here", number=number, code=code_at(_signer(), session, at))
    picture = segno.make(f"{installation().public_url}{path}", error="m")
    people = roster(session)
    answer = page(
        "portal/training/log/code.html",
        session=session,
        shown=shown,
        opens_at=session.starts_at - before,
        picture=Markup(picture.svg_inline(border=2, dark="#0d2b2f", light="#fff", omitsize=True))  # noqa: S704
        if shown
        else "",
        seconds=STEP - int(at.timestamp()) % STEP,
        there=[each for each in people if each.attendance is not None],
        many=len(people),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/here/<number>/<code>", endpoint="here")
@anyone
def here(number: str, code: str) -> ResponseReturnValue:
    """What the scanned code opens: which session it is, and the button that says “I am here” while that can
    be said; before and after, when it can, and to who is noted already, as what."""
    session, at = session_or_404(number), now()
    before = timedelta(minutes=rules_at(at).training.check_in_before)
    mine = enrolment_of(session, viewer().id)
    return page(
        "portal/training/log/here.html",
        session=session,
        form=CodeForm(None, data={"code": code}),
        open=session.open and in_window(session, at, before),
        early=session.open and at < session.starts_at - before,
        opens_at=session.starts_at - before,
        noted=mine.attendance if mine is not None else None,
        absent=mine is not None and mine.attendance is Attendance.ABSENT,
        holds=session.trainer_id == viewer().id,
    )


@blueprint.post("/here/<number>", endpoint="check_in")
@anyone
@commits
def check_in(number: str) -> Response:
    session, form = session_or_404(number), CodeForm(request.form)
    form.validate()
    try:
        found = actions.check_in(session, form.code.data or "", signer=_signer(), by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        assert found.attendance is not None, "who checked in is noted"
        if found.means is Means.CODE:
            flash(_("You are checked in: %(how)s.", how=word(found.attendance)), "good")
        else:
            flash(_("The trainer has noted you already: %(how)s.", how=word(found.attendance)), "info")
    return respond(redirect=url_for("training.session", number=number))


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer

"""A session for one's calendar, and the secret address that a calendar asks for all of them (L-02)."""

from flask import Response, abort, current_app, flash, url_for

from models.clock import local_day, now
from models.errors import BadToken
from models.ids import Signer
from models.training import actions
from models.training.queries.sessions import feed_at, feed_of, in_calendar
from models.training.tables import TrainingSession
from models.training.words import SessionState
from portal.training.blueprint import blueprint
from portal.training.sessions.one import session_or_404
from web.access import anyone, public, viewer
from web.calendars import MEDIA_TYPE, Appointment, calendar
from web.commit import commits
from web.config import Config
from web.downloads import as_file
from web.extensions import limiter
from web.fragments import respond
from web.language import _, speaking
from web.language.filters import named

PURPOSE = "calendar"


@blueprint.get("/sessions/<number>/session.ics", endpoint="session_ics")
@anyone
def one(number: str) -> Response:
    """The session as a file for a calendar."""
    session = session_or_404(number)
    content = calendar(session.title, [_appointment(session)])
    return as_file(content, f"{session.number}.ics", MEDIA_TYPE)


@blueprint.post("/calendar", endpoint="renew_calendar")
@anyone
@commits
def renew() -> Response:
    """A secret address for the viewer's calendar, or another one in place of it."""
    actions.renew_feed(by=viewer(), now=now())
    flash(_("This is the address for your calendar. Keep it to yourself."), "good")
    return respond(redirect=url_for("training.index", _anchor="calendar"))


@blueprint.get("/calendar/<token>.ics", endpoint="calendar")
@public
@limiter.limit("60 per minute")
def feed(token: str) -> Response:
    """All sessions of the person whose address it is; nothing for one that was replaced, or of who left."""
    try:
        found = feed_at(_signer().locator(PURPOSE, token))
    except BadToken:
        found = None
    if found is None or not found.staff.works_on(local_day(now())):
        abort(404)
    with speaking(found.staff.language):
        sessions = [_appointment(each) for each in in_calendar(found.staff, now())]
        answer = as_file(calendar(_("Training"), sessions), "training.ics", MEDIA_TYPE)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def own_address() -> str | None:
    """The secret address of the viewer's calendar; None before they asked for one."""
    found = feed_of(viewer())
    if found is None:
        return None
    path = url_for("training.calendar", token=_signer().token(PURPOSE, found.locator))
    return f"{_public_url()}{path}"


def _appointment(session: TrainingSession) -> Appointment:
    place = " · ".join(filter(None, (session.place, session.link)))
    return Appointment(
        uid=f"{session.number}@{_public_url().partition('://')[2]}",
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.changed_at,
        place=place,
        text=_("Trainer: %(name)s", name=named(session.trainer)),
        url=f"{_public_url()}{url_for('training.session', number=session.number)}",
        sequence=session.sequence,
        cancelled=session.state is SessionState.CANCELLED,
    )


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer


def _public_url() -> str:
    config: Config = current_app.config["HUIYIN"]
    return config.public_url

"""GET /portal/matters: matters that one has a part in; /mine: those about oneself (A-03, A-04)."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.accountability import queries
from models.accountability.queries.matters import reads_matters
from models.accountability.words import CandidateState
from models.clock import local_day, now
from models.permissions import Permission
from portal.matters.blueprint import blueprint
from portal.matters.due import left
from portal.matters.words import CANDIDATE_TONES, TONES
from web.access import anyone, needs, viewer
from web.fragments import page
from web.language import _


@blueprint.get("")
@needs(Permission.MATTER_INVESTIGATE, Permission.MATTER_READ)
def index() -> ResponseReturnValue:
    """Open ones first, those that wait for the viewer marked; the ended ones by a tab."""
    ended = request.args.get("show") == "ended"
    at, by = now(), viewer()
    found = queries.listing(by, local_day(at), open_only=not ended)
    rows = [(matter, stands, left(matter.steps, at)) for matter, stands in found if matter.open is not ended]
    return page(
        "portal/matters/index.html", rows=rows, tones=TONES, ended=ended, tabs=tabs(), reports=_reports()
    )


@blueprint.get("/candidates")
@needs(Permission.MATTER_READ)
def candidates() -> ResponseReturnValue:
    """What happened and might be a matter, the oldest first; what was decided on by a filter."""
    asked = request.args.get("state", CandidateState.OPEN.value)
    state = CandidateState(asked) if asked in set(CandidateState) else CandidateState.OPEN
    rows = queries.candidates(viewer(), local_day(now()), state=state)
    return page(
        "portal/matters/candidates.html",
        rows=rows,
        state=state,
        states=list(CandidateState),
        tones=CANDIDATE_TONES,
        tabs=tabs(),
        reports=_reports(),
    )


@blueprint.get("/mine")
@anyone
def mine() -> ResponseReturnValue:
    """The matters about oneself, from the notice on."""
    at = now()
    rows = [(matter, left(matter.steps, at)) for matter in queries.own_matters(viewer())]
    return page("portal/matters/mine.html", rows=rows, tones=TONES, tabs=tabs())


def tabs() -> list[dict[str, object]]:
    """The lists that are open to the viewer; none where there is only one's own."""
    by, here = viewer(), request.endpoint
    ended = request.args.get("show") == "ended"
    found: list[dict[str, object]] = []
    if reads_matters(by):
        index_url = url_for("matters.index")
        found.append(
            {"label": _("Open matters"), "url": index_url, "current": here == "matters.index" and not ended}
        )
    if by.may(Permission.MATTER_READ):
        found.append(
            {
                "label": _("Candidates"),
                "url": url_for("matters.candidates"),
                "current": here == "matters.candidates",
                "count": len(queries.candidates(by, local_day(now()), state=CandidateState.OPEN)),
            }
        )
    if reads_matters(by):
        url = url_for("matters.index", show="ended")
        found.append({"label": _("Ended matters"), "url": url, "current": here == "matters.index" and ended})
        found.append(
            {"label": _("About me"), "url": url_for("matters.mine"), "current": here == "matters.mine"}
        )
    return found


def _reports() -> bool:
    return viewer().may(Permission.MATTER_REPORT)

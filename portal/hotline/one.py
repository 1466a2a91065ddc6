"""GET /portal/hotline/<number>: a report of one's own, opened in memory, and what is done with it (W-05)."""

from typing import Any

from flask import Response, abort, flash, stream_with_context, url_for
from flask_babel.speaklater import LazyString

from models.clock import local_day, now
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.hotline.queries.identity import asked_request, identity_in
from models.hotline.queries.inbox import clocks_of
from models.hotline.queries.offers import Desk, task_words
from models.hotline.queries.opening import involved_in, readers_of, report_read_by
from models.hotline.queries.reading import read, read_file
from models.hotline.queries.watch import blows
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.clocks import late, over_the_limit
from models.hotline.rules.doors import Verb, possible
from models.hotline.words import EntryKind
from models.people.queries import departments
from portal.hotline.acts import ACTS, BY_NAME, Act, ActForm, asked_about
from portal.hotline.blueprint import blueprint
from portal.hotline.doing import DOING, LEAVES
from portal.hotline.gate import gate
from portal.hotline.lock import holder_or_none, opened, own_keeper, unlocked_only
from portal.hotline.people import beside, people_of
from web.access import anyone
from web.commit import commits
from web.downloads import file_store, sends_files
from web.errors.reasons import sentence_for_refusal
from web.fragments import page, rejected, respond
from web.hotline import vault
from web.language import _, lazy

TEMPLATE = "portal/hotline/show.html"
APART = frozenset({EntryKind.REPORT, EntryKind.BARRED})
"""Texts that are not among what was said and done: the report stands above it, who is barred beside it."""
CHANGED = lazy(
    "Somebody changed this report meanwhile. Look at what is new, and send it again if it still fits."
)


@blueprint.get("/<number>")
@anyone
@unlocked_only
def show(holder: KeyHolder, number: str) -> Response:
    """The report with all that its reader may know, and the acts that are offered."""
    return page(TEMPLATE, **_screen(_desk(holder, number)))


@blueprint.post("/<number>/<name>")
@anyone
@commits
def do(number: str, name: str) -> Response:
    """One act of a reader's, where it is offered. What was typed stays, whatever comes between: a fault in
    it, somebody who was quicker, a second person who is needed, the lock."""
    act, keeper, holder = BY_NAME.get(name), own_keeper(), holder_or_none()
    if act is None:
        abort(404)
    if holder is None:
        return gate(keeper, number, name)
    desk = _desk(holder, number)
    form = _form(act, desk)
    if not act.offered(desk):
        return _refused(desk, act, form, CHANGED, 409)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(desk, act, form))
    try:
        DOING[name](desk, form, now())
    except Invalid as fault:
        form.blame(fault)
        db.session.rollback()
        return rejected(TEMPLATE, form, **_screen(_desk(holder, number), act, form))
    except (Stale, WrongState):
        db.session.rollback()
        return _refused(_desk(holder, number), act, form, CHANGED, 409)
    except NotAllowed as refusal:
        db.session.rollback()
        return _refused(_desk(holder, number), act, form, sentence_for_refusal(refusal.why), 403)
    if name in LEAVES:
        flash(_("The report is no longer with you."), "good")
        return respond(redirect=url_for("supervision.index"))
    flash(_("Sealed and kept."), "good")
    return respond(redirect=url_for("supervision.show", number=number))


def go_on(holder: KeyHolder, number: str, name: str) -> Response:
    """Past the lock: to the report that was asked for, with what was typed for it and not sent yet; to the
    desk where there is none."""
    if not number or report_read_by(holder.keeper_id, number) is None:
        return respond(redirect=url_for("supervision.index"))
    if not name:
        return respond(redirect=url_for("supervision.show", number=number))
    act, desk = BY_NAME[name], _desk(holder, number)
    flash(_("The desk is open again. What you typed is kept; it has not been sent yet."), "info")
    return page(TEMPLATE, **_screen(desk, act, _form(act, desk)))


def _refused(desk: Desk, act: Act, form: ActForm, why: str | LazyString, status: int) -> Response:
    """The report as it is now, with what was typed: sent again, it is taken as read anew (H-07)."""
    form.form_errors.append(why)
    form.see(desk.thread.report)
    answer = rejected(TEMPLATE, form, **_screen(desk, act, form))
    answer.status_code = status
    return answer


@blueprint.get("/<number>/files/<int(signed=True):file_id>")
@anyone
@sends_files
@unlocked_only
def file(holder: KeyHolder, number: str, file_id: int) -> Response:
    """A file, opened in memory piece by piece, always as a download."""
    _report, access = opened(holder, number)
    try:
        facts, pieces = read_file(access, file_id, file_store())
    except LookupError:
        abort(404)
    answer = Response(stream_with_context(pieces), mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=_plain(facts.name))
    answer.headers["Content-Length"] = str(facts.size)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _plain(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable() and sign not in '"\\/') or "file"


def _desk(holder: KeyHolder, number: str) -> Desk:
    _report, access = opened(holder, number)
    return Desk(read(access), access, holder)


def _form(act: Act, desk: Desk) -> ActForm:
    form = act.form(prefix=f"{act.name}-")
    form.prepare(desk)
    return form


def _screen(desk: Desk, failed: Act | None = None, form: ActForm | None = None) -> dict[str, Any]:
    thread, access = desk.thread, desk.access
    report, today = thread.report, local_day(now())
    acts = []
    for act in ACTS:
        if failed is not None and act.name == failed.name:
            acts.append((act, form))
        elif act.offered(desk):
            fresh = act.form(formdata=None, prefix=f"{act.name}-")
            fresh.prepare(desk)
            acts.append((act, fresh))
    involved, told = involved_in(report, access), next(iter(thread.of(EntryKind.REPORT)), None)
    first = {act.name for act, _form in acts if act.main}
    if Verb.ASSESS in possible(report.state) and not involved.confirmed:
        first = first - {"assessment"} | {"involved"}
    clocks, people = clocks_of(report), people_of(thread, involved.people)
    return {
        "report": report,
        "thread": thread,
        "told": told,
        "later": [entry for entry in thread.entries if entry.content.kind not in APART],
        "people": people,
        "units": {each.id: each for each in departments(with_closed=True)},
        "involved": involved,
        "others": beside(involved.others, [people[each] for each in involved.people if each in people]),
        "readers": [share.keeper for share in readers_of(report.id)],
        "main": [pair for pair in acts if pair[0].name in first],
        "more": [pair for pair in acts if pair[0].name not in first],
        "failed": failed.name if failed is not None else "",
        "late": late(report.state, clocks, today),
        "over": over_the_limit(report.state, clocks, today),
        "identity": identity_in(report, desk.holder),
        "identity_asked": asked_request(report.id),
        "source": told.content.data.get("source") if told is not None else "",
        "blows": blows(report, access, vault=vault(), now=now()),
        "task_words": task_words(thread),
        "about": asked_about(desk),
        "kinds": EntryKind,
    }

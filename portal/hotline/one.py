"""GET /portal/hotline/<number>: a report of one's own, opened in memory, and what is done with it (W-05)."""

from typing import Any

from flask import Response, abort, flash, stream_with_context, url_for

from models.clock import local_day, now
from models.db import db
from models.errors import Invalid, WrongState
from models.hotline.queries.identity import asked_request, identity_in
from models.hotline.queries.inbox import clocks_of
from models.hotline.queries.opening import involved_in, readers_of
from models.hotline.queries.reading import Thread, read, read_file
from models.hotline.queries.watch import blows
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.clocks import late, over_the_limit
from models.hotline.words import EntryKind, Source
from models.people.queries import departments, staff_with_ids
from models.people.tables import Staff
from portal.hotline.acts import ACTS, BY_NAME, Act, ActForm, Desk, open_tasks, to_check
from portal.hotline.blueprint import blueprint
from portal.hotline.doing import DOING, LEAVES
from portal.hotline.lock import opened, unlocked_only
from web.access import anyone
from web.commit import commits
from web.downloads import file_store, sends_files
from web.fragments import page, rejected, respond
from web.hotline import vault
from web.language import _
from web.reporting.named import names_in

TEMPLATE = "portal/hotline/show.html"


@blueprint.get("/<number>")
@anyone
@unlocked_only
def show(holder: KeyHolder, number: str) -> Response:
    """The report with all that its reader may know, and the acts that are offered."""
    return page(TEMPLATE, **_screen(_desk(holder, number)))


@blueprint.post("/<number>/<name>")
@anyone
@commits
@unlocked_only
def do(holder: KeyHolder, number: str, name: str) -> Response:
    """One act of a reader's, where it is offered; raises WrongState elsewhere, so what was typed stays."""
    act = BY_NAME.get(name)
    if act is None:
        abort(404)
    desk = _desk(holder, number)
    if not act.offered(desk):
        raise WrongState(name, desk.thread.report.state.value)
    form = _form(act, desk)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(desk, act, form))
    try:
        DOING[name](desk, form, now())
    except Invalid as fault:
        form.blame(fault)
        db.session.rollback()
        return rejected(TEMPLATE, form, **_screen(_desk(holder, number), act, form))
    if name in LEAVES:
        flash(_("The report is no longer with you."), "good")
        return respond(redirect=url_for("supervision.index"))
    flash(_("Sealed and kept."), "good")
    return respond(redirect=url_for("supervision.show", number=number))


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
    involved = involved_in(report, access)
    clocks, people = clocks_of(report), _people(thread, involved.people)
    return {
        "report": report,
        "thread": thread,
        "entries": [entry for entry in thread.entries if entry.content.kind is not EntryKind.BARRED],
        "people": people,
        "units": {each.id: each for each in departments(with_closed=True)},
        "involved": involved,
        "others": _beside(involved.others, [people[each] for each in involved.people if each in people]),
        "readers": [share.keeper for share in readers_of(report.id)],
        "main": [pair for pair in acts if pair[0].main],
        "more": [pair for pair in acts if not pair[0].main],
        "failed": failed.name if failed is not None else "",
        "late": late(report.state, clocks, today),
        "over": over_the_limit(report.state, clocks, today),
        "identity": identity_in(report, desk.holder),
        "identity_asked": asked_request(report.id),
        "by_mail": thread.of(EntryKind.REPORT)[0].content.data.get("source") == Source.MAILBOX,
        "blows": blows(report, access, vault=vault(), now=now()),
        "tasks": open_tasks(thread),
        "summary": to_check(desk),
        "kinds": EntryKind,
    }


def _beside(told: str, known: list[Staff]) -> str:
    """Of the names that were told, those of nobody who is known to be meant."""
    names = {name for person in known for name in (person.name, person.name_en, person.number)}
    return ", ".join(name for name in names_in(told) if name not in names)


def _people(thread: Thread, more: tuple[int, ...]) -> dict[int, Staff]:
    ids = {entry.content.staff_id for entry in thread.entries} | set(more)
    ids |= {entry.content.data.get("person") for entry in thread.entries}
    ids |= {entry.content.data.get("keeper") for entry in thread.entries}
    ids |= {file.facts.staff_id for file in thread.files}
    wanted = [each for each in ids if isinstance(each, int)]
    return staff_with_ids(wanted) if wanted else {}

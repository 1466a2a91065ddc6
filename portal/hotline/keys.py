"""Setting up a key, unlocking and locking the desk, and the keys of all who hold one (W-03)."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for

from models.clock import now
from models.errors import Invalid, WrongSecret
from models.hotline.actions.check import check_reports, give_up
from models.hotline.actions.keepers import (
    change_passphrase,
    confirm,
    enrol,
    lock_session,
    renew_recovery_key,
    unlock,
)
from models.hotline.queries.keepers import (
    keeper_of,
    keeper_with_id,
    keepers,
    recoveries_beside,
)
from models.hotline.queries.opening import readers_of, reports_read_by
from models.hotline.rules.access import KeyHolder
from models.hotline.tables import HotlineReport
from portal.hotline.blueprint import blueprint
from portal.hotline.forms import ChangeForm, NewPassphraseForm, PassphraseForm
from portal.hotline.gate import SETUP, asked_for, fingerprint, gate, rejected_at_gate
from portal.hotline.lock import (
    drop_key,
    keep_key,
    own_keeper,
    person,
    session_digest,
    standing_or_404,
    unlocked_only,
)
from portal.hotline.one import go_on
from web.access import anyone, viewer
from web.commit import commits
from web.extensions import limiter
from web.forms import Form
from web.fragments import page, rejected, respond
from web.hotline import vault
from web.language import _
from web.papers import pdf

TRIES = "10 per minute; 60 per hour"
KEYS = "portal/hotline/keys.html"


@blueprint.post("/key")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def set_up() -> Response:
    """Makes the viewer's key; the first one shows the two sheets of the recovery key, this once."""
    standing_or_404()
    form = NewPassphraseForm()
    if not form.validate():
        return rejected(SETUP, form)
    try:
        made = enrol(viewer(), form.passphrase.data or "", vault=vault(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(SETUP, form)
    if made.sheets is not None:
        return page("portal/hotline/sheets.html", sheets=made.sheets, form=Form())
    flash(_("Your key is made. Somebody who holds one has to confirm it first."), "good")
    return respond(redirect=url_for("supervision.index"))


@blueprint.post("/sheets")
@anyone
def print_sheets() -> Response:
    """The two sheets as a PDF, made in memory of what the page of their set-up sends; nothing is stored."""
    standing_or_404()
    sheets = [request.form.get(name, "")[:100] for name in ("first", "second")]
    if not all(sheets):
        abort(404)
    return _paper(pdf("pdf/hotline_sheets.html", sheets=sheets, at=now()), "recovery-sheets.pdf")


@blueprint.post("/unlocking")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def open_up() -> Response:
    """Unlocks the desk for this login, and checks one's reports against the house as it is today."""
    keeper = own_keeper()
    if keeper is None:
        return gate(None)
    form = PassphraseForm()
    if form.validate():
        try:
            found = unlock(viewer(), form.passphrase.data or "", session_digest(), vault=vault(), now=now())
        except WrongSecret:
            form.passphrase.errors = [_("This passphrase does not open your key.")]
        else:
            check_reports(found.holder, now=now())
            keep_key(found.cookie_key)
            return go_on(found.holder, *asked_for())
    keeper = keeper_of(viewer())
    assert keeper is not None, "it was there a moment ago"
    return rejected_at_gate(form, keeper)


@blueprint.post("/locking")
@anyone
@commits
def lock_up() -> Response:
    """Locks the desk."""
    standing_or_404()
    lock_session(session_digest())
    drop_key()
    return respond(redirect=url_for("supervision.index"))


@blueprint.get("/keys")
@anyone
@unlocked_only
def show_keys(holder: KeyHolder) -> Response:
    """Who holds a key, which waits to be confirmed, and what one does with one's own."""
    return page(KEYS, form=ChangeForm(formdata=None), **_shown(holder))


@blueprint.post("/keys/<int(signed=True):keeper_id>/confirmation")
@anyone
@commits
@unlocked_only
def confirm_key(holder: KeyHolder, keeper_id: int) -> Response:
    """Says that a key is its owner's, after comparing the fingerprint with them."""
    found, by = keeper_with_id(keeper_id), keeper_of(viewer())
    if found is None or by is None:
        abort(404)
    confirm(found, by=by, now=now())
    flash(_("The key is in use from now on."), "good")
    return respond(redirect=url_for("supervision.show_keys"))


@blueprint.post("/keys/passphrase")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
@unlocked_only
def new_passphrase(holder: KeyHolder) -> Response:
    """Another passphrase for one's own key; the desk is locked everywhere then."""
    form = ChangeForm()
    if form.validate():
        try:
            change_passphrase(
                viewer(), form.old.data or "", form.passphrase.data or "", vault=vault(), now=now()
            )
        except Invalid as fault:
            form.blame(fault)
        except WrongSecret:
            form.old.errors = [_("This passphrase does not open your key.")]
        else:
            drop_key()
            flash(_("The new passphrase holds. Unlock the desk with it."), "good")
            return respond(redirect=url_for("supervision.index"))
    return rejected(KEYS, form, **_shown(holder))


@blueprint.post("/keys/recovery-key")
@anyone
@commits
@unlocked_only
def new_recovery_key(holder: KeyHolder) -> Response:
    """A new recovery key with two new sheets, shown this once; the old ones open nothing newer."""
    sheets = renew_recovery_key(holder, now=now())
    return page("portal/hotline/sheets.html", sheets=sheets, form=Form())


@blueprint.post("/keys/leaving")
@anyone
@commits
@unlocked_only
def leave(holder: KeyHolder) -> Response:
    """Gives up one's key: every share ends. Reports that nobody else reads are handed over before."""
    give_up(holder, now=now())
    drop_key()
    flash(_("Your key is gone, and every report with it."), "good")
    return redirect("/portal/", code=303)  # type: ignore[return-value]


def _shown(holder: KeyHolder) -> dict[str, Any]:
    found = keepers()
    return {
        "keepers": [(keeper, fingerprint(keeper)) for keeper in found],
        "own_id": holder.keeper_id,
        "asked_for_sheets": bool(recoveries_beside(viewer())),
        "read_alone": _read_alone(holder),
    }


def _read_alone(holder: KeyHolder) -> list[HotlineReport]:
    """Reports that would have no reader without this one: they are handed over before somebody leaves."""
    return [each for each in reports_read_by(holder.keeper_id) if len(readers_of(each.id)) < 2]


def _paper(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

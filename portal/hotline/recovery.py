"""After a lost passphrase: a new one is chosen, two others type in the sheets, the owner finishes (W-03)."""

from collections.abc import Sequence

from flask import Response, abort, flash, url_for

from models.clock import now
from models.errors import Invalid, WrongSecret
from models.hotline.actions.recovery import (
    begin_recovery,
    drop_recovery,
    finish_recovery,
    forget_sheets,
    give_sheet,
)
from models.hotline.queries.keepers import keeper_of, may_keep_a_sheet, recoveries_beside, recovery_of
from models.hotline.tables import HotlineKeeper, HotlineRecovery
from models.rulebook.queries import hotline_at
from portal.hotline.blueprint import blueprint
from portal.hotline.forms import NewPassphraseForm, PassphraseForm, SheetForm
from portal.hotline.keys import TRIES
from portal.hotline.lock import own_keeper, person
from web.access import anyone, viewer
from web.commit import commits
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.hotline import vault
from web.language import _

OWN, SHEETS = "portal/hotline/recovery.html", "portal/hotline/recoveries.html"


@blueprint.get("/recovery")
@anyone
def recover() -> Response:
    """One's own recovery: choosing a new passphrase, waiting, finishing."""
    keeper = _own()
    recovery = recovery_of(keeper)
    form = NewPassphraseForm(formdata=None) if recovery is None else PassphraseForm(formdata=None)
    return page(OWN, form=form, recovery=recovery)


@blueprint.post("/recovery")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def begin() -> Response:
    """Chooses the new passphrase; what was begun before is replaced."""
    _own()
    form = NewPassphraseForm()
    if form.validate():
        try:
            begin_recovery(viewer(), form.passphrase.data or "", vault=vault(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("Now two people have to type in the two sheets of the recovery key."), "good")
            return respond(redirect=url_for("supervision.recover"))
    return rejected(OWN, form, recovery=None)


@blueprint.post("/recovery/end")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def finish() -> Response:
    """The owner types the new passphrase once more: it opens the key from now on."""
    recovery = recovery_of(_own())
    if recovery is None:
        abort(404)
    form = PassphraseForm()
    if form.validate():
        try:
            finish_recovery(viewer(), form.passphrase.data or "", vault=vault(), now=now())
        except WrongSecret:
            form.passphrase.errors = [_("This is not the passphrase that you chose for this.")]
        except Invalid:
            forget_sheets(_refreshed())
            flash(_("These sheets are not those of this key. Both have to be typed in again."), "bad")
            return respond(redirect=url_for("supervision.recover"))
        else:
            flash(_("The new passphrase holds. Unlock the desk with it."), "good")
            return respond(redirect=url_for("supervision.index"))
    return rejected(OWN, form, recovery=_refreshed())


@blueprint.post("/recovery/giving-up")
@anyone
@commits
def give_up() -> Response:
    """Ends one's own recovery: the old passphrase came to mind, or the new one was lost as well."""
    _own()
    drop_recovery(viewer())
    flash(_("The recovery is over. The passphrase until now holds."), "good")
    return respond(redirect=url_for("supervision.recover"))


@blueprint.get("/recoveries")
@anyone
def help_out() -> Response:
    """Recoveries that wait for sheets, to who may keep one."""
    return page(SHEETS, form=SheetForm(formdata=None), waiting=_waiting())


@blueprint.post("/recoveries/<int(signed=True):recovery_id>")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def type_in(recovery_id: int) -> Response:
    """Types in one sheet; it is sealed to the recovery at once."""
    waiting = _waiting()
    found = next((row for row, _keeper in waiting if row.id == recovery_id), None)
    if found is None:
        abort(404)
    form = SheetForm()
    if form.validate():
        try:
            give_sheet(found, form.sheet.data or "", by=viewer(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("The sheet is taken. Put the paper back where it is kept."), "good")
            return respond(redirect=url_for("supervision.help_out"))
    return rejected(SHEETS, form, waiting=_waiting())


def _own() -> HotlineKeeper:
    keeper = own_keeper()
    if keeper is None:
        abort(404)
    return keeper


def _refreshed() -> HotlineRecovery:
    keeper = keeper_of(viewer())
    recovery = recovery_of(keeper) if keeper is not None else None
    if recovery is None:
        abort(404)
    return recovery


def _waiting() -> Sequence[tuple[HotlineRecovery, HotlineKeeper]]:
    staff = viewer()
    if not may_keep_a_sheet(staff, hotline_at(now()), now()):
        abort(404)
    return recoveries_beside(staff)

"""What becomes of the draft: submitted, taken up again, discarded, approved, sent back (RB-02)."""

from collections.abc import Callable

from flask import Response, flash, url_for

from models.amendments import actions
from models.amendments.tables import Amendment
from models.clock import now
from models.errors import Invalid, Stale
from models.permissions import Permission
from models.rulebook.document import InvalidDocument
from portal.amendments.blueprint import blueprint
from portal.amendments.draft import changed_meanwhile, draft_or_404, overview
from portal.amendments.forms import ApproveForm, ReasonForm
from portal.amendments.values import Book
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, VersionForm
from web.fragments import rejected, respond
from web.language import _

PAGE = "portal/amendments/draft.html"


@blueprint.post("/draft/submission")
@needs(Permission.RULEBOOK_EDIT)
@commits
def submit() -> Response:
    """To a second person, who is told."""
    amendment, form = draft_or_404(), VersionForm()

    def act() -> str:
        actions.submit(amendment, by=viewer(), now=now(), seen=form.version.version)
        return _("Submitted. Those who may approve it are told.")

    return _take(amendment, "submit", form, act)


@blueprint.post("/draft/recall")
@needs(Permission.RULEBOOK_EDIT)
@commits
def take_up() -> Response:
    """Back to editing, by one of its authors."""
    actions.take_up(draft_or_404(), by=viewer(), now=now())
    flash(_("It can be edited again."), "good")
    return respond(redirect=url_for("amendments.draft"))


@blueprint.post("/draft/discarding")
@needs(Permission.RULEBOOK_EDIT)
@commits
def discard() -> Response:
    """Given up, with a reason."""
    amendment, form = draft_or_404(), ReasonForm(prefix="discard-")

    def act() -> str:
        reason, seen = form.reason.data or "", form.version.version
        actions.discard(amendment, reason, by=viewer(), now=now(), seen=seen)
        return _("The draft is discarded. What is in force stays as it is.")

    return _take(amendment, "discard", form, act, there="amendments.editions")


@blueprint.post("/draft/approval")
@needs(Permission.RULEBOOK_APPROVE)
@commits
def approve() -> Response:
    """In force from its day on."""
    amendment, form = draft_or_404(), ApproveForm()

    def act() -> str:
        actions.approve(
            amendment,
            apply_to_open=bool(form.apply_to_open.data),
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )
        return _("Approved. The new edition holds from its day on.")

    return _take(amendment, "approve", form, act, there="amendments.editions")


@blueprint.post("/draft/return")
@needs(Permission.RULEBOOK_APPROVE)
@commits
def send_back() -> Response:
    """Back to its authors, with a reason."""
    amendment, form = draft_or_404(), ReasonForm(prefix="return-")

    def act() -> str:
        reason, seen = form.reason.data or "", form.version.version
        actions.send_back(amendment, reason, by=viewer(), now=now(), seen=seen)
        return _("Sent back. Its authors are told why.")

    return _take(amendment, "return", form, act)


def _take(
    amendment: Amendment, step: str, form: Form, act: Callable[[], str], there: str = "amendments.draft"
) -> Response:
    if form.validate():
        try:
            flash(act(), "good")
        except InvalidDocument as refused:
            book = Book.of(amendment.document)
            form.form_errors += [book.fault(each) for each in refused.faults]
        except Invalid as fault:
            form.blame(fault)
        except Stale:
            form.form_errors.append(changed_meanwhile())
        else:
            return respond(redirect=url_for(there))
    return rejected(PAGE, form, **overview(amendment, open_step=step, **{f"{step}_form": form}))

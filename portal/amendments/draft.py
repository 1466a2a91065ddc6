"""GET /portal/rulebook/draft: the next edition as it stands; beginning one, and describing it (RB-02)."""

from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.amendments import actions, queries
from models.amendments.rules.sections import parts
from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState, Section
from models.clock import now
from models.errors import Invalid, Stale
from models.permissions import Permission
from models.rulebook.queries import rulebook_at
from portal.amendments.blueprint import blueprint
from portal.amendments.forms import ApproveForm, DescriptionForm, ReasonForm
from portal.amendments.labels import ABOUT, both
from portal.amendments.values import Book, told
from web.access import needs, viewer
from web.commit import commits
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.language import _

READERS = (Permission.RULEBOOK_EDIT, Permission.RULEBOOK_APPROVE)


def draft_or_404() -> Amendment:
    """The draft that is open."""
    return queries.open_amendment() or abort(404)


@blueprint.get("/draft")
@needs(*READERS)
def draft() -> ResponseReturnValue:
    """What the next edition changes, what is wrong with it, and what can be done with it."""
    amendment = queries.open_amendment()
    if amendment is None:
        return page("portal/amendments/no_draft.html", in_force=rulebook_at(now()))
    return page("portal/amendments/draft.html", **overview(amendment))


@blueprint.post("/draft")
@needs(Permission.RULEBOOK_EDIT)
@commits
def start() -> Response:
    """Begins the next edition as a copy of the newest."""
    actions.start(by=viewer(), now=now())
    return respond(redirect=url_for("amendments.draft"))


@blueprint.get("/draft/description")
@needs(Permission.RULEBOOK_EDIT)
def description() -> ResponseReturnValue:
    amendment = draft_or_404()
    form = DescriptionForm(
        None,
        data={
            "name_zh": amendment.document["name_zh"],
            "name_en": amendment.document["name_en"],
            "effective_from": amendment.effective_from,
            "note": amendment.note,
            "version": amendment.version,
        },
    )
    return page("portal/amendments/description.html", form=form, amendment=amendment)


@blueprint.post("/draft/description")
@needs(Permission.RULEBOOK_EDIT)
@commits
def describe() -> Response:
    amendment, form = draft_or_404(), DescriptionForm()
    if form.validate() and form.effective_from.data is not None:
        try:
            actions.describe(
                amendment,
                name_zh=form.name_zh.data or "",
                name_en=form.name_en.data or "",
                effective_from=form.effective_from.data,
                note=form.note.data or "",
                by=viewer(),
                now=now(),
                seen=form.version.version,
            )
        except Invalid as fault:
            form.blame(fault)
        except Stale:
            form.version.data = str(amendment.version)
            form.form_errors.append(changed_meanwhile())
        else:
            flash(_("Saved."), "good")
            return respond(redirect=url_for("amendments.draft"))
    return rejected("portal/amendments/description.html", form, amendment=amendment)


def changed_meanwhile() -> str:
    """What is said when somebody was quicker."""
    return _("Somebody changed this meanwhile. What you typed is kept: look at it, and save again.")


def overview(amendment: Amendment, **changes: Any) -> dict[str, Any]:
    """Everything the page of the draft shows; `changes` replace single parts, such as a rejected form."""
    who, version = viewer(), {"version": amendment.version}
    differences = told(amendment.base.document, amendment.document)
    book = Book.of(amendment.document)
    submitted = amendment.state is AmendmentState.SUBMITTED
    author = who.id in queries.authors_of(amendment)
    return {
        "amendment": amendment,
        "book": book,
        "differences": differences,
        "name": both(amendment.document, "name"),
        "faults": [book.fault(each) for each in queries.faults_of(amendment.document)],
        "sections": [
            (section, ABOUT[section], len(parts(amendment.document, section)), changed(differences, section))
            for section in Section
        ],
        "submitted": submitted,
        "editing": not submitted and who.may(Permission.RULEBOOK_EDIT),
        "may_take_up": submitted and author and who.may(Permission.RULEBOOK_EDIT),
        "may_decide": submitted and not author and who.may(Permission.RULEBOOK_APPROVE),
        "author": author,
        "submit_form": VersionForm(None, data=version),
        "discard_form": ReasonForm(None, data=version, prefix="discard-"),
        "approve_form": ApproveForm(None, data=version),
        "return_form": ReasonForm(None, data=version, prefix="return-"),
        "open_step": None,
        **changes,
    }


def changed(differences: list[Any], section: Section) -> int:
    """How many parts of a section the draft changes."""
    return sum(each.section is section for each in differences)

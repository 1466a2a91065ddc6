"""Earlier versions of the texts to customers: read, and restored as a new version (H-05)."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.permissions import Permission
from models.rulebook import queries
from models.rulebook.actions import restore_template
from models.rulebook.tables import MessageTemplate
from portal.rulebook.blueprint import blueprint
from portal.rulebook.letters import named_in, occasion
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, respond
from web.language import _


@blueprint.get("/letters/<kind>/<language>/versions/<int:number>")
@needs(Permission.TEMPLATE_EDIT)
def version(kind: str, language: str, number: int) -> ResponseReturnValue:
    """One version as it was saved, by whom and when; it can no longer be changed."""
    shown = _version(kind, language, number)
    return page(
        "portal/rulebook/version.html",
        kind=shown.kind,
        means=shown.means,
        name=occasion(shown),
        tongue=shown.language,
        shown=shown,
        in_use=queries.template(shown.kind, shown.language, now(), means=shown.means),
        versions=queries.template_versions(shown.kind, shown.language, means=shown.means),
    )


@blueprint.post("/letters/<kind>/<language>/versions/<int:number>/restoration")
@needs(Permission.TEMPLATE_EDIT)
@commits
def restore(kind: str, language: str, number: int) -> Response:
    """What it says is saved as the newest version and used from now on."""
    added = restore_template(_version(kind, language, number), by=viewer(), now=now())
    flash(_("Version %(old)s is in use again, as version %(new)s.", old=number, new=added.version), "good")
    return respond(redirect=url_for("rulebook.letter", kind=kind, language=language))


def _version(kind: str, language: str, number: int) -> MessageTemplate:
    of = named_in(kind, language)
    if number >= 2**31:
        abort(404)
    return queries.template_version(of.kind, of.language, number, means=of.means) or abort(404)

"""A bundle of certificates, for whoever asked for it: its progress, and its file."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from models.papers import queries
from models.papers.tables import PaperBundle
from web.access import anyone, viewer
from web.downloads import sends_files
from web.fragments import page
from web.language import counted
from web.papers import send_bundle

blueprint = Blueprint("papers", __name__, url_prefix="/portal/papers")


@blueprint.get("/bundles/<int:bundle_id>")
@anyone
def show(bundle_id: int) -> ResponseReturnValue:
    """How many are printed, and the file when all are; one may leave and come back."""
    bundle = _own_or_404(bundle_id)
    progress = queries.progress_of(bundle)
    return page("portal/papers/bundle.html", bundle=bundle, progress=progress, counted=counted)


@blueprint.get("/bundles/<int:bundle_id>/certificates.pdf")
@anyone
@sends_files
def file(bundle_id: int) -> ResponseReturnValue:
    """All certificates in their order."""
    return send_bundle(_own_or_404(bundle_id))


def _own_or_404(bundle_id: int) -> PaperBundle:
    return queries.own_bundle(viewer(), bundle_id) or abort(404)

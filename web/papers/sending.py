"""Handing out the one file that a paper was printed as."""

from flask import Response
from werkzeug.exceptions import NotFound

from models.papers.tables import Paper, PaperBundle
from web.downloads import download


def send_paper(paper: Paper) -> Response:
    """The printed paper, under its number. Whoever calls has checked that the reader may have it, has loaded
    `paper.file`, and marks the view with `sends_files`. Raises NotFound while it is being printed.
    """
    if paper.file is None:
        raise NotFound
    return download(paper.file)


def send_bundle(bundle: PaperBundle) -> Response:
    """The file of a bundle; as `send_paper`."""
    if bundle.file is None:
        raise NotFound
    return download(bundle.file)

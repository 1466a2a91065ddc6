"""A numbered paper made from what was frozen when it was issued: the same facts give the same bytes.

A QR code on it leads to the page that says whether the paper is genuine.
"""

from collections.abc import Sequence
from typing import Any

import segno
from flask import current_app
from markupsafe import Markup

from models.papers.document import CertificateFacts, NoticeFacts
from models.papers.rules import in_groups, parse
from models.papers.tables import Paper
from web.config import Config
from web.language import speaking
from web.papers.lines import balanced, width
from web.papers.rendering import html_of, pdf_of

INK = "#111"
BROWN = "#5c3d0c"
SHORT = 130
"""Ems of a certificate's sentence up to which it is set in large type."""


def verify_address(paper: Paper) -> str:
    """Where anybody who holds the paper sees whether it is genuine."""
    config: Config = current_app.config["HUIYIN"]
    return f"{config.public_url}/verify/{paper.code}"


def issued_paper(paper: Paper) -> bytes:
    """The paper as PDF/UA. Looks nothing up, so it may be made by a job and made again."""
    facts = parse(paper.kind, paper.facts)
    if isinstance(facts, CertificateFacts):
        return bundle_paper([paper], facts.honour)
    with speaking(paper.language):
        return pdf_of(html_of("pdf/notice.html", **_context(paper, facts, INK)))


def bundle_paper(papers: Sequence[Paper], title: str) -> bytes:
    """Certificates as one file in their order, a page and a bookmark each."""
    sheets = [_sheet(paper) for paper in papers]
    company = parse(papers[0].kind, papers[0].facts).company
    with speaking(papers[0].language):
        return pdf_of(html_of("pdf/certificates.html", title=title, company=company, sheets=sheets))


def _sheet(paper: Paper) -> Markup:
    facts = parse(paper.kind, paper.facts)
    with speaking(paper.language):
        return Markup(html_of("pdf/_certificate.html", **_context(paper, facts, BROWN)))  # noqa: S704


def _context(paper: Paper, facts: NoticeFacts | CertificateFacts, ink: str) -> dict[str, Any]:
    code = segno.make(verify_address(paper), error="m")
    return {
        "paper": paper,
        "facts": facts,
        "title_lines": () if isinstance(facts, CertificateFacts) else balanced(facts.title),
        "long": isinstance(facts, CertificateFacts) and width(facts.reason) > SHORT,
        "code": Markup(code.svg_inline(border=0, dark=ink, omitsize=True)),  # noqa: S704 (made by segno)
        "code_in_words": in_groups(paper.code),
        "verify": verify_address(paper).partition("://")[2].rpartition("/")[0],
    }

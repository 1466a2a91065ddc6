"""Papers as PDF: any template on the house's paper, and the company's numbered notices and certificates."""

from web.papers.issued import bundle_paper, issued_paper, verify_address
from web.papers.rendering import SCHEME, pdf
from web.papers.sending import send_bundle, send_paper

__all__ = [
    "SCHEME",
    "bundle_paper",
    "issued_paper",
    "pdf",
    "send_bundle",
    "send_paper",
    "verify_address",
]

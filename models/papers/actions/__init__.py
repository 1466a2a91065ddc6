"""Every write about papers: issued, withdrawn, printed, bundled."""

from models.papers.actions.bundle import bundle, bundled
from models.papers.actions.issue import issue
from models.papers.actions.printing import printed
from models.papers.actions.withdraw import withdraw

__all__ = ["bundle", "bundled", "issue", "printed", "withdraw"]

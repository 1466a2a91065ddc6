"""The monthly flow on screen: summaries of departments, the company's report (Q-05)."""

from portal.monthly import export, report, summaries
from portal.monthly.blueprint import blueprint

__all__ = ["blueprint", "export", "report", "summaries"]

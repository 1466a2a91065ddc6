"""Results of surveys: figures, charts, comments, and files of them (S-06)."""

from portal.results import comments, drill, exports, views
from portal.results.blueprint import blueprint

__all__ = ["blueprint", "comments", "drill", "exports", "views"]

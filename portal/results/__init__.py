"""Results of surveys: figures, charts, comments, and files of them (S-06)."""

from portal.results import views
from portal.results.blueprint import blueprint

__all__ = ["blueprint", "views"]

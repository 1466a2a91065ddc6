"""Answering a survey, one question a screen, by the token of an invitation (S-04, S-05)."""

from survey.answer import views, wish
from survey.answer.blueprint import blueprint

__all__ = ["blueprint", "views", "wish"]

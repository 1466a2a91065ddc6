"""Every write of knowledge: articles, votes, what was sought in vain."""

from models.knowledge.actions.gaps import end_gap, note_gap
from models.knowledge.actions.publish import confirm_review, publish, retire
from models.knowledge.actions.remind import remind_of_review
from models.knowledge.actions.vote import vote
from models.knowledge.actions.write import ArticleDraft, write_article

__all__ = [
    "ArticleDraft",
    "confirm_review",
    "end_gap",
    "note_gap",
    "publish",
    "remind_of_review",
    "retire",
    "vote",
    "write_article",
]

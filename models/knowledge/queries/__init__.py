"""Every read of knowledge: lists and searches, suggestions for a case, what needs care."""

from models.knowledge.queries.articles import (
    ArticleFilter,
    categories,
    count,
    draft_of,
    find,
    held,
    listing,
    open_to_customers,
    versions_of,
    voted,
    votes_of,
)
from models.knowledge.queries.suggested import suggested_for
from models.knowledge.queries.upkeep import Care, drafts_with_articles, gap, gaps, in_need, reviews_due

__all__ = [
    "ArticleFilter",
    "Care",
    "categories",
    "count",
    "draft_of",
    "drafts_with_articles",
    "find",
    "gap",
    "gaps",
    "held",
    "in_need",
    "listing",
    "open_to_customers",
    "reviews_due",
    "suggested_for",
    "versions_of",
    "voted",
    "votes_of",
]

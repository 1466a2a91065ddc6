"""The words that an article and its upkeep may hold."""

from enum import StrEnum


class ArticleState(StrEnum):
    """Where an article stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Reader(StrEnum):
    """Who may read an article: those who work here, or customers too."""

    STAFF = "staff"
    EVERYBODY = "everybody"


class Site(StrEnum):
    """Where somebody looked for an article."""

    PORTAL = "portal"
    PUBLIC = "public"

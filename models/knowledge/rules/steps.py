"""Who may write, publish and retire articles (K-01). Pure."""

from models.knowledge.tables import Article, ArticleVersion
from models.knowledge.words import ArticleState, Reader
from models.people.tables import Staff
from models.permissions import Permission


def may_write(by: Staff) -> bool:
    return by.may(Permission.KNOWLEDGE_EDIT)


def may_publish(draft: ArticleVersion, by: Staff) -> bool:
    """What customers read is published by somebody else than who wrote it; the rest by its writer too."""
    if draft.reader is Reader.STAFF and draft.written_by_id == by.id:
        return may_write(by)
    return by.may(Permission.KNOWLEDGE_PUBLISH) and draft.written_by_id != by.id


def may_retire(article: Article, by: Staff) -> bool:
    own = article.owner_id == by.id and may_write(by)
    return article.state is ArticleState.PUBLISHED and (own or by.may(Permission.KNOWLEDGE_PUBLISH))

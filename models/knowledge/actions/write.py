"""An article is written, or its next version (K-01)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.ids import random_code
from models.knowledge.queries import draft_of, held, versions_of
from models.knowledge.rules.steps import may_write
from models.knowledge.tables import Article, ArticleVersion
from models.knowledge.words import Reader
from models.library.rules.personal import find_personal
from models.people.tables import Staff

TEXTS = ("title", "body", "title_en", "body_en", "reply", "words", "change")


@dataclass(frozen=True)
class ArticleDraft:
    """What an article is to say, who keeps it true, and until when it needs no look."""

    title: str
    body: str
    owner: Staff
    review_on: date
    category: str | None = None
    reader: Reader = Reader.STAFF
    title_en: str = ""
    body_en: str = ""
    reply: str = ""
    words: str = ""
    change: str = ""


def write_article(
    article: Article | None, draft: ArticleDraft, *, by: Staff, now: datetime, seen: int | None = None
) -> Article:
    """Writes a new article, or its next version; what is read stays until that is published.

    A version in the making is overwritten, and is then by whoever wrote last. Records article.written.
    Raises NotAllowed, Stale; Invalid: a field with "required" or "personal_data", ("title_en",
    "english_is_whole") for half of an English text, ("review_on", "past"), ("owner", "left").
    """
    if not may_write(by):
        raise NotAllowed("knowledge")
    _check(draft, now)
    if article is None:
        article = Article(number=random_code(12), owner=draft.owner, review_on=draft.review_on)
        db.session.add(article)
        db.session.flush()
        article.number = f"K{article.id:04d}"
    else:
        article = held(article)
        article.expect(seen)
        article.version += 1
    article.owner, article.review_on, article.category = draft.owner, draft.review_on, draft.category
    text = draft_of(article)
    if text is None:
        earlier = versions_of(article)
        text = ArticleVersion(article_id=article.id, number=earlier[0].number + 1 if earlier else 1)
        db.session.add(text)
    for name in TEXTS:
        setattr(text, name, getattr(draft, name).strip())
    text.reader, text.written_by, text.written_at = draft.reader, by, now
    db.session.flush()
    record("article.written", article, by=by, now=now, edition=text.number)
    return article


def _check(draft: ArticleDraft, now: datetime) -> None:
    for name in ("title", "body"):
        if not getattr(draft, name).strip():
            raise Invalid(name, "required")
    if bool(draft.title_en.strip()) != bool(draft.body_en.strip()):
        raise Invalid("title_en" if not draft.title_en.strip() else "body_en", "english_is_whole")
    if draft.review_on <= local_day(now):
        raise Invalid("review_on", "past")
    if not draft.owner.works_on(local_day(now)):
        raise Invalid("owner", "left")
    for name in TEXTS:
        if draft.reader is Reader.EVERYBODY and find_personal(getattr(draft, name)):
            raise Invalid(name, "personal_data")

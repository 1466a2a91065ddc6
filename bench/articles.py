"""What it takes to suggest articles for a case, and to search, among 5,000, on both databases (K-01)."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from statistics import median
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import insert, text

from bench.duplicates import clauses
from bench.figure import Figure
from models.clock import local_day
from models.db import db, writing
from models.knowledge.queries import ArticleFilter, listing, suggested_for
from models.knowledge.rules.parts import weighed
from models.knowledge.tables import EVERY_ARTICLE, Article, ArticlePart, ArticleVersion, article_gram
from models.knowledge.words import ArticleState, Reader
from tests.cast import furnish, meet
from tests.moments import MONDAY
from tests.servers import databases
from tests.servers.databases import Kind

ARTICLES = 5_000
CALLS = 40
BATCH = 20_000
SEED = 20261122
SEARCHES = ("断网", "发票", "宽带 报修", "套餐", "路由器")


def _texts(draw: random.Random) -> Iterator[tuple[str, str]]:
    """Titles and bodies of half-sentences that customers wrote: the words are as frequent as in life."""
    for _ in range(ARTICLES):
        yield draw.choice(clauses())[:60], "，".join(draw.sample(clauses(), draw.randint(6, 14)))


def _fill() -> None:
    draw = random.Random(SEED)  # noqa: S311 (no secret)
    cast, counts = meet(), Counter[int]()
    articles: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for n, (title, body) in enumerate(_texts(draw), start=1):
        articles.append(
            {
                "id": n,
                "number": f"K{n:04d}",
                "state": ArticleState.PUBLISHED,
                "owner_id": cast.handler.id,
                "review_on": local_day(MONDAY) + timedelta(days=180),
                "reader": Reader.EVERYBODY,
                "published_at": MONDAY,
            }
        )
        versions.append(
            {
                "article_id": n,
                "number": 1,
                "current": True,
                "reader": Reader.EVERYBODY,
                "title": title,
                "body": body,
                "written_by_id": cast.handler.id,
                "written_at": MONDAY,
                "published_by_id": cast.agent.id,
                "published_at": MONDAY,
            }
        )
        found = weighed(title, "", body)
        counts.update((*found, EVERY_ARTICLE))
        rows += [{"gram": gram, "article_id": n, "weight": weight} for gram, weight in found.items()]
    db.session.execute(insert(Article), articles)
    db.session.execute(insert(ArticleVersion), versions)
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(article_gram), rows[start : start + BATCH])
    db.session.execute(insert(ArticlePart), [{"gram": g, "articles": n} for g, n in counts.items()])


@contextmanager
def _filled(kind: Kind) -> Iterator[None]:
    name = f"bench_articles_{kind}"
    app = Flask("bench_articles")
    app.config["SQLALCHEMY_DATABASE_URI"] = databases.clone(kind, name, furnish)
    db.init_app(app)
    try:
        with app.app_context():
            with writing():
                _fill()
                db.session.commit()
                db.session.execute(text("ANALYZE"))
                db.session.commit()
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        databases.drop(kind, name)


@cache
def measured(kind: Kind) -> tuple[float, float]:
    """Milliseconds for suggestions and for a search: the medians of calls with different words."""
    draw = random.Random(SEED + 1)  # noqa: S311 (no secret)
    with _filled(kind):
        suggesting, searching = [], []
        for call in range(CALLS):
            said = "，".join(draw.sample(clauses(), draw.randint(3, 8)))
            suggesting.append(_took(lambda said=said: suggested_for(said)))  # type: ignore[misc]
            words = ArticleFilter(SEARCHES[call % len(SEARCHES)])
            searching.append(_took(lambda words=words: listing(words)))  # type: ignore[misc]
    return median(suggesting) * 1000, median(searching) * 1000


def _took(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    took = perf_counter() - start
    db.session.expunge_all()
    return took


def suggesting(kind: Kind) -> Callable[[], float]:
    return lambda: measured(kind)[0]


def searching(kind: Kind) -> Callable[[], float]:
    return lambda: measured(kind)[1]


FIGURES = tuple(
    figure
    for kind in databases.KINDS
    for figure in (
        Figure(f"articles_suggested_ms_{kind}", 100, suggesting(kind)),
        Figure(f"articles_searched_ms_{kind}", 100, searching(kind)),
    )
)

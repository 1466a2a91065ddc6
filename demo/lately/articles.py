"""The knowledge base of the demo company, with votes, a version in the making, and gaps (K-01)."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from demo.lately.stage import AGENT, Scene, Stage
from models.clock import local_day
from models.knowledge import actions
from models.knowledge.actions import ArticleDraft
from models.knowledge.queries import find
from models.knowledge.tables import Article
from models.knowledge.words import Reader, Site

SHEET = Path(__file__).resolve().parent.parent / "sheets" / "articles.toml"
FIRST = 60
"""The first was written so many working days ago, each other four days later."""
VOTES = ((31, 3), (18, 6), (24, 2), (12, 1), (9, 2), (0, 0), (0, 0))
"""How many readers each has helped, and how many not."""


def told() -> dict[str, Any]:
    """What the sheet says."""
    return tomllib.loads(SHEET.read_text())


def knowledge(stage: Stage) -> Scene:
    """Articles are written by who knows and published by customer service; readers vote."""
    for place, (row, (yes, no)) in enumerate(zip(told()["article"], VOTES, strict=True)):
        day = FIRST - 4 * place
        yield (now := stage.back(day, 10, 5))
        article = _written(stage, row, now)
        yield (now := stage.back(day - 1, 15, 30))
        by = stage.staff(AGENT) if row["customers"] else stage.staff(row["owner"])
        actions.publish(article, by=by, now=now)
        yield (now := stage.back(3, 17, 0))
        for n in range(yes + no):
            actions.vote(article, helped=n < yes, by=None, now=now)
    for row in told()["gap"]:
        for _time in range(row["times"]):
            actions.note_gap(row["text"], Site(row["site"]), now=now)


def renewed(stage: Stage) -> Scene:
    """One article gets a new version, which waits for customer service to publish it."""
    yield (now := stage.back(2, 11, 30))
    article = find(stage.staff(AGENT), "K0002")
    if article is None:
        return
    row = told()["article"][1] | {"change": "补充了无线桥接时的测速办法"}
    row["body"] += "\n\n使用无线桥接或子路由的，请靠近主路由再测一次，两次相差一半以上的，问题在桥接。"
    _written(stage, row, now, article)


def _written(stage: Stage, row: dict[str, Any], now: datetime, article: Article | None = None) -> Article:
    owner = stage.staff(row["owner"])
    texts = ("title", "body", "reply", "words", "title_en", "body_en", "change")
    draft = ArticleDraft(
        **{name: row.get(name, "") for name in texts},
        owner=owner,
        review_on=local_day(stage.until) + timedelta(days=120),
        category=row["category"],
        reader=Reader.EVERYBODY if row["customers"] else Reader.STAFF,
    )
    return actions.write_article(article, draft, by=owner, now=now)


SCENES = [knowledge, renewed]

"""Which texts that hang on no customer mention one of many, found in one reading of all of them (X-03)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import String, cast, or_, select

from models.db import db
from models.personal.queries.held import TABLES
from models.personal.rules.elsewhere import MENTIONING, SHORTEST

PAGE = 2000
Mentions = Mapping[str, Collection[int]]
"""Ids of rows by table."""


def mentions_of(signs: Mapping[int, Collection[str]], *, stop: Callable[[], bool]) -> dict[int, Mentions]:
    """For each of some owners, which rows hold one of their signs, as `signs_of` gives these.

    Every text of `MENTIONING` is read once, page by page, each page in a transaction of its own: nobody
    waits for it, and a hundred owners take no longer than one. `stop` says that the process is about to end:
    what comes back then is not whole, and nothing may be done by it.
    """
    owners: dict[str, list[int]] = {}
    for owner, theirs in signs.items():
        for sign in theirs:
            owners.setdefault(sign, []).append(owner)
    beginnings: dict[str, list[str]] = {}
    for sign in owners:
        beginnings.setdefault(sign[:SHORTEST], []).append(sign)
    found: dict[int, dict[str, list[int]]] = {owner: {} for owner in signs}
    for table, row_id, text in _texts() if beginnings else ():
        if stop():
            break
        for owner in {each for sign in _held(text, beginnings) for each in owners[sign]}:
            rows = found[owner].setdefault(table, [])
            if row_id not in rows[-1:]:
                rows.append(row_id)
    db.session.commit()
    return dict(found)


def _held(text: str, beginnings: Mapping[str, Collection[str]]) -> Iterator[str]:
    """The signs that stand in a text, by their first letters."""
    text = text.lower()
    for place in range(len(text) - SHORTEST + 1):
        for sign in beginnings.get(text[place : place + SHORTEST], ()):
            if text.startswith(sign, place):
                yield sign


def _texts() -> Iterator[tuple[str, int, str]]:
    for table, columns in MENTIONING.items():
        rows = TABLES[table]
        texts: list[Any] = [cast(rows.c[name], String) for name in columns]
        last = 0
        while page := db.session.execute(
            select(rows.c.id, *texts)
            .where(rows.c.id > last, or_(*(each != "" for each in texts)))
            .order_by(rows.c.id)
            .limit(PAGE)
        ).all():
            for row in page:
                yield from ((table, row[0], text) for text in row[1:] if text)
            last = page[-1][0]
            db.session.commit()

"""What entries of the ledger are for, in words, with where to read more (C-04)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from models.conduct.queries.rewards import sees
from models.conduct.tables import Reward
from models.db import db
from models.people.tables import Staff
from web.words import word


@dataclass(frozen=True)
class Deed:
    """A reward or penalty as an entry names it; `url` where the reader may open it."""

    label: str
    number: str
    url: str = ""


def deeds(abouts: Collection[str], by: Staff) -> Mapping[str, Deed]:
    """What these audit names are called, in one query."""
    numbers = [about.removeprefix("reward:") for about in abouts if about.startswith("reward:")]
    rows = db.session.execute(select(Reward.number, Reward.kind, sees(by)).where(Reward.number.in_(numbers)))
    return {
        f"reward:{number}": Deed(word(kind), number, url_for("rewards.show", number=number) if seen else "")
        for number, kind, seen in rows
    }

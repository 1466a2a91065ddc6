"""What entries of the ledger are for, in words, with where to read more (C-04)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from models.accountability.tables import Matter
from models.conduct.queries.rewards import sees
from models.conduct.tables import Penalty, Reward
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
    """What these audit names are called, in two queries at most."""
    numbers = [about.removeprefix("reward:") for about in abouts if about.startswith("reward:")]
    rows = db.session.execute(select(Reward.number, Reward.kind, sees(by)).where(Reward.number.in_(numbers)))
    found = {
        f"reward:{number}": Deed(word(kind), number, url_for("rewards.show", number=number) if seen else "")
        for number, kind, seen in rows
    }
    return found | _penalties(abouts, by)


def _penalties(abouts: Collection[str], by: Staff) -> dict[str, Deed]:
    """Of measures the reader's own matters alone are linked: others open theirs from the list of matters."""
    ids = [int(about.removeprefix("penalty:")) for about in abouts if about.startswith("penalty:")]
    if not ids:
        return {}
    rows = select(Penalty.id, Penalty.kind, Matter.number, Matter.person_id)
    joined = rows.join(Matter, Matter.id == Penalty.matter_id).where(Penalty.id.in_(ids))
    return {
        f"penalty:{number}": Deed(
            word(kind), matter, url_for("matters.show", number=matter) if person == by.id else ""
        )
        for number, kind, matter, person in db.session.execute(joined)
    }

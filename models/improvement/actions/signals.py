"""What rose is kept for a week, and those who steer are told (M-03)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from models.clock import local_day
from models.db import db, insert_once
from models.events.actions import SYSTEM, record
from models.improvement.queries import Cause, Found, looked_for
from models.improvement.tables import RisingSignal
from models.improvement.words import SignalKind
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.permissions import Permission
from models.products.queries import product_with_code
from models.rulebook.queries import rules_at

NAMED = 3
"""So many of what rose are named in the notice."""


def note_signals(*, now: datetime) -> int:
    """Looks once for each week that ended with a Sunday, and keeps what rose; returns how many are new.

    The notice names the clearest causes, and no words of customers. Records improvement.looked once a week.
    Run again, or by two at once, nothing is kept or told twice.
    """
    until = week_end(local_day(now))
    if db.session.scalar(select(RisingSignal.id).where(RisingSignal.until == until).limit(1)) is not None:
        return 0
    new, found = 0, looked_for(until)
    for each in found:
        new += insert_once(
            RisingSignal,
            until=until,
            kind=each.kind,
            key=each.key,
            region=each.cause.region,
            product=each.cause.product,
            observed=each.rise.observed,
            expected=round(each.rise.expected, 2),
            score=round(each.rise.score, 2),
            found_at=now,
        )
    if new:
        record("improvement.looked", f"rising:{until}", by=SYSTEM, now=now, rises=new)
        people = [each.id for each in who_may(Permission.IMPROVEMENT_STEER, on=local_day(now))]
        about = f"rising:{until}"
        names = _named(found, now)
        facts = {"rises": names, "more": len(found) - len(names)}
        notify_all(sorted(people), "causes_rising", about=about, now=now, facts=facts, dedupe=about)
    return new


def _named(found: Sequence[Found], now: datetime) -> list[list[str]]:
    """The clearest causes, each in Chinese and English."""
    causes = [each.cause for each in found if each.kind is not SignalKind.WORD][:NAMED]
    return [_name(each, now) for each in causes]


def _name(cause: Cause, now: datetime) -> list[str]:
    """A cause with its product or region; today's rulebook may know the category no longer."""
    product = product_with_code(cause.product) if cause.product else None
    category = next((each for each in rules_at(now).categories if each.code == cause.key), None)
    chinese = [product.name_zh if product else "", category.name_zh if category else cause.key, cause.region]
    english = [
        (product.name_en or product.name_zh) if product else "",
        category.name_en if category else cause.key,
        cause.region,
    ]
    return [" · ".join(filter(None, names)) for names in (chinese, english)]


def week_end(day: date) -> date:
    """The Monday with which the week of a day began: what came before it is whole weeks."""
    return day - timedelta(days=day.weekday())

"""What the clock does about personal data whose time is over: asks before the first time, erases (X-03)."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import select

from jobs.job import Tally, claim, each_apart, once, stopping, write
from models.cases.tables import Case
from models.clock import local
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.personal.actions import ask_to_begin, expire_case, signs_going, signs_of
from models.personal.queries import (
    Mentions,
    expired_cases,
    how_many,
    is_to_ask,
    kept_by,
    may_begin,
    mentions_of,
    over,
)
from models.rulebook.document import RetentionRules
from models.rulebook.queries import retention_at
from web.downloads import file_store

BEGINS, ENDS = time(1), time(5)
"""By night in Shanghai, when hardly anybody waits for the database."""
MOST = 300
"""So many cases a run: a company with a million old ones is not kept from working, whatever goes wrong with
one night. A run reads once what merely mentions customers, so it is not much fewer."""


def ask(now: datetime) -> Tally:
    """Tells administrators how many cases are past their time, where nobody has confirmed the periods.

    They are counted before anything is written, as that takes seconds where there are many.
    """
    rules = retention_at(now)
    cases = how_many(rules, now) if is_to_ask(rules, now) else 0
    return once(lambda: ask_to_begin(rules, cases, now=now)) if cases else Tally()


def expire(now: datetime) -> Tally:
    """By night, and once the periods are confirmed: takes personal data out of cases whose time is over.

    Each case is a transaction of its own; the bytes of its files go after the commit, and what a crash leaves
    of them is swept up. What was not reached tonight is reached tomorrow.
    """
    rules = retention_at(now)
    if not BEGINS <= local(now).time() < ENDS or not may_begin(rules, now):
        return Tally()
    due = expired_cases(rules, now, limit=MOST)
    if not due:
        return Tally()
    mentions = mentions_of(_signs(due), stop=stopping)
    store = file_store()

    def one(item: tuple[int, int]) -> bool:
        keys = write(lambda: _expire(item, rules, mentions[item[0]], now))
        for key in keys or ():
            store.remove(key)
        return keys is not None

    return each_apart(due, one, name="expire-cases")


def _signs(due: Sequence[tuple[int, int]]) -> dict[int, list[str]]:
    """What is to be looked for in texts that hang on nobody, for each of these cases."""
    signs: dict[int, list[str]] = {}
    for case_id, customer_id in due:
        case = db.session.get_one(Case, case_id)
        theirs = select(Case).where(Case.customer_id == customer_id, Case.id != case_id)
        customer = db.session.get_one(Customer, customer_id)
        signs[case_id] = signs_of(signs_going(case, customer, db.session.scalars(theirs).all()))
        db.session.expunge_all()
    return signs


def _expire(
    item: tuple[int, int], rules: RetentionRules, mentions: Mentions, now: datetime
) -> Sequence[str] | None:
    """The keys of files that went; None where the case is not due any more or somebody else has it.

    The customer's row is held first, as by whoever forgets them, so that neither waits for the other in vain.
    What keeps the case is asked once its row is ours, as who holds a case takes its row: nobody is overlooked
    who did so this moment.
    """
    case_id, customer_id = item
    customer = db.session.get(Customer, customer_id, with_for_update={"of": Customer})
    case = claim(Case, case_id, Case.customer_id == customer_id, over(rules, now))
    if case is None or customer is None or kept_by(case, now):
        return None
    try:
        return expire_case(case, customer, mentions, now=now).keys
    except Invalid:
        db.session.rollback()
        return None

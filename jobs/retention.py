"""What the clock does about personal data whose time is over: asks before the first time, erases (X-03)."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import TypeVar

from sqlalchemy import or_, select

from jobs.job import Tally, claim, each_apart, once, stopping, write
from models.campaigns.tables import Campaign
from models.cases.tables import Case
from models.clock import local
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.mailbox.tables import MailboxMessage
from models.personal.actions import (
    ask_to_begin,
    expire_case,
    expire_list,
    expire_mail,
    go_through_again,
    signs_going,
    signs_of,
)
from models.personal.queries import (
    Due,
    Mentions,
    due_lists,
    due_mails,
    expired_cases,
    how_many,
    is_to_ask,
    kept_by,
    list_over,
    mail_over,
    may_begin,
    mentions_of,
    named_on,
    nothing_keeps_mail,
    over,
    written_later,
)
from models.rulebook.document import RetentionRules
from models.rulebook.queries import retention_at
from web.downloads import file_store

BEGINS, ENDS = time(1), time(5)
"""By night in Shanghai, when hardly anybody waits for the database."""
MOST = 300
"""So many cases a run: a company with a million old ones is not kept from working, whatever goes wrong with
one night. A run reads once what merely mentions customers, so it is not much fewer."""
LINES = 100
"""So many people on a list at once: each reading of all places costs the same for one and for a hundred."""
Item = TypeVar("Item")


def ask(now: datetime) -> Tally:
    """Tells administrators how much is past its time, where nobody has confirmed the periods.

    It is counted before anything is written, as that takes seconds where there is much.
    """
    rules = retention_at(now)
    due = how_many(rules, now) if is_to_ask(rules, now) else Due(0, 0, 0)
    return once(lambda: ask_to_begin(rules, due, now=now)) if any(due) else Tally()


def expire(now: datetime) -> Tally:
    """By night, and once the periods are confirmed: takes personal data out of cases whose time is over, out
    of mails that became none, and out of lists that were brought for surveys.

    Each case and each mail is a transaction of its own, and so are LINES people of a list; the bytes of files
    go after the commit, and what a crash leaves of them is swept up. What was not reached tonight is reached
    tomorrow.
    """
    rules = retention_at(now)
    if not BEGINS <= local(now).time() < ENDS or not may_begin(rules, now):
        return Tally()
    return _cases(rules, now) + _mails(rules, now) + _lists(rules, now)


def go_through(now: datetime) -> Tally:
    """By night: what colleagues wrote of cases whose data went before, some days after they wrote it.

    One that something keeps, as a matter that was opened since, waits: what ends that happens to it, too, and
    is found again.
    """
    rules = retention_at(now)
    if not BEGINS <= local(now).time() < ENDS:
        return Tally()
    due = written_later(rules, now)[:MOST]
    return _one_by_one(due, lambda item: _go_through(item, now), "expired-again")


def _go_through(item: tuple[int, int], now: datetime) -> Sequence[str] | None:
    case_id, customer_id = item
    customer = db.session.get(Customer, customer_id, with_for_update={"of": Customer})
    not_yet = or_(Case.gone_through_at.is_(None), Case.gone_through_at < now)
    case = claim(Case, case_id, Case.expired_at.is_not(None), not_yet)
    if case is None or customer is None or kept_by(case, now):
        return None
    go_through_again(case, customer, now=now)
    return ()


def _cases(rules: RetentionRules, now: datetime) -> Tally:
    due = expired_cases(rules, now, limit=MOST)
    if not due:
        return Tally()
    mentions = mentions_of(_signs(due), stop=stopping)
    return _one_by_one(due, lambda item: _expire(item, rules, mentions[item[0]], now))


def _mails(rules: RetentionRules, now: datetime) -> Tally:
    due = db.session.scalars(due_mails(rules, now).limit(MOST)).all()
    return _one_by_one(due, lambda mail_id: _expire_mail(mail_id, rules, now))


def _lists(rules: RetentionRules, now: datetime) -> Tally:
    """Each person on a list is one thing that is done; the file of the list goes with the first of them."""
    due = [
        campaign_id
        for campaign_id in due_lists(rules, now)
        for _part in range(max(1, -(-len(named_on(campaign_id, limit=MOST)) // LINES)))
    ]
    return _one_by_one(due, lambda campaign_id: _expire_list(campaign_id, rules, now))


def _one_by_one(
    due: Sequence[Item], expire: Callable[[Item], Sequence[str] | None], name: str = "expire-cases"
) -> Tally:
    """Each in a transaction of its own; the bytes whose keys it returns go when it is committed.

    The log tells of it by the name of the job.
    """
    store = file_store()

    def one(item: Item) -> bool:
        keys = write(lambda: expire(item))
        for key in keys or ():
            store.remove(key)
        return keys is not None

    return each_apart(due, one, name=name)


def _expire_mail(mail_id: int, rules: RetentionRules, now: datetime) -> Sequence[str] | None:
    """As `_expire`; who makes a case of a mail takes its row."""
    message = claim(MailboxMessage, mail_id, mail_over(rules, now), *nothing_keeps_mail(now))
    return None if message is None else expire_mail(message, now=now)


def _expire_list(campaign_id: int, rules: RetentionRules, now: datetime) -> Sequence[str] | None:
    campaign = claim(Campaign, campaign_id, list_over(rules, now))
    if campaign is None:
        return None
    members = named_on(campaign_id, limit=LINES)
    if not members and campaign.file_id is None:
        return None
    return expire_list(campaign, members, now=now)


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
    """The keys of files that went; None where the case is not due any more, somebody else has it, or a letter
    to its customer is on its way, so that it is tried again another night.

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
    except Invalid as refused:
        if refused.why != "letter_leaves":
            raise
        db.session.rollback()
        return None

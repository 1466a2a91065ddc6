"""Rewards for reporters whose report was upheld: paid to whoever brings a code, unnamed (W-10)."""

from datetime import datetime

from sqlalchemy import select, update

from models.clock import local_day
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed, WrongSecret, WrongState
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.reading import read
from models.hotline.rules.access import Access
from models.hotline.rules.codes import GROUP
from models.hotline.rules.doors import HELD
from models.hotline.rules.second import proposed_reward
from models.hotline.rules.vault import Vault
from models.hotline.tables import HotlinePayout
from models.hotline.words import EntryKind, PayoutState, Side
from models.ids import random_code, typed
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.queries import hotline_at

LENGTH = 16


def propose_reward(access: Access, amount_fen: int, *, now: datetime) -> None:
    """One reader proposes what the reporter gets; another grants it. Raises WrongState, Invalid("amount")."""
    report = lock(access)
    if report.conclusion not in HELD:
        raise WrongState("reward", report.state.value)
    if not 0 < amount_fen <= hotline_at(now).most_reward_fen:
        raise Invalid("amount", "over_the_most")
    data = {"what": "reward_proposed", "amount_fen": amount_fen}
    add_entry(access, report, EntryKind.LOG, Side.WORK, "", now=now, data=data)


def grant_reward(access: Access, *, vault: Vault, now: datetime) -> None:
    """A second reader grants what was proposed: the reporter reads a code on the report, and finance pays
    whoever brings it. Of the code only a mark is stored, and no row leads from it to the report.

    Raises WrongState where nothing waits, NotAllowed("own_work").
    """
    report = lock(access)
    proposed = proposed_reward(read(access).texts)
    if proposed is None:
        raise WrongState("reward", "none")
    _place, proposal = proposed
    if proposal.staff_id == access.staff_id:
        raise NotAllowed("own_work")
    amount_fen = proposal.data["amount_fen"]
    code = random_code(LENGTH)
    db.session.add(
        HotlinePayout(
            code_digest=_mark(code, vault),
            amount_fen=amount_fen,
            state=PayoutState.OPEN,
            granted_on=local_day(now),
        )
    )
    shown = "-".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))
    data = {"status": "reward", "code": shown, "amount_fen": amount_fen}
    add_entry(access, report, EntryKind.STATUS, Side.TALK, "", now=now, data=data)
    add_entry(access, report, EntryKind.LOG, Side.WORK, "", now=now, data={"what": "reward_granted"})


def refuse_reward(access: Access, reason: str, *, now: datetime) -> None:
    """What was proposed is granted by nobody: another reader refuses it, or who proposed it takes it back.
    Another amount can be proposed then. Raises WrongState where nothing waits, Invalid("reason")."""
    report = lock(access)
    reason = written(reason, "reason", most=1000)
    if proposed_reward(read(access).texts) is None:
        raise WrongState("reward", "none")
    add_entry(access, report, EntryKind.LOG, Side.WORK, reason, now=now, data={"what": "reward_refused"})


def payout_of(text: str, *, vault: Vault) -> HotlinePayout:
    """The reward under a code that somebody brings. Raises WrongSecret."""
    found = select(HotlinePayout).where(HotlinePayout.code_digest == _mark(typed(text[:100]), vault))
    payout = db.session.scalars(found).one_or_none()
    if payout is None:
        raise WrongSecret("payout")
    return payout


def pay(text: str, *, vault: Vault, by: Staff, now: datetime) -> int:
    """Finance has paid it, once. Returns the amount in fen. Raises NotAllowed, WrongSecret, WrongState."""
    if Role.FINANCE not in by.roles:
        raise NotAllowed("permission")
    payout = payout_of(text, vault=vault)
    paid = changed_rows(
        update(HotlinePayout)
        .where(HotlinePayout.id == payout.id, HotlinePayout.state == PayoutState.OPEN)
        .values(state=PayoutState.PAID, paid_on=local_day(now), paid_by_id=by.id)
    )
    if not paid:
        raise WrongState("reward", payout.state.value)
    return payout.amount_fen


def _mark(code: str, vault: Vault) -> str:
    return vault.mark("payout", code).hex()

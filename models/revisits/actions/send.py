"""Asking: by letter or SMS with a link, else on the phone list (R-02, R-03)."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from models.cases.actions.letters import send_letter
from models.cases.queries.contacts import usual_means
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import alone_in, db
from models.errors import WrongState
from models.events.actions import SYSTEM, record
from models.revisits.actions.course import cancel, end_in_silence
from models.revisits.queries.due import fits
from models.revisits.queries.limits import ASKING, asked_elsewhere, room_for_letter
from models.revisits.rules import (
    INVITATION_NAME,
    QUESTIONNAIRES,
    REACH,
    course,
    next_call,
    next_contact,
    window_end,
)
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState, Silence
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from models.surveys.actions import invite
from models.surveys.words import Reach

INVITATION = "revisit_invitation"
Calls = Callable[[int], Collection[datetime]]


def _no_calls(_customer_id: int) -> Collection[datetime]:
    return ()


def send(revisit: Revisit, *, calls: Calls = _no_calls, now: datetime) -> None:
    """Asks the customer of a planned revisit: queues the letter or the SMS, or puts it on the phone list.

    `calls` says when campaigns put a customer, by id, on their phone list: they count towards the limit.

    Waits while customers may not be contacted, and while this one was asked or written to often
    enough; cancels where the case has moved on; ends where there is nobody to ask. Records
    `revisit.sent`, `revisit.to_call`, `revisit.postponed`, or how it ended. Raises WrongState for one
    not planned.
    """
    if revisit.state is not RevisitState.PLANNED:
        raise WrongState("send", revisit.state.value)
    case = db.session.get_one(Case, revisit.case_id)
    rules = rules_of(case.rulebook_id)
    if not fits(revisit, case):
        cancel(revisit, now=now)
        return
    customer = db.session.get_one(Customer, case.customer_id)
    if customer.do_not_contact_since is not None:
        end_in_silence(revisit, case, Silence.DO_NOT_CONTACT, now=now)
    elif not case.contact_email and not case.contact_phone:
        end_in_silence(revisit, case, Silence.NO_MEANS, now=now)
    elif not _postponed(revisit, case, rules, calls, now):
        _ask(revisit, case, rules, now)


def _postponed(revisit: Revisit, case: Case, rules: Rules, calls: Calls, now: datetime) -> bool:
    """Whether it is too early: quiet hours, or a limit on asking or writing to one customer (R-03).

    Who may only be asked when the answer would come too late to be of use is not asked at all; the case
    stays open until the revisit is due, so that they can say by themselves whether they are content
    (R-01). The limit of messages a day only moves a letter; it drops none.
    """
    alone_in(ASKING)
    free_at = asked_elsewhere(case, rules, now, calls(case.customer_id))
    if free_at is not None and free_at > revisit.due_at + timedelta(days=rules.revisit.link_days):
        if now < revisit.due_at:
            _put_off(revisit, case, "contact_limit", revisit.due_at, now)
        else:
            end_in_silence(revisit, case, Silence.CONTACT_LIMIT, now=now)
        return True
    written = usual_means(case, INVITATION) is not None
    room_at = room_for_letter(case, INVITATION, rules, now) if written else now
    send_at = next_contact(rules, max(now, free_at or now, room_at))
    if send_at <= now:
        return False
    why = "contact_limit" if free_at else "message_limit" if room_at > now else "quiet_hours"
    _put_off(revisit, case, why, send_at, now)
    return True


def _put_off(revisit: Revisit, case: Case, why: str, until: datetime, now: datetime) -> None:
    revisit.send_at = until
    record(
        "revisit.postponed",
        case,
        by=SYSTEM,
        now=now,
        reason=why,
        revisit=revisit.id,
        until=until.isoformat(),
    )


def _ask(revisit: Revisit, case: Case, rules: Rules, now: datetime) -> None:
    means = usual_means(case, INVITATION)
    invitation = invite(
        QUESTIONNAIRES[revisit.kind],
        language=case.language,
        reach=REACH[means] if means else Reach.PHONE,
        closes_at=window_end(rules, now),
    )
    revisit.invitation_id = invitation.id
    revisit.asked_at = now
    revisit.expires_at = invitation.closes_at
    if means is None:
        revisit.state = RevisitState.TO_CALL
        revisit.next_call_at = next_call(rules, now)
        record("revisit.to_call", case, by=SYSTEM, now=now, revisit=revisit.id, reason="no_email")
        return
    then = course(rules, now)
    revisit.state = RevisitState.SENT
    revisit.remind_at = then.remind_at
    revisit.call_from = then.call_from if case.contact_phone else None
    contact = send_letter(
        INVITATION,
        case,
        by=SYSTEM,
        now=now,
        means=means,
        dedupe=f"{INVITATION_NAME}{revisit.id}",
        locator=invitation.locator,
        revisit_kind=revisit.kind,
        open_until=invitation.closes_at.isoformat(),
    )
    record(
        "revisit.sent",
        case,
        by=SYSTEM,
        now=now,
        revisit=revisit.id,
        contact=contact.id if contact else None,
    )

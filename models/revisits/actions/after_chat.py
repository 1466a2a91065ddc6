"""When a chat ends its customer is asked for a rating (V-05)."""

from datetime import datetime

from models.cases.actions.letters import send_letter
from models.cases.queries.contacts import usual_means
from models.cases.tables import Case, Chat
from models.customers.tables import Customer
from models.db import db
from models.events.actions import SYSTEM, record
from models.revisits.queries.chats import asked_about
from models.revisits.rules import AFTER_CHAT, REACH, window_end
from models.revisits.tables import ChatRating
from models.rulebook.queries import rules_of
from models.surveys.actions import invite
from models.surveys.words import Reach

LETTER = "chat_rating"


def ask_after_chat(chat: Chat, *, by_letter: bool = True, now: datetime) -> ChatRating | None:
    """Invites the customer to rate a chat, once; queues the letter with the link where it can reach them.

    `by_letter` is False where the chat tool shows the link itself. None where the customer rated in the
    tool, wants no survey, or cannot be asked. Records case.chat_asked.
    """
    earlier = asked_about(chat)
    if earlier is not None:
        return earlier
    case = db.session.get_one(Case, chat.case_id)
    customer = db.session.get_one(Customer, case.customer_id)
    means = usual_means(case, LETTER) if by_letter else None
    reachable = not by_letter or means is not None
    if chat.rating is not None or customer.do_not_contact_since is not None or not reachable:
        return None
    invitation = invite(
        AFTER_CHAT,
        language=case.language,
        reach=REACH[means] if means else Reach.WEB,
        closes_at=window_end(rules_of(case.rulebook_id), now),
    )
    rating = ChatRating(chat_id=chat.id, invitation_id=invitation.id, asked_at=now, invitation=invitation)
    db.session.add(rating)
    db.session.flush()
    if by_letter:
        send_letter(
            LETTER,
            case,
            by=SYSTEM,
            means=means,
            now=now,
            dedupe=f"chat_rating:{chat.id}",
            locator=invitation.locator,
            open_until=invitation.closes_at.isoformat(),
        )
    record("case.chat_asked", case, by=SYSTEM, now=now, chat=chat.id)
    return rating

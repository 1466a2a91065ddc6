"""What went between us and a customer on one case, in the order in which it happened (X-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from models.cases.words import Direction
from models.clock import SHANGHAI
from models.personal.queries import CopiedCase
from web.language import _
from web.language.filters import yuan
from web.words import word


@dataclass(frozen=True)
class Step:
    """One thing that happened; `words` are what was said."""

    at: datetime
    what: str
    words: str = ""


def course_of(copied: CopiedCase) -> list[Step]:
    """Talks, results, calls and payments, the first first. A result that left as a letter is there once."""
    return sorted(_steps(copied), key=lambda step: step.at)


def _steps(copied: CopiedCase) -> Iterator[Step]:
    said = {each.text for each in copied.contacts}
    for contact in copied.contacts:
        who = _("You") if contact.direction is Direction.IN else _("We")
        yield Step(contact.at, f"{who} · {word(contact.means)}", contact.text)
    for result in copied.results:
        if result.told_at is not None and result.reply not in said:
            yield Step(result.told_at, _("Our result"), result.reply)
    for heard in copied.confirmations:
        what = (
            _("You were satisfied with the result")
            if heard.satisfied
            else _("You were not satisfied with the result")
        )
        yield Step(heard.at, what, heard.comment)
    for call in copied.calls:
        yield Step(call.at, _("We called you"))
    for paid in copied.payments:
        if paid.paid_at is not None:
            yield Step(paid.paid_at, " · ".join([_("Paid to you"), word(paid.kind), yuan(paid.amount_fen)]))
    for outside in copied.outside:
        on = datetime.combine(outside.received_on, time(), SHANGHAI)
        body = outside.body_name or word(outside.body)
        yield Step(on, " · ".join([_("Before a regulator or mediator"), body, outside.number]))

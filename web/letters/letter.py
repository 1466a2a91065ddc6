"""Rendering: from a row of the outbox to a subject, a text and an HTML page, or to the text of an SMS."""

from dataclasses import dataclass, replace
from datetime import datetime

from models.cases.queries import tracked
from models.outbox.rules import NOTICES
from models.outbox.tables import OutboxMessage
from models.people.tables import Language
from models.rulebook.queries import template
from models.rulebook.rules import render_body, render_sms, render_subject
from models.rulebook.words import Means, MessageKind
from web.language import speaking
from web.letters import campaign, notices
from web.letters.frame import MARK, html_of, text_of, with_written
from web.letters.links import HIDDEN
from web.letters.values import WRITTEN, Occasion, Values, values_for
from web.letters.written import greets, without_salutation

CASE = "case:"


@dataclass(frozen=True)
class Letter:
    """What is sent: the subject with the tag by which a reply finds its case, and the two bodies.

    An SMS is its text alone. `kept_text` and `kept_html` are what the outbox keeps of them where that is not
    the same: a letter of an anonymous campaign is kept without its link (S-04), one with a code without that.
    """

    subject: str
    text: str
    html: str
    kept_text: str | None = None
    kept_html: str | None = None


def render(message: OutboxMessage, *, now: datetime) -> Letter:
    """What a message says if it is sent now, in the language of its row (H-05).

    The text in use now is taken, so one that was mended serves the messages that failed over it. Where
    the words that a person wrote for it greet or apologise, the letter does not do so besides.
    A mail to staff is told apart (`notices`). Raises LookupError where the case is gone, SetupError where
    there is no text for the occasion.
    """
    if message.kind == NOTICES:
        return Letter(*notices.written(message))
    if message.kind in campaign.KINDS:
        of_campaign = campaign.written(message, now=now)
        return Letter(
            of_campaign.subject,
            of_campaign.text,
            of_campaign.html,
            of_campaign.kept_text,
            of_campaign.kept_html,
        )
    kind, language = MessageKind(message.kind), Language(message.language)
    case = tracked(message.about.removeprefix(CASE))
    if case is None or not message.about.startswith(CASE):
        raise LookupError(f"there is no {message.about} to write about")
    occasion = Occasion(message, case)
    found = template(kind, language, now, means=message.means)
    if message.means is Means.SMS:
        with speaking(language):
            values = values_for(kind, occasion)
            return _kept(Letter("", render_sms(found.body, values), ""), values)
    with speaking(language):
        values, written = values_for(kind, occasion), occasion.written
        subject = tagged(render_subject(found.subject, values), case.number)
        marked = values | {field: MARK for field in WRITTEN & values.keys() if values[field]}
        body = with_written(render_body(found.body, marked), written)
        if greets(written):
            body = without_salutation(body, values["customer"])
        html = html_of(
            kind,
            subject,
            body,
            link=values["link"],
            customer=values["customer"],
            written=written,
            number=case.number,
            english=language is Language.EN,
        )
        return _kept(Letter(subject, text_of(body, written=written, number=case.number), html), values)


def _kept(letter: Letter, values: Values) -> Letter:
    """A letter with a code is kept without it: whoever reads the outbox must not open a customer's page."""
    code = values.get("code")
    if not code:
        return letter
    kept_text, kept_html = letter.text.replace(code, HIDDEN), letter.html.replace(code, HIDDEN)
    return replace(letter, kept_text=kept_text, kept_html=kept_html)


def tagged(subject: str, number: str) -> str:
    """The subject with [HY-…] in it, by which replies find the case whatever a mail program adds."""
    tag = f"[{number}]"
    if tag in subject:
        return subject
    return subject.replace(number, tag, 1) if number in subject else f"{subject} {tag}"

"""A customer's copy as data: plain names and values that another system can read (X-03, PIPL art. 45)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from models.campaigns.tables import Campaign, CampaignMember
from models.cases.tables import Case, Chat, ChatLine
from models.cases.words import Closing
from models.customers.tables import Customer
from models.outbox.tables import OutboxMessage
from models.personal.queries import Answered, CopiedCase, Copy
from models.surveys.document import FivePointMatrix, Multiple, Single

FORMAT = "huiyin-personal-copy-1"
Paths = Mapping[int, str]


def data_of(copy: Copy, paths: Paths, *, company: str, now: datetime) -> dict[str, Any]:
    """The whole copy. Moments are ISO 8601 in UTC, amounts fen; `paths` says where in the archive the files
    lie, by their ids."""
    language = copy.customer.language
    return {
        "format": FORMAT,
        "from": company,
        "made_at": now.isoformat(),
        "you": _person(copy.customer),
        "cases": [_case(each, paths) for each in copy.cases],
        "letters": [_letter(each) for each in copy.letters],
        "surveys": [survey_of(each, language) for each in copy.surveys],
        "drawn_for_surveys": [_asked(member, campaign) for member, campaign in copy.asked],
    }


def _person(customer: Customer) -> dict[str, Any]:
    return {
        "name": customer.name,
        "telephone": customer.phone,
        "email": customer.email,
        "account": customer.account,
        "region": customer.region,
        "language": customer.language,
        "known_since": _moment(customer.created_at),
        "asked_not_to_be_contacted_since": _moment(customer.do_not_contact_since),
    }


def _case(copied: CopiedCase, paths: Paths) -> dict[str, Any]:
    case = copied.case
    return _told(case) | {
        "post": {"link": copied.post.link, "author": copied.post.author} if copied.post else None,
        "conversation": [
            {"at": _moment(each.at), "from": _side(each.direction), "by": each.means, "words": each.text}
            for each in copied.contacts
        ],
        "chats": [_chat(chat, lines) for chat, lines in copied.chats],
        "mails": [
            {
                "subject": each.subject,
                "arrived_at": _moment(each.arrived_at),
                "words": each.words,
                "file": paths.get(each.file_id or 0),
            }
            for each in copied.mails
        ],
        "results": [{"told_at": _moment(each.told_at), "words": each.reply} for each in copied.results],
        "your_confirmations": [
            {"at": _moment(each.at), "satisfied": each.satisfied, "words": each.comment}
            for each in copied.confirmations
        ],
        "paid_to_you": [
            {"kind": each.kind, "fen": each.amount_fen, "at": _moment(each.paid_at)}
            for each in copied.payments
        ],
        "before_others": [
            {"body": each.body_name or each.body, "number": each.number, "since": _moment(each.received_on)}
            for each in copied.outside
        ],
        "revisits": [
            {
                "asked_at": _moment(each.asked_at),
                "answered_at": _moment(each.answered_at),
                "points": each.score,
                "solved": each.solved,
            }
            for each in copied.revisits
        ],
        "calls": [{"at": _moment(each.at), "outcome": each.outcome} for each in copied.calls],
        "improved_since": list(copied.improvements),
        "files": [
            {"name": each.name, "kept_at": _moment(each.created_at), "file": paths[each.id]}
            for each in copied.files
        ],
    }


def _told(case: Case) -> dict[str, Any]:
    """What they told, and what became of it as they were told."""
    return {
        "number": case.number,
        "received_at": _moment(case.received_at),
        "channel": case.channel,
        "kind": case.kind,
        "name": case.contact_name,
        "telephone": case.contact_phone,
        "email": case.contact_email,
        "account": case.account,
        "region": case.region,
        "product": case.product.name_zh if case.product else None,
        "title": case.title,
        "problem": case.problem,
        "when": case.happened_when,
        "where": case.happened_where,
        "expected": case.expected,
        "expected_on": _moment(case.expected_on),
        "state": case.state,
        "closed_at": _moment(case.closed_at),
        "closed_as": case.closing,
        "closed_because": case.closing_reason if case.closing is Closing.MALICIOUS else "",
    }


def _chat(chat: Chat, lines: Sequence[ChatLine]) -> dict[str, Any]:
    return {
        "started_at": _moment(chat.started_at),
        "ended_at": _moment(chat.ended_at),
        "points": chat.rating,
        "lines": [{"at": _moment(line.at), "from": line.speaker, "words": line.text} for line in lines],
        "transcript": "" if lines else chat.transcript,
    }


def _letter(letter: OutboxMessage) -> dict[str, Any]:
    return {
        "sent_at": _moment(letter.sent_at),
        "by": letter.means,
        "to": letter.to_address,
        "subject": letter.subject,
        "words": letter.text,
    }


def survey_of(answered: Answered, language: str) -> dict[str, Any]:
    """One survey: what was asked, in the customer's language, and what they answered."""
    document = answered.invitation.version.content
    return {
        "survey": document.title.said(language),
        "asked_at": _moment(answered.invitation.created_at),
        "answered_at": _moment(answered.response.completed_at) if answered.response else None,
        "answers": [
            {
                "question": _question(document.by_code.get(item.question), item.part, language),
                "choice": item.choice,
                "means": _choice(document.by_code.get(item.question), item.choice, language),
                "words": item.words,
            }
            for item in answered.items
        ],
    }


def _question(question: Any, part: str, language: str) -> str:
    if question is None:
        return ""
    rows = question.rows if isinstance(question, FivePointMatrix) else ()
    line = next((row.text.said(language) for row in rows if row.code == part), "")
    asked = str(question.text.said(language))
    return f"{asked} {line}" if line else asked


def _choice(question: Any, choice: int | None, language: str) -> str:
    options = question.options if isinstance(question, Single | Multiple) else ()
    return next((each.text.said(language) for each in options if each.code == choice), "")


def _asked(member: CampaignMember, campaign: Campaign) -> dict[str, Any]:
    return {
        "survey": campaign.name_zh if member.language != "en" else campaign.name_en,
        "anonymous": campaign.anonymous,
        "to": member.to_address or member.to_phone,
        "asked_at": _moment(member.asked_at),
    }


def _side(direction: str) -> str:
    return "you" if direction == "in" else "us"


def _moment(value: date | None) -> str | None:
    return value.isoformat() if value else None

"""All that the call screen shows: script, questions, the case in short, and the calls so far."""

from datetime import datetime
from typing import Any

from flask import abort, url_for

from models.people.tables import Language, Staff
from models.revisits import queries
from models.revisits.rules import may_be_called_at
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState
from models.rulebook.queries import rules_of
from models.surveys.queries import answers_of, entered_by
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation
from portal.revisits.forms import AttemptForm
from portal.revisits.spoken import Spoken
from web.access import viewer
from web.context import installation
from web.language.dates import short_day
from web.language.filters import read_aloud
from web.questions import said

PAGE = "portal/revisits/call.html"


def revisit_or_404(number: str) -> Revisit:
    """The call of this case in the viewer's scope; its handlers get 404, as for no such call (R-02)."""
    return queries.find_call(viewer(), number) or abort(404)


def screen(
    revisit: Revisit,
    by: Staff,
    at: datetime,
    *,
    spoken: Spoken | None = None,
    attempt: AttemptForm | None = None,
    phone: str = "",
    overtaken: bool = False,
) -> dict[str, Any]:
    """The context of the call screen. `phone` is the whole number where it was asked for just now."""
    invitation = revisit.invitation
    assert invitation is not None  # on the phone list there is one
    document = invitation.version.content
    held = revisit.state is RevisitState.TO_CALL and revisit.claimed_by(by, at)
    answers = answers_of(invitation.response)
    spoken = spoken or Spoken(answers=answers)
    answered = revisit.state is RevisitState.ANSWERED
    rules = rules_of(revisit.case.rulebook_id)
    wished = revisit.id in queries.wished([revisit])
    return {
        "revisit": revisit,
        "case": revisit.case,
        "contact_phone": revisit.case.contact_phone,
        "attempts": revisit.attempts,
        "urls": {
            "draft": url_for("revisits.draft", number=revisit.case.number),
            "answer": url_for("revisits.answer", number=revisit.case.number),
            "attempt": url_for("revisits.attempt", number=revisit.case.number),
            "number": url_for("revisits.show_number", number=revisit.case.number),
        },
        "result": queries.told_result(revisit),
        "calls": queries.calls_of(revisit),
        "limits": rules.revisit,
        "document": document,
        "tongue": invitation.language,
        "opening": _opening(revisit, invitation, by),
        "questions": spoken.shown(document),
        "way": {question.code for question in path(document, spoken.answers)},
        "spoken": spoken,
        "attempt": attempt or AttemptForm(formdata=None),
        "held": held,
        "said": said(document, answers) if answered else [],
        "noted_by": entered_by(invitation.response) if answered else None,
        "taken_by": revisit.caller if revisit.claimed_by_another(by, at) else None,
        "phone": phone,
        "phone_read": read_aloud(phone),
        "overtaken": overtaken,
        "call_from": may_be_called_at(rules, at, revisit.next_call_at or at, wished=wished),
        "at": at,
    }


def _opening(revisit: Revisit, invitation: Invitation, by: Staff) -> str:
    """What the caller says first, in the customer's language, with the names put in."""
    case, language = revisit.case, Language.EN if invitation.language == "en" else Language.ZH
    settled = case.answered_at or case.closed_at or case.received_at
    return first_words(invitation, by, title=case.title, answered=short_day(settled, language))


def first_words(invitation: Invitation, by: Staff, **values: str) -> str:
    """The questionnaire's first words on the telephone, with company, caller and `values` put in."""
    opening = invitation.version.content.opening
    if opening is None:
        return ""
    english = invitation.language == "en"
    config = installation()
    values["company"] = (config.company_name_en if english else "") or config.company_name_zh
    values["caller"] = (by.name_en if english else "") or by.name
    words = opening.said(invitation.language)
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words

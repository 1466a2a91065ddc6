"""All that the screen of a survey call shows: script, questions, the survey, and the calls so far."""

from datetime import datetime
from typing import Any

from flask import abort, url_for

from models.campaigns import queries
from models.campaigns.tables import CampaignMember
from models.campaigns.words import MemberState
from models.people.tables import Language, Staff
from models.revisits.rules import may_be_called_at
from models.rulebook.queries import rules_at
from models.surveys.queries import answers_of, entered_by
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation
from portal.revisits.forms import AttemptForm
from portal.revisits.screen import first_words
from portal.revisits.spoken import Spoken
from web.access import viewer
from web.context import installation
from web.language import _, speaking
from web.language.dates import short_day
from web.language.filters import read_aloud
from web.questions import said

PAGE = "portal/revisits/surveys/call.html"


def member_or_404(member_id: int) -> CampaignMember:
    """Whom to call, in the viewer's scope; a handler of their case gets 404, as for no such call (R-02)."""
    return queries.find_survey_call(viewer(), member_id) or abort(404)


def screen(
    member: CampaignMember,
    by: Staff,
    at: datetime,
    *,
    spoken: Spoken | None = None,
    attempt: AttemptForm | None = None,
    phone: str = "",
    overtaken: bool = False,
) -> dict[str, Any]:
    """The context of the call screen. `phone` is the whole number where it was asked for just now."""
    invitation = member.invitation
    assert invitation is not None  # on the phone list there is one
    document = invitation.version.content
    answers = answers_of(invitation.response)
    spoken = spoken or Spoken(answers=answers)
    answered = member.state is MemberState.ANSWERED
    rules = rules_at(at)
    wished = member.id in queries.called_as_wished([member])
    steps = ("draft", "answer", "attempt", "number", "take", "release")
    return {
        "member": member,
        "campaign": member.campaign,
        "case": member.case,
        "contact_phone": member.to_phone,
        "attempts": member.attempts,
        "urls": {each: url_for(f"revisits.survey_{each}", member_id=member.id) for each in steps},
        "calls": queries.calls_to(member),
        "limits": rules.revisit,
        "document": document,
        "tongue": invitation.language,
        "opening": _opening(member, invitation, by),
        "questions": spoken.shown(document),
        "way": {question.code for question in path(document, spoken.answers)},
        "spoken": spoken,
        "attempt": attempt or AttemptForm(formdata=None),
        "held": member.state is not MemberState.ANSWERED and member.claimed_by(by, at),
        "said": said(document, answers) if answered else [],
        "noted_by": entered_by(invitation.response) if answered else None,
        "taken_by": member.caller if member.claimed_by_another(by, at) else None,
        "phone": phone,
        "phone_read": read_aloud(phone),
        "overtaken": overtaken,
        "call_from": may_be_called_at(rules, at, member.next_call_at or at, wished=wished),
        "at": at,
    }


def _opening(member: CampaignMember, invitation: Invitation, by: Staff) -> str:
    """What the caller says first; words about a case stand in for those who are asked about none."""
    opening = invitation.version.content.opening
    language = Language.EN if invitation.language == "en" else Language.ZH
    case = member.case
    if opening is None or (case is None and "{title}" in opening.said(language.value)):
        config = installation()
        english = language is Language.EN
        with speaking(language):
            return _(
                "Hello, this is %(caller)s from %(company)s. We ask some of our customers how we are doing;"
                " it takes a minute or two. Is this a good moment?",
                caller=(by.name_en if english else "") or by.name,
                company=(config.company_name_en if english else "") or config.company_name_zh,
            )
    settled = (case.answered_at or case.closed_at or case.received_at) if case else None
    answered = short_day(settled, language) if settled else ""
    return first_words(invitation, by, title=case.title if case else "", answered=answered)

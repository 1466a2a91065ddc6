"""Letters of campaigns: invitation and reminder, with five points to choose from at once (S-03, S-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from models.campaigns.queries.letters import KINDS, addressee, invitation_of
from models.campaigns.tables import Campaign
from models.outbox.tables import OutboxMessage
from models.people.tables import Language
from models.rulebook.queries import template
from models.rulebook.rules import render_body, render_sms, render_subject
from models.rulebook.words import Means, MessageKind
from models.surveys.document import FIVE, Document, FivePoint
from models.surveys.queries import by_locator
from models.surveys.tables import Invitation
from web.config import Config
from web.language import _, speaking
from web.language.filters import moment, named, short_moment
from web.letters.frame import Paragraph, paragraphs_of, preview_of
from web.letters.links import survey_link, without_secrets
from web.letters.values import without_addresses
from web.letters.written import without_salutation

__all__ = ["KINDS", "Written", "written"]


@dataclass(frozen=True)
class Point:
    """One of the five, as it stands in a mail: its word, and the address that chooses it beforehand."""

    points: int
    word: str
    link: str


@dataclass(frozen=True)
class Written:
    """A letter, and what is kept of it: an anonymous one without its link (S-04)."""

    subject: str
    text: str
    html: str
    anonymous: bool

    @property
    def kept_text(self) -> str:
        return without_secrets(self.text) if self.anonymous else self.text

    @property
    def kept_html(self) -> str:
        return without_secrets(self.html) if self.anonymous else self.html


def written(message: OutboxMessage, *, now: datetime) -> Written:
    """What a message about a campaign says if it is sent now. Opening it answers nothing.

    Raises LookupError where the campaign, or the link of its member, is gone.
    """
    kind, language = MessageKind(message.kind), Language(message.language)
    campaign, invitation = _about(message)
    found = template(kind, language, now, means=message.means)
    english = language is Language.EN
    with speaking(language):
        link = survey_link(invitation.locator)
        values = _values(campaign, invitation, message, link, english=english)
        if message.means is Means.SMS:
            return Written("", render_sms(found.body, values), "", campaign.anonymous)
        subject = render_subject(found.subject, values)
        body = render_body(found.body, values)
        footing = _(
            "Survey %(number)s. This mail was sent automatically: to answer, use its link.",
            number=campaign.number,
        )
        question, points = _points(invitation.version.content, link, language)
        # Not by render_template: see web/letters/frame.py.
        html = current_app.jinja_env.get_template("mail/campaign.html").render(
            subject=subject,
            preview=preview_of(without_salutation(body, values["customer"]), link),
            paragraphs=_paragraphs(body, link),
            button=_("Give your opinion"),
            question=question,
            points=points,
            footing=footing,
            aside=campaign.number,
            english=english,
        )
        return Written(subject, f"{body.rstrip()}\n\n-- \n{footing}\n", html, campaign.anonymous)


def _about(message: OutboxMessage) -> tuple[Campaign, Invitation]:
    found = addressee(message)
    if found is None:
        raise LookupError(f"there is no {message.about} to write about")
    campaign, member = found
    invitation = (
        by_locator(str(message.facts.get("locator", "")))
        if member is None
        else invitation_of(campaign, member)
    )
    if invitation is None:
        raise LookupError(f"{message.about} has no link any more")
    return campaign, invitation


def _values(
    campaign: Campaign, invitation: Invitation, message: OutboxMessage, link: str, *, english: bool
) -> dict[str, str]:
    config: Config = current_app.config["HUIYIN"]
    return {
        "company": config.company_name_en if english else config.company_name_zh,
        "customer": without_addresses(message.to_name) or _("customer"),
        "hotline": config.service_hotline or _("the number on our website"),
        "link": link,
        "number": campaign.number,
        "title": named(campaign),
        "words": (campaign.words_en or campaign.words_zh) if english else campaign.words_zh,
        "privacy": privacy(campaign),
        "open_until": (short_moment if message.means is Means.SMS else moment)(invitation.closes_at),
    }


def privacy(campaign: Campaign) -> str:
    """What is kept of who answered, as one sentence that another can follow."""
    if campaign.anonymous:
        return _("The survey is anonymous: who gave which answer is not stored.")
    return _("Only the people who evaluate the survey see your answers.")


def _points(document: Document, link: str, language: Language) -> tuple[str, Sequence[Point]]:
    """The first question with its five points, where it is of that kind; else nothing."""
    first = document.questions[0]
    if not isinstance(first, FivePoint):
        return "", ()
    words = {
        5: _("Very satisfied"),
        4: _("Satisfied"),
        3: _("Neither"),
        2: _("Dissatisfied"),
        1: _("Very dissatisfied"),
    }
    return first.text.said(language.value), [
        Point(each, words[each], f"{link}?rating={each}") for each in FIVE
    ]


def _paragraphs(body: str, link: str) -> list[Paragraph]:
    return paragraphs_of(body, link=link, written="")

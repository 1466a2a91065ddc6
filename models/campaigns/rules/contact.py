"""Whether somebody may be asked now, and by what: limits, quiet hours, wishes (R-03). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.campaigns.words import MemberSilence
from models.rulebook.document import Rules
from models.surveys.words import Reach

MEANS = (Reach.EMAIL, Reach.SMS, Reach.PHONE)
"""By what people are reached, in the order in which it is tried unless the campaign says otherwise."""


@dataclass(frozen=True)
class Person:
    """Somebody who is to be asked. `asked` are the moments of all surveys and revisits, by any means.

    `sms` says whether an SMS can leave for the number.
    """

    email: str | None = None
    phone: str | None = None
    sms: bool = True
    unwilling: bool = False
    asked: Sequence[datetime] = field(default_factory=tuple)


@dataclass(frozen=True)
class Ask:
    """They are asked now, by this."""

    by: Reach


@dataclass(frozen=True)
class Wait:
    """They may be asked from this moment on."""

    until: datetime


@dataclass(frozen=True)
class Leave:
    """They are not asked at all."""

    because: MemberSilence


def judged(
    person: Person, means: Sequence[Reach], rules: Rules, *, now: datetime, closes_at: datetime
) -> Ask | Wait | Leave:
    """What the rulebook's `contact` allows: asking, waiting, or leaving somebody alone.

    Who wants no survey is left alone, and who cannot be reached by any of `means`. At most `surveys`
    within `surveys_days` days, revisits and every other campaign counted; who would be free again only
    when the window is over is left alone.
    """
    if person.unwilling:
        return Leave(MemberSilence.DO_NOT_CONTACT)
    by = reach_of(person, means)
    if by is None:
        return Leave(MemberSilence.NO_MEANS)
    free_at = free_again(person.asked, rules, now)
    if free_at <= now:
        return Ask(by)
    return Wait(free_at) if free_at < closes_at else Leave(MemberSilence.CONTACT_LIMIT)


def reach_of(person: Person, means: Sequence[Reach]) -> Reach | None:
    """The first of these means by which somebody can be reached."""
    ways = {
        Reach.EMAIL: bool(person.email),
        Reach.SMS: bool(person.phone) and person.sms,
        Reach.PHONE: bool(person.phone),
    }
    return next((reach for reach in means if ways[reach]), None)


def means_left(means: Sequence[Reach], lost: Reach | None) -> Sequence[Reach]:
    """The means that come after the one by which nothing arrived (R-03); all where nothing got lost."""
    return means if lost is None or lost not in means else means[means.index(lost) + 1 :]


def free_again(asked: Sequence[datetime], rules: Rules, now: datetime) -> datetime:
    """The moment itself, or when the limit of surveys leaves room again."""
    contact = rules.contact
    span = timedelta(days=contact.surveys_days)
    recent = sorted(moment for moment in asked if moment > now - span)
    return now if len(recent) < contact.surveys else recent[len(recent) - contact.surveys] + span


def may_contact(rules: Rules, now: datetime) -> bool:
    """Whether it is no quiet hour: nothing is queued in one, so that it can still be stopped (R-03)."""
    return rules.calendar(rules.contact.calendar).next_open(now) <= now

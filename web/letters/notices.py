"""A mail to staff: what they should know, one paragraph a matter, the gravest first (H-04, T-02).

It says which case, category, grade and due time, and where to look. Nothing of the customer is in it, and no
word that anybody wrote: mail lies on telephones and in mailboxes that we do not guard (X-03).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from models.cases.queries.notices import cases_of, still_told
from models.cases.tables import Case
from models.cases.words import DueKind
from models.outbox.queries import carried_by
from models.outbox.rules import topic_of
from models.outbox.tables import Notice, OutboxMessage, Topic
from models.people.tables import Language
from models.rulebook.queries import rules_of
from web.config import Config
from web.language import _, counted, speaking
from web.language.filters import moment, named
from web.letters.links import mail_choice_link, my_day_link, portal_link
from web.notices import told
from web.words import word

MOST = 30
"""So many matters are told; the portal has the others."""
COLOURS = {"bad": "#b3261e", "warn": "#9a5b00", "info": "#0b6e75", "good": "#0b6e75", "neutral": "#55686a"}
"""Of the mark beside a matter, by its tone; the frame has others for dark grounds."""


@dataclass(frozen=True)
class Matter:
    """One notice as the mail tells it: `label` in a word, `says` in a sentence, which case, by when."""

    label: str
    says: str
    number: str
    about: str
    due: str
    link: str
    tone: str


@dataclass(frozen=True)
class _Words:
    """All that the mail says, for both of its bodies."""

    greeting: str
    intro: str
    matters: Sequence[Matter]
    more: str
    link: str
    button: str
    why: str
    choose: str
    choice: str


def written(message: OutboxMessage) -> tuple[str, str, str]:
    """Subject, text and HTML of a mail to staff as it leaves now: only what still holds is told.

    Raises LookupError for one that carries no notice.
    """
    notices = still_told(message) or list(carried_by(message))
    if not notices:
        raise LookupError(f"message {message.id} carries no notice")
    config: Config = current_app.config["HUIYIN"]
    english = message.language == Language.EN
    with speaking(Language(message.language)):
        matters = _matters(notices)
        shown, more = matters[:MOST], len(matters) - MOST
        alone = matters[0] if len(matters) == 1 and matters[0].number else None
        company = config.company_name_en if english else config.company_name_zh
        subject = _("%(company)s: %(subject)s", company=company, subject=_subject(matters))
        words = _Words(
            greeting=_("Hello %(name)s,", name=message.to_name),
            intro=counted("This needs you:", "%(n)s matters need you:", len(matters)),
            matters=shown,
            more=_("%(n)s more in the portal.", n=more) if more > 0 else "",
            link=alone.link if alone else my_day_link(),
            button=_("Open the case") if alone else _("Open my day"),
            why=_("This mail was sent automatically: please act in the portal, answers are not read."),
            choose=_("You choose in your account what comes by mail; alerts and what is overdue always do."),
            choice=mail_choice_link(),
        )
        # Not by render_template: see web/letters/frame.py.
        html = current_app.jinja_env.get_template("mail/notices.html").render(
            vars(words),
            subject=subject,
            preview=matters[0].says,
            aside=alone.number if alone else "",
            english=english,
            colours=COLOURS,
        )
        return subject, _text(words), html


def _text(words: _Words) -> str:
    """The plain twin: the same words without colours."""
    lines = [words.greeting, "", words.intro, ""]
    for place, matter in enumerate(words.matters, start=1):
        lines.append(f"{place}. " + " · ".join(filter(None, [matter.label, matter.number])))
        lines += [f"   {each}" for each in (matter.says, matter.about, matter.due) if each]
        lines += [f"   {matter.link}", ""]
    lines += [words.more, ""] if words.more else []
    if len(words.matters) > 1:
        lines += [f"{words.button}{_(': ')}{words.link}", ""]
    return "\n".join([*lines, "-- ", words.why, words.choose, words.choice]) + "\n"


def _subject(matters: Sequence[Matter]) -> str:
    """Of a single matter all that tells how pressing it is; of several how many there are of each sort."""
    if len(matters) == 1:
        only = matters[0]
        return " · ".join(filter(None, [f"{only.label} {only.number}".strip(), only.about]))
    sorts = Counter(matter.label for matter in matters)
    parts = _(", ").join(f"{label} {count}" for label, count in sorts.items())
    return _("%(n)s matters: %(parts)s", n=len(matters), parts=parts)


def _matters(notices: Sequence[Notice]) -> list[Matter]:
    """The gravest first; within a sort what is due first."""
    cases, order = cases_of(notices), list(Topic)

    def rank(notice: Notice) -> tuple[int, bool, str, int]:
        topic = topic_of(notice.kind)
        return order.index(topic), notice.kind == "case_due", notice.facts.get("due_at", ""), notice.id

    return [_matter(notice, cases.get(notice.about)) for notice in sorted(notices, key=rank)]


def _matter(notice: Notice, case: Case | None) -> Matter:
    seen = told(notice)
    reminds = _reminds(notice)
    by_when = _due(case.due_kind, case.due_at) if case and case.due_at and case.due_kind else ""
    return Matter(
        label=_label(notice),
        says=reminds or (_("It needs you now.") if notice.kind == "case_alert" else seen.sentence),
        number=seen.number,
        about=_about(case) if case else "",
        due="" if reminds else by_when,
        link=portal_link(notice.about),
        tone=seen.tone,
    )


def _label(notice: Notice) -> str:
    match notice.kind:
        case "case_due":
            return _("Time is up")
        case "case_alert" | "store_urgent" if notice.kind == "store_urgent" or notice.facts.get("urgent"):
            return _("Urgent alert")
        case kind:
            return word(topic_of(kind))


def _reminds(notice: Notice) -> str:
    """What a reminder reminds of; nothing for another notice."""
    if "due" not in notice.facts or "due_at" not in notice.facts:
        return ""
    return _due(DueKind(notice.facts["due"]), datetime.fromisoformat(notice.facts["due_at"]))


def _due(kind: DueKind, at: datetime) -> str:
    return _("%(what)s: due %(at)s", what=word(kind), at=moment(at))


def _about(case: Case) -> str:
    """Category, grade and urgency, as far as they are decided."""
    rules = rules_of(case.rulebook_id)
    parts = [
        named(rules.category(case.category)) if case.category else word(case.kind),
        named(rules.grade(case.grade)) if case.grade else "",
        _("urgent") if case.urgent else "",
    ]
    return " · ".join(filter(None, parts))

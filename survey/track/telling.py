"""A case told to its customer: one sentence on how it stands, the stages, what is promised, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel.speaklater import LazyString

from models.cases.queries.tracking import Promise, Stage, Standing, Step, Tracking, Word
from models.cases.words import Closing, DueKind, State
from models.files.tables import StoredFile
from models.rulebook.words import MessageKind
from web.language import _, lazy
from web.language.filters import moment, named

OURS: dict[str, LazyString] = {
    MessageKind.ACKNOWLEDGEMENT: lazy("We confirmed that we have it"),
    MessageKind.MORE_INFO_REQUEST: lazy("We asked you"),
    MessageKind.MORE_INFO_REMINDER: lazy("We asked you again"),
    MessageKind.PROGRESS: lazy("We told you how it goes"),
    MessageKind.EXTENSION: lazy("We told you of a later date"),
    MessageKind.REPLY: lazy("We answered"),
    MessageKind.REVISIT_INVITATION: lazy("We asked how satisfied you are"),
    MessageKind.REVISIT_REMINDER: lazy("We asked again how satisfied you are"),
    MessageKind.REOPENED: lazy("We told you that we start again"),
    MessageKind.OBJECTION: lazy("We confirmed your objection"),
    MessageKind.MERGED: lazy("We put this together with another case of yours"),
    MessageKind.CLOSED: lazy("We told you that it is closed"),
    MessageKind.WITHDRAWN: lazy("We confirmed that you withdrew it"),
    MessageKind.CHAT_RATING: lazy("We asked how the chat was"),
    MessageKind.IMPROVEMENT: lazy("We told you what is better now"),
}
ENDED: dict[Closing, LazyString] = {
    Closing.CONFIRMED: lazy("Settled, as you told us"),
    Closing.SATISFIED: lazy("Settled, as you told us"),
    Closing.WITHDRAWN: lazy("You withdrew it"),
    Closing.ON_THE_SPOT: lazy("Settled at once"),
    Closing.THANKED: lazy("We said thank you"),
}
STAGES: dict[Stage, LazyString] = {
    Stage.RECEIVED: lazy("Your message arrived"),
    Stage.LOOKED_AT: lazy("Read and passed on"),
    Stage.IN_WORK: lazy("Worked on"),
    Stage.CHECKED: lazy("Result checked by a second person"),
    Stage.ANSWERED: lazy("You have our answer"),
    Stage.CLOSED: lazy("All done"),
}


@dataclass(frozen=True)
class Shown:
    """A stage as the list of stages draws it."""

    label: str
    state: str
    note: str


@dataclass(frozen=True)
class Said:
    """One thing said or done, by whom, when, in which words, and with which files."""

    at: datetime
    ours: bool
    what: str
    text: str
    files: Sequence[StoredFile] = ()


def stands(case: Tracking) -> str:
    """One sentence on how the case stands."""
    who = named(case.department)
    match case.state:
        case State.NEW:
            return _("We have it and are reading it")
        case State.ASSIGNED | State.HANDLING:
            return _("%(who)s is working on it", who=who)
        case State.WAITING:
            return _("We need something from you to go on")
        case State.REVIEW | State.APPROVED:
            return _("There is a result; it is being checked")
        case State.ANSWERED:
            return _("Answered. Does that settle it?")
        case _ if case.goes_on is not None:
            return _("It goes on as %(number)s", number=case.goes_on.case.number)
        case _:
            ended = ENDED.get(case.closing) if case.closing else None
            return str(ended) if ended is not None else _("It is closed")


def stages(case: Tracking) -> list[Shown]:
    """The stages from receipt to close, with their dates; those that never came are left out."""
    return [
        Shown(_label(step, case), step.standing.value, _note(step, case))
        for step in case.steps
        if step.standing is not Standing.STOPPED
    ]


def promises(case: Tracking) -> list[tuple[str, str]]:
    """What we owe the customer and by when, each with its name."""
    names = {DueKind.FIRST_RESPONSE: _("First word from us"), DueKind.RESULT: _("Our answer")}
    if case.round > 1:
        names[DueKind.FIRST_RESPONSE] = _("Call to you")
    rows = [(names[promise.kind], _promised(promise, case)) for promise in case.promises]
    if case.state is State.NEW:
        rows.append((names[DueKind.RESULT], _("we set the date as soon as we have read it")))
    return rows


def story(case: Tracking) -> list[Said]:
    """What was said between us, the newest first. What stands at the top of the page is not repeated."""
    said = [Said(word.at, word.ours, _what(word), _words(word, case), word.files) for word in case.words]
    said += [
        Said(
            verdict.at,
            False,
            _("You said that it is settled") if verdict.satisfied else _("You said that it is not settled"),
            verdict.comment,
        )
        for verdict in case.verdicts
    ]
    said.reverse()
    return sorted(said, key=lambda each: each.at, reverse=True)


def _label(step: Step, case: Tracking) -> str:
    if step.stage is Stage.LOOKED_AT and step.standing is Standing.NOW:
        return _("Being read")
    if step.stage is Stage.CLOSED and case.closing is Closing.WITHDRAWN:
        return _("Withdrawn by you")
    if step.stage is Stage.CLOSED and case.goes_on is not None:
        return _("Put together with your other case")
    if step.stage is Stage.CLOSED and case.state is State.ANSWERED:
        return _("Your word on it")
    return str(STAGES[step.stage])


def _note(step: Step, case: Tracking) -> str:
    if step.at is not None:
        return moment(step.at)
    if step.stage is Stage.IN_WORK and step.standing is Standing.NOW and case.reopened_at:
        return _("again since %(when)s", when=moment(case.reopened_at))
    return ""


def _promised(promise: Promise, case: Tracking) -> str:
    when = moment(promise.due_at)
    if promise.met_at is not None:
        return _("given on %(when)s", when=moment(promise.met_at))
    if promise.paused:
        return _("stands still until we hear from you")
    if promise.late and case.department is None:
        return _("was due on %(when)s. We are late and we are sorry; customer service is on it.", when=when)
    if promise.late:
        return _(
            "was due on %(when)s. We are late and we are sorry; the head of department knows.", when=when
        )
    return _("by %(when)s at the latest", when=when)


def _what(word: Word) -> str:
    if word.ours:
        return str(OURS[word.kind]) if word.kind in OURS else _("We wrote")
    if word.kind == "case.pressed":
        return _("You pressed for action")
    if word.kind == "case.withdrawn":
        return _("You withdrew it")
    return _("You wrote") if word.text else _("You sent files")


def _words(word: Word, case: Tracking) -> str:
    at_the_top = [each.text for each in (case.reply, case.question) if each is not None]
    return "" if word.ours and word.text in at_the_top else word.text

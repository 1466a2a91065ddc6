"""How a case ends in words: findings, what was done, the reply, review, the customer's verdict."""

from dataclasses import dataclass

from demo.scenes import MARKS
from demo.story import Voice
from demo.telling import english
from demo.telling.desk import Desk, words
from demo.telling.heard import closest, pieces
from demo.telling.polish import tidy
from demo.telling.work import Cause
from demo.writing.facts import Facts

_DRAFTS = 3
_DECLINED = 0.22
_COMMENTED = {5: 0.5, 4: 0.42, 3: 0.62, 2: 0.85, 1: 0.92}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, what was done, and the words the customer gets."""

    cause: str
    done: str
    reply: str


def outcome(desk: Desk, cause: Cause, problem: str, voice: Voice, facts: Facts) -> Outcome:
    """The result of a first round, about what the customer said."""
    about = pieces(problem)

    def find() -> str:
        return closest([tidy(desk.work.candidate(cause.found, facts)) for _ in range(_DRAFTS)], about)

    found = desk.work.settle(find)
    done = tidy(desk.work.say(cause.done, facts))
    if voice is Voice.ENGLISH:
        return Outcome(found, done, english.reply(desk, cause.family, facts))
    return Outcome(found, done, _reply(desk, cause, facts))


def _reply(desk: Desk, cause: Cause, facts: Facts) -> str:
    writer = desk.work

    def compose() -> str:
        intro, sorry, close = (
            writer.candidate(words("replies", "reply", name), facts) for name in ("intro", "sorry", "close")
        )
        greet = writer.candidate(words("replies", "reply", "greet"), facts).rstrip("：。")
        why = writer.candidate(cause.why, facts)
        did = writer.candidate(cause.did, facts)
        orders = (
            f"{greet}，{intro}：{why}。{did}，{sorry}，{close}。",
            f"{greet}：{sorry}，{intro}，{why}。{did}；{close}，{facts('agent')}敬上。",
            f"{greet}，{intro}，{why}，{sorry}。{did}，{close}。",
            f"{greet}，{intro}：{why}，{did}。{sorry}，{close}，{facts('date')}。",
        )
        return tidy(writer.one(orders))

    return writer.settle(compose)


def again(desk: Desk, cause: Cause, voice: Voice, round_: int, facts: Facts) -> Outcome:
    """The result of a later round: what the earlier one had missed."""
    facts.know(round=str(round_), miss=_missed(desk, cause, facts))
    found = tidy(desk.work.say(words("steps", "reopened", "found"), facts))
    done = tidy(desk.work.settle(lambda: _done_again(desk, cause, facts)))
    if voice is Voice.ENGLISH:
        return Outcome(found, done, english.reply(desk, cause.family, facts))
    return Outcome(found, done, tidy(desk.work.say(words("steps", "reopened", "reply"), facts)))


def _done_again(desk: Desk, cause: Cause, facts: Facts) -> str:
    first = desk.work.candidate(words("steps", "reopened", "done"), facts)
    return f"{first}；{desk.work.candidate(cause.done, facts)}"


def _missed(desk: Desk, cause: Cause, facts: Facts) -> str:
    return desk.brief.candidate(words("steps", "reopened", f"miss_{cause.family}"), facts)


def note_again(desk: Desk, cause: Cause, round_: int, facts: Facts) -> str:
    """The first line in the log of a later round."""
    facts.know(round=str(round_), miss=_missed(desk, cause, facts))
    return tidy(desk.work.say(words("steps", "reopened", "note"), facts))


def advice(desk: Desk, voice: Voice, facts: Facts) -> Outcome:
    """What becomes of a suggestion: most are adopted in some way."""
    fate = "declined" if desk.work.chance(_DECLINED) else "adopted"
    found, done = (tidy(desk.work.say(words("replies", fate, name), facts)) for name in ("cause", "done"))
    if voice is Voice.ENGLISH:
        return Outcome(found, done, english.reply(desk, "people", facts))
    return Outcome(found, done, tidy(desk.work.say(words("replies", fate, "reply"), facts)))


def approval(desk: Desk, facts: Facts) -> str:
    """A remark of who approves; most have none."""
    if not desk.work.chance(0.22):
        return ""
    return tidy(desk.work.say(words("steps", "review", "approve"), facts))


def rejection(desk: Desk, facts: Facts) -> str:
    """Why a result goes back."""
    return tidy(desk.work.say(words("steps", "review", "reject"), facts))


def confirmation(desk: Desk, voice: Voice, facts: Facts, *, satisfied: bool) -> str:
    """What the customer writes beside the confirmation."""
    if voice is Voice.ENGLISH:
        return english.comment(desk, 4 if satisfied else 2, facts)
    pool = words("steps", "confirmed", "yes" if satisfied else "no")
    return tidy(desk.voices.say(pool, facts, MARKS[voice]))


def comment(desk: Desk, voice: Voice, score: int, facts: Facts, *, of_idea: bool) -> str:
    """What the customer adds to the answer: empty where nothing was written."""
    if not desk.voices.chance(_COMMENTED[score]):
        return ""
    if voice is Voice.ENGLISH:
        return english.comment(desk, score, facts)
    if of_idea:
        return tidy(desk.voices.say(words("comments", "idea", "any"), facts, MARKS[voice]))
    writer, marks = desk.voices, MARKS[voice]

    def compose() -> str:
        said = writer.candidate(words("comments", "comment", str(score)), facts, marks)
        if score > 2:
            return tidy(said + writer.one(("", "。", "！" if score == 5 else "")))
        missing = writer.candidate(words("comments", "missing", "any"), facts, marks)
        return tidy(f"{said}{writer.one(('，', '。', '，'))}{missing}")

    return writer.settle(compose)


def leaders_reason(desk: Desk, facts: Facts) -> str:
    """Why the leading group closes a case that went round too often (R-04)."""
    return tidy(desk.work.say(words("steps", "reopened", "leaders"), facts))


def reopened_reason(desk: Desk, why: str, facts: Facts) -> str:
    """Why a new round begins, as the history says it: `score`, `unsolved` or `denied`."""
    return tidy(desk.brief.candidate(words("steps", "reopened", f"why_{why}"), facts))

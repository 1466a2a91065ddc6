"""Where somebody's own words end and what they answer to begins, as the programs of this country write it.

The libraries for this know English well and Chinese hardly: of the nine ways tested they found four. All
patterns hold to one line, so that a hostile text takes no longer than any other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 20_000
HEADER_LINES = 8  # lines within which the header of a quoted mail shows itself
LONGEST_ATTRIBUTION = 400
_MARK = re.compile(r"^[ \t]{0,4}>")
_RULED = re.compile(
    r"^[ \t>]{0,8}-{2,60}[ \t]*(?:原始邮件|原始郵件|原邮件|原郵件|回复的原邮件|回复的邮件|原始信件|"
    r"Original Message|Original Email|Reply Message|Ursprüngliche Nachricht|Message d'origine)"
    r"[ \t]*-{2,60}[ \t]*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^[ \t>]{0,8}-{2,60}[ \t]*(?:转发的邮件|转发邮件信息|轉寄的郵件|轉寄郵件|"
    r"Forwarded message|Forwarded email)"
    r"|^[ \t>]{0,8}(?:Begin forwarded message|以下是转发的邮件|开始转发的邮件|開始轉寄郵件)"
    r"[ \t]*[:：]?[ \t]*$",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(?:写道|寫道|wrote|schrieb|a écrit|escribió)[^:：\n]{0,60}[:：][ \t]*$", re.IGNORECASE)
_BEGINS = re.compile(r"^[ \t>*]{0,8}(?:(?:On|At|Am|Le|El)\b|在|于|於)", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_FROM = re.compile(
    r"^[ \t>*]{0,8}(?:发件人|寄件者|寄件人|發件人|发送人|From|Von|De)[ \t*]{0,3}[:：][ \t*]{0,3}\S",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[ \t>*]{0,8}(?:发送时间|发送日期|发件时间|日期|时间|傳送時間|寄件日期|時間|收件人|收件者|"
    r"Sent|Date|Gesendet|Datum|To|An|抄送|副本|Cc|主题|主題|主旨|Subject|Betreff)[ \t*]{0,3}[:：]",
    re.IGNORECASE,
)
_LINE = re.compile(r"^[ \t>]{0,8}[_-]{5,}[ \t]*$")
_FORWARD_SUBJECT = re.compile(r"^(?:转发|轉寄|转寄|fwd?|wg|tr)[ \t]{0,3}[:：]", re.IGNORECASE)
_ANSWER_SUBJECT = re.compile(
    r"^(?:re|aw|sv|antw|回复|回覆|答复|答覆|回信|转发|轉寄|转寄|fwd?|wg)"
    r"[ \t]{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\))?[ \t]{0,3}[:：]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Split:
    """What somebody wrote, and what stands below it from earlier mails."""

    words: str
    quoted: str


def split(text: str, *, subject: str = "") -> Split:
    """Takes the earlier mails off a text. All of it are the writer's words where nothing else would be left,
    where answers stand between the quoted lines, and in mails that were passed on.
    """
    if _FORWARD_SUBJECT.match(subject.strip()):
        return Split(text.strip(), "")
    lines = text.split("\n")
    place = _first_quoted(lines[:MOST_LINES])
    words = "\n".join(lines[:place]).strip()
    quoted = "\n".join(lines[place:]).strip()
    if not words or not quoted:
        return Split(text.strip(), "")
    return Split(words, quoted)


def is_answer(subject: str) -> bool:
    """Whether a subject says that the mail answers another, or passes it on."""
    return bool(_ANSWER_SUBJECT.match(subject.strip()))


def without_prefixes(subject: str) -> str:
    """A subject without all the Re: and 回复： that stand before it."""
    subject = subject.strip()
    while found := _ANSWER_SUBJECT.match(subject):
        subject = subject[found.end() :].strip()
    return subject


def _first_quoted(lines: Sequence[str]) -> int:
    """The line with which earlier mails begin; as many as there are where there are none."""
    for place, line in enumerate(lines):
        if _FORWARDED.match(line):
            return len(lines)  # what is passed on is what the writer wants us to read
        if _RULED.match(line) or _begins_header(lines, place):
            return place
        if _WROTE.search(line) and (start := _attribution(lines, place)) is not None:
            if _answered_between(lines[place + 1 :]):
                return len(lines)
            return start
    return _trailing_marks(lines)


def _begins_header(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the first of a quoted mail's header, or the rule above it."""
    if _LINE.match(lines[place]):
        return (
            place + 1 < len(lines)
            and bool(_FROM.match(lines[place + 1]))
            and _begins_header(lines, place + 1)
        )
    if not _FROM.match(lines[place]):
        return False
    following = [line for line in lines[place + 1 : place + 2 * HEADER_LINES] if line.strip(" \t>")][
        :HEADER_LINES
    ]
    return sum(bool(_HEADER.match(line)) for line in following) >= 2


def _attribution(lines: Sequence[str], place: int) -> int | None:
    """The first line of "On … <…> wrote:", which programs break in up to three; None where it is none.

    It holds a date. "The manager wrote:" is a sentence of the writer's own.
    """
    for start in range(place, max(-1, place - 3), -1):
        whole = "".join(lines[start : place + 1])
        if len(whole) > LONGEST_ATTRIBUTION:
            return None
        if _DIGIT.search(whole) and _BEGINS.match(lines[start]):
            return start
    return place if _DIGIT.search(lines[place]) and "@" in lines[place] else None


def _answered_between(following: Sequence[str]) -> bool:
    """Whether words of the writer's own stand below lines that are marked as quoted."""
    seen_mark = False
    for line in following:
        if _MARK.match(line):
            seen_mark = True
        elif line.strip() and seen_mark:
            return True
        elif line.strip():
            return False  # quoted without marks: all that follows is the earlier mail
    return False


def _trailing_marks(lines: Sequence[str]) -> int:
    """Where the marked lines begin that end the text, if it ends with some."""
    place = len(lines)
    while place > 0 and (_MARK.match(lines[place - 1]) or not lines[place - 1].strip()):
        place -= 1
    marked = any(_MARK.match(line) for line in lines[place:])
    return place if marked else len(lines)

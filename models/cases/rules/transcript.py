"""A chat's transcript as tools give it or people paste it: who said what, and when (V-05). Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from models.cases.channel_intake import Said
from models.cases.channel_words import Speaker
from models.clock import SHANGHAI
from models.texts import cleaned

LONGEST = 200_000
"""Signs of a transcript; an hour of chat has some ten thousand."""
MOST_LINES = 2_000
LONGEST_NAME = 30

_DAY = r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?[ T]*)"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_WHEN = rf"[\[(（【]?{_DAY}?{_TIME}[\])）】]?"
_NAME = r"(?P<name>[^\s:：][^:：\n]{0,29}?)"
_TIME_FIRST = re.compile(rf"{_WHEN}\s*{_NAME}\s*(?:[:：]\s*(?P<text>.*))?")
_NAME_FIRST = re.compile(rf"{_NAME}\s*{_WHEN}\s*[:：]?\s*(?P<text>.*)")
_ENDS_NAME = r":：/，。,.!?！？"
_NAME_ALONE = re.compile(
    rf"(?P<name>[^\s{_ENDS_NAME}][^{_ENDS_NAME}]{{0,19}}?)\s*[:：](?!//|\d\d\b)\s*(?P<text>.*)"
)

_SIGNS = {
    Speaker.SYSTEM: re.compile(r"系统|机器人|智能|system|bot\b", re.IGNORECASE),
    Speaker.AGENT: re.compile(r"客服|坐席|座席|专员|顾问|工号|agent|advisor|support|service", re.IGNORECASE),
    Speaker.CUSTOMER: re.compile(r"客户|访客|用户|顾客|customer|visitor|client|guest|^user\b", re.IGNORECASE),
}
"""By what a name says who somebody is."""


def parse(transcript: str, *, today: date, customer: str = "", agents: Sequence[str] = ()) -> list[Said]:
    """The lines of a pasted transcript, in its order.

    A line begins with a name and a moment, in either order, or with a name and a colon; what follows
    without either belongs to it. Times without a day are of `today` in Shanghai. `customer` and `agents`
    are names that are known. What stands before the first name is the system's.
    """
    lines = [line.rstrip() for line in cleaned(transcript).split("\n")]
    plain = _plain_names(lines)
    found: list[tuple[Said, list[str]]] = []
    for line in lines:
        begun = _begun(line.strip(), plain, today)
        if begun is not None:
            found.append((begun, [begun.text]))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            found.append((Said(Speaker.SYSTEM, "", None, ""), [line]))
    told = [replace(each, text="\n".join(texts).strip()) for each, texts in found]
    return _assigned([each for each in told if each.text][:MOST_LINES], customer, agents)


def words_of_customer(lines: Sequence[Said]) -> str:
    """What the customer said, a line a message; of everybody where nobody is known to be the customer."""
    theirs = [each.text for each in lines if each.speaker is Speaker.CUSTOMER]
    return "\n".join(theirs or [each.text for each in lines if each.speaker is not Speaker.SYSTEM])


def speaker_called(name: str, customer: str = "", agents: Sequence[str] = ()) -> Speaker:
    """Who somebody of that name is, as far as the name says so."""
    if name and name == customer:
        return Speaker.CUSTOMER
    if name in agents:
        return Speaker.AGENT
    return next((speaker for speaker, sign in _SIGNS.items() if sign.search(name)), Speaker.OTHER)


def _begun(line: str, plain: set[str], today: date) -> Said | None:
    for form in (_TIME_FIRST, _NAME_FIRST):
        match = form.fullmatch(line)
        if match is not None and (at := _moment(match, today)) is not None:
            return Said(Speaker.OTHER, match["name"].strip(), at, match["text"] or "")
    match = _NAME_ALONE.fullmatch(line)
    if match is not None and match["name"] in plain:
        return Said(Speaker.OTHER, match["name"], None, match["text"])
    return None


def _moment(match: re.Match[str], today: date) -> datetime | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match["year"] else today
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None
    return datetime.combine(day, clock, SHANGHAI)


def _plain_names(lines: Sequence[str]) -> set[str]:
    """Names before a colon that are names: they say who it is, or stand there more than once."""
    names = Counter(match["name"] for match in _matches(lines))
    return {name for name, n in names.items() if n > 1 or speaker_called(name) is not Speaker.OTHER}


def _matches(lines: Sequence[str]) -> Iterator[re.Match[str]]:
    for line in lines:
        if (match := _NAME_ALONE.fullmatch(line.strip())) is not None:
            yield match


def _assigned(lines: Sequence[Said], customer: str, agents: Sequence[str]) -> list[Said]:
    """Every line with its speaker. One unknown name is the customer, or the agent where that is known."""
    names = dict.fromkeys(each.name for each in lines if each.name)
    parts = {name: speaker_called(name, customer, agents) for name in names}
    unknown = [name for name, part in parts.items() if part is Speaker.OTHER]
    if len(unknown) == 1:
        there = set(parts.values())
        if Speaker.CUSTOMER not in there:
            parts[unknown[0]] = Speaker.CUSTOMER
        elif Speaker.AGENT not in there:
            parts[unknown[0]] = Speaker.AGENT
    return [replace(each, speaker=parts.get(each.name, Speaker.SYSTEM)) for each in lines]

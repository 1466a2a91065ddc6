"""A conversation of live chat becomes a case, kept whole (V-05)."""

from collections.abc import Sequence
from datetime import datetime

from models.cases.actions.indexing import index_words
from models.cases.actions.open_case import open_case
from models.cases.channel_intake import Chatted, Said
from models.cases.intake import Intake
from models.cases.queries.channel import chat_called, chats_of
from models.cases.rules.transcript import LONGEST
from models.cases.tables import Case, Chat, ChatLine
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record


def register_chat(intake: Intake, chatted: Chatted, *, by: Actor, now: datetime) -> Chat:
    """As `open_case`, with the transcript. The same conversation again is the same case.

    A conversation that went on since gains its new lines. Search finds all that was said in it. Records
    case.chat_kept. Raises Invalid("transcript", "required" or "too_long") and, where earlier lines changed,
    "other_lines".
    """
    if not chatted.lines:
        raise Invalid("transcript", "required")
    if len(chatted.transcript) > LONGEST:
        raise Invalid("transcript", "too_long")
    earlier = chat_called(chatted.tool, chatted.conversation) if chatted.conversation else None
    if earlier is not None:
        return _gone_on(earlier, chatted, by=by, now=now)
    case = open_case(intake, by=by, now=now)
    kept = chats_of(case)
    return kept[0] if kept else _keep(case, chatted, by=by, now=now)


def _keep(case: Case, chatted: Chatted, *, by: Actor, now: datetime) -> Chat:
    moments = [line.at for line in chatted.lines if line.at is not None]
    chat = Chat(
        case_id=case.id,
        tool=chatted.tool,
        conversation=chatted.conversation,
        transcript=chatted.transcript,
        started_at=chatted.started_at or min(moments, default=None),
        ended_at=chatted.ended_at or max(moments, default=None),
        rating=chatted.rating,
        lines=_rows(chatted.lines, 0),
    )
    db.session.add(chat)
    db.session.flush()
    index_words(case, *(line.text for line in chatted.lines))
    record("case.chat_kept", case, by=by, now=now, chat=chat.id, lines=len(chatted.lines))
    return chat


def _gone_on(chat: Chat, chatted: Chatted, *, by: Actor, now: datetime) -> Chat:
    known = len(chat.lines)
    before = [(line.speaker, line.text) for line in chat.lines]
    if before != [(line.speaker, line.text) for line in chatted.lines[:known]]:
        raise Invalid("transcript", "other_lines")
    chat.rating = chatted.rating or chat.rating
    added = chatted.lines[known:]
    if added:
        chat.lines.extend(_rows(added, known))
        chat.transcript = chatted.transcript
        chat.ended_at = chatted.ended_at or chat.ended_at
        case = db.session.get_one(Case, chat.case_id)
        case.touch()
        index_words(case, *(line.text for line in added))
        record("case.chat_kept", case, by=by, now=now, chat=chat.id, lines=len(added))
    db.session.flush()
    return chat


def _rows(lines: Sequence[Said], after: int) -> list[ChatLine]:
    return [
        ChatLine(position=place, speaker=line.speaker, name=line.name[:60], at=line.at, text=line.text)
        for place, line in enumerate(lines, start=after + 1)
    ]

"""From the bytes of a mail to a report: what is sealed, and what is thrown away (W-01, W-04, W-07).

The headers are not kept: they tell from which machine and by which way a mail came. Who sent it goes to
the identity, which two readers open. Whoever is called by name in it is left out of its readers.
"""

from dataclasses import dataclass

from models.cleaning import Left
from models.hotline.rules.content import MOST_TEXT, Draft, Identity
from models.hotline.rules.mail import ATTACHED, WORDLESS
from models.hotline.words import ReportKind, Source
from models.mailbox.rules.parsed import Attachment, Parsed
from models.mailbox.rules.voice import language_of
from web.reporting.files import TakenFile, clean_one
from web.reporting.named import departments_in, people_in
from web.sealed_uploads import SealedSpool

MOST_LINE = 200


@dataclass(frozen=True)
class Letter:
    """A mail, ready to be sealed."""

    draft: Draft
    files: tuple[TakenFile, ...]


def letter(found: Parsed, *, body: SealedSpool | None, most_bytes: int) -> Letter:
    """Makes a report of a mail and cleans what is attached; what cannot be cleaned goes along and is marked.

    `body` is what stands below the headers, where the mail was not fetched whole, cannot be taken apart,
    or has more files than a report takes: then it is attached in its place. Reads the names of staff
    and departments; writes nothing.
    """
    text = _text(found)
    files: list[TakenFile] = []
    if len(text) > MOST_TEXT:
        files.append(_plain("mail.txt", text.encode()))
        text = f"{text[: MOST_TEXT - len(ATTACHED) - 1]}\n{ATTACHED}"
    if body is not None:
        files += _in_parts(body, "mail-body", most_bytes)
        text = f"{text[: MOST_TEXT - len(ATTACHED) - 1]}\n{ATTACHED}".strip()
    else:
        for each in found.attachments:
            files += _attached(each, most_bytes)
    everything = "\n".join((_text(found), *(each.name for each in found.attachments)))
    draft = Draft(
        kind=ReportKind.OTHER,
        text=text or WORDLESS,
        people=people_in(everything),
        departments=departments_in(everything),
        source=Source.MAILBOX,
        identity=_sender(found),
        language=language_of(everything),
    )
    return Letter(draft, tuple(files))


def in_one_piece(found: Parsed, *, most_files: int) -> bool:
    """Whether a mail was taken apart, and has no more files than a report takes beside its text."""
    return not found.unreadable and len(found.attachments) < most_files


def _text(found: Parsed) -> str:
    return "\n\n".join(part for part in (found.subject, found.words.strip(), found.quoted.strip()) if part)


def _sender(found: Parsed) -> Identity:
    others = [found.reply_to] if found.reply_to != found.sender else []
    contact = " ".join(address for address in (found.sender, *others) if address)
    return Identity(name=found.sender_name[:MOST_LINE], contact=contact[:MOST_LINE])


def _attached(each: Attachment, most: int) -> list[TakenFile]:
    if not each.content:
        return []
    spool = SealedSpool()
    spool.write(each.content)
    file = clean_one(spool, each.name, uncleaned=True)
    return [file] if file.content.size <= most else _in_parts(file.content, file.name, most)


def _plain(name: str, content: bytes) -> TakenFile:
    spool = SealedSpool()
    spool.write(content)
    return clean_one(spool, name, uncleaned=True)


def _in_parts(whole: SealedSpool, name: str, most: int) -> list[TakenFile]:
    """A file in pieces that a report takes; put together again they are the file."""
    parts: list[SealedSpool] = []
    for piece in whole.chunks():
        if not parts or parts[-1].size + len(piece) > most:
            parts.append(SealedSpool())
        parts[-1].write(piece)
    whole.close()
    names = [name] if len(parts) == 1 else [f"{name}.{n:03}" for n in range(1, len(parts) + 1)]
    return [
        TakenFile(name, None, (), (Left.UNKNOWN,), part, is_clean=False, sent=True)
        for name, part in zip(names, parts, strict=True)
    ]

"""`flask mailbox`: messages taken in by hand, and the mailbox asked at once."""

from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from jobs.job import describe
from jobs.mailbox import fetch as fetching
from jobs.mailbox import handle
from models.clock import now
from models.db import db
from models.mailbox import queries
from models.mailbox.words import Fate, Reason
from web.mail_room import office

mailbox = AppGroup("mailbox", help="Mail that customers send.")

WHY = {
    Reason.CLOSED_CASE: "answers {mentions}, which is closed",
    Reason.UNPROVEN: "names {mentions}, which is another's",
    Reason.UNREADABLE: "cannot be taken apart",
    Reason.TOO_LARGE: "only its beginning was fetched",
    Reason.BY_HAND: "made by a person",
    Reason.DUPLICATE: "it came before",
    Reason.LOOP: "it goes in a circle",
    Reason.OWN: "it is one of ours",
    Reason.TOO_MANY: "too many for a day or an hour",
    Reason.EMPTY: "it says nothing",
    Reason.TO_STAFF: "it answers a mail to staff",
}
BECAME = {
    Fate.WAITING: "waits",
    Fate.CASE: "became case {case}",
    Fate.WORDS: "was added to case {case}",
    Fate.AUTO_REPLY: "is an automatic answer{to}",
    Fate.BOUNCE: "says that a letter could not be delivered{to}",
    Fate.RECEIPT: "reports on a letter{to}",
    Fate.IGNORED: "became no case",
    Fate.FAILED: "could not be handled: {error}",
}


@mailbox.command("add")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def add(files: Sequence[Path]) -> None:
    """Take raw messages in, as if they had come into the mailbox, and say what became of each.

    A message that was taken in before is not taken in again. Ends with 1 when one could not be handled.
    """
    failed = False
    for file in files:
        try:
            click.echo(f"{file}: {_take(file)}")
        except Exception as problem:  # each file by itself: the others are taken in
            db.session.rollback()
            failed = True
            click.echo(f"{file}: failed: {describe(problem)}", err=True)
    if failed:
        raise SystemExit(1)


@mailbox.command("fetch")
def fetch() -> None:
    """Ask the mailbox now, and say what became of each message. Ends with 1 when something failed."""
    seen: list[int] = []
    tally = fetching.ask(now(), at_once=True, seen=seen)
    for message_id in seen:
        click.echo(f"message {message_id}: {became(message_id)}")
    click.echo(f"{tally.done} done, {tally.failed} failed")
    if tally.failed:
        raise click.ClickException(tally.error)


def became(message_id: int) -> str:
    """One line on what became of a message."""
    message = queries.find(message_id)
    if message is None:
        return "is gone"
    number = message.case.number if message.case else ""
    values = {
        "case": number,
        "to": f" about {number}" if number else "",
        "error": message.last_error,
        "mentions": message.mentions,
    }
    why = f" ({WHY[message.reason].format(**values)})" if message.reason else ""
    return BECAME[message.fate].format(**values) + why


def _take(file: Path) -> str:
    room, moment = office(), now()
    content = file.read_bytes()
    known = _known(content)
    message_id = handle.keep(content, arrived_at=moment, office=room, now=moment)
    handle.settle(message_id, office=room, now=moment)
    return ("was taken in before and " if known else "") + became(message_id)


def _known(content: bytes) -> bool:
    message = queries.with_content(content)
    settled = message is not None and message.fate is not Fate.WAITING
    db.session.commit()
    return settled

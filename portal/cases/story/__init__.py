"""The story of a case as people read it: each event as a sentence with its words (H-05)."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from models.cases.queries import Entry
from models.cases.tables import Case, Contact
from models.revisits.queries.story import Chapter
from models.rulebook.document import Rules
from portal.cases.story import (
    belonging,
    channels,
    clock,
    compensation,
    customer,
    grave,
    mail,
    outcome,
    outside,
    retention,
    revisits,
    together,
    work,
)
from portal.cases.story.departure import on_its_way
from portal.cases.story.line import JoinedCase, Line, Scene, line
from web.mails import MailShown

__all__ = ["JoinedCase", "Line", "story"]

TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    **customer.TELLERS,
    **work.TELLERS,
    **together.TELLERS,
    **grave.TELLERS,
    **compensation.TELLERS,
    **belonging.TELLERS,
    **channels.TELLERS,
    **outcome.TELLERS,
    **outside.TELLERS,
    **retention.TELLERS,
    **clock.TELLERS,
    **revisits.TELLERS,
    **mail.TELLERS,
}


def story(
    entries: Sequence[Entry],
    case: Case,
    rules: Rules,
    *,
    letters: Iterable[Contact] = (),
    chapters: Iterable[Chapter] = (),
    files: Mapping[int | None, list[dict[str, str]]],
    ways: Mapping[int, str],
    joined: Mapping[int, JoinedCase],
    mails: Sequence[MailShown] = (),
    in_sight: Container[str] = (),
) -> list[Line]:
    """All lines, oldest first. Letters that no event speaks of have lines of their own.

    `ways` says by the id of a message how the letter is on its way, as `web.letters.ways` does. `joined`
    are the cases merged into this one, by their merge (T-06); `in_sight` the numbers of other cases that the
    reader may open: the others are not named (X-01).

    An event of a kind that has no sentence is shown by its name, so that nothing is ever left out.
    """
    logged = {entry.event.id: entry.rows["contact"] for entry in entries if "contact" in entry.rows}
    told = {contact.id for contact in logged.values()}
    by_revisit = {chapter.revisit.id: chapter for chapter in chapters}
    lines = [
        TELLERS.get(entry.event.kind, _plain)(
            Scene(entry, case, rules, by_revisit, files, joined, mails, in_sight)
        )
        for entry in entries
    ]
    lines = [on_its_way(each, logged.get(each.event_id), ways) for each in lines]
    own = [contact for contact in letters if contact.id not in told]
    lines += [on_its_way(customer.letter(contact), contact, ways) for contact in own]
    return sorted(lines, key=lambda each: each.at)


def _plain(scene: Scene) -> Line:
    return line(scene, "event", scene.entry.event.kind)

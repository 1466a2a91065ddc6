"""The story of a case as people read it: each event as a sentence with its words (H-05)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from models.cases.queries import Entry
from models.cases.tables import Case, Contact
from models.revisits.queries.story import Chapter
from models.rulebook.document import Rules
from portal.cases.story import clock, customer, outcome, revisits, work
from portal.cases.story.line import Line, Scene, line

__all__ = ["Line", "story"]

TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    **customer.TELLERS,
    **work.TELLERS,
    **outcome.TELLERS,
    **clock.TELLERS,
    **revisits.TELLERS,
}


def story(
    entries: Sequence[Entry],
    case: Case,
    rules: Rules,
    *,
    letters: Iterable[Contact] = (),
    chapters: Iterable[Chapter] = (),
    files: Mapping[int | None, list[dict[str, str]]],
) -> list[Line]:
    """All lines, oldest first. Letters that no event speaks of have lines of their own.

    An event of a kind that has no sentence is shown by its name, so that nothing is ever left out.
    """
    told = {entry.rows["contact"].id for entry in entries if "contact" in entry.rows}
    by_revisit = {chapter.revisit.id: chapter for chapter in chapters}
    lines = [
        TELLERS.get(entry.event.kind, _plain)(Scene(entry, case, rules, by_revisit, files))
        for entry in entries
    ]
    lines += [customer.letter(contact) for contact in letters if contact.id not in told]
    return sorted(lines, key=lambda each: each.at)


def _plain(scene: Scene) -> Line:
    return line(scene, "event", scene.entry.event.kind)

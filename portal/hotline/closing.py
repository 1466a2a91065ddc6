"""The closing report as a PDF, made in memory and never stored in clear (W-05)."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response
from flask_babel.speaklater import LazyString

from models.clock import now
from models.hotline.queries.offers import task_words
from models.hotline.queries.opening import involved_in, readers_of
from models.hotline.queries.reading import Entry, Thread, read
from models.hotline.rules.access import KeyHolder
from models.hotline.rules.content import Content
from models.hotline.words import EntryKind
from models.people.queries import departments
from portal.hotline.blueprint import blueprint
from portal.hotline.lock import opened, unlocked_only
from portal.hotline.people import beside, people_of
from web.access import anyone
from web.language import lazy
from web.papers import pdf


@dataclass(frozen=True)
class Part:
    """One heading of the paper, and which sealed texts stand under it."""

    heading: LazyString
    kinds: frozenset[EntryKind]
    is_meant: Callable[[Content], bool] = lambda _content: True

    def of(self, thread: Thread) -> list[Entry]:
        """Its texts, in their order."""
        return [each for each in thread.of(*self.kinds) if self.is_meant(each.content)]


PARTS = (
    Part(lazy("The report"), frozenset({EntryKind.REPORT})),
    Part(lazy("Assessment of the report"), frozenset({EntryKind.ASSESSMENT})),
    Part(lazy("Plan of the investigation"), frozenset({EntryKind.NOTE}), lambda said: "plan" in said.data),
    Part(lazy("Tasks"), frozenset({EntryKind.TASK, EntryKind.TASK_DONE})),
    Part(lazy("Questions and answers"), frozenset({EntryKind.MESSAGE})),
    Part(lazy("Interviews"), frozenset({EntryKind.INTERVIEW})),
    Part(lazy("Evidence"), frozenset({EntryKind.EVIDENCE})),
    Part(lazy("Finding"), frozenset({EntryKind.FINDING})),
    Part(lazy("Measures"), frozenset({EntryKind.MEASURE})),
    Part(
        lazy("Told to the reporter"),
        frozenset({EntryKind.STATUS}),
        lambda said: said.data.get("status") == "told",
    ),
)
"""Internal notes, what readers did and who reported stay out of it."""


@blueprint.get("/<number>/closing-report")
@anyone
@unlocked_only
def closing_report(holder: KeyHolder, number: str) -> Response:
    """The report, what was looked into, the finding and the measures; without the reporter's identity."""
    report, access = opened(holder, number)
    thread, involved = read(access), involved_in(report, access)
    people = people_of(thread, involved.people)
    told = [(part.heading, part.of(thread)) for part in PARTS]
    content = pdf(
        "pdf/hotline_closing.html",
        report=report,
        parts=[part for part in told if part[1]],
        people=people,
        concerned=[people[each] for each in involved.people if each in people],
        units=[each for each in departments(with_closed=True) if each.id in involved.departments],
        others=beside(involved.others, list(people.values())),
        readers=[share.keeper.staff for share in readers_of(report.id)],
        task_words=task_words(thread),
        files=thread.files,
        at=now(),
    )
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{report.number}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

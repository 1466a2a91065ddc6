"""The closing report as a PDF, made in memory and never stored in clear (W-05)."""

from flask import Response

from models.clock import now
from models.hotline.queries.opening import involved_in
from models.hotline.queries.reading import read
from models.hotline.rules.access import KeyHolder
from models.hotline.words import EntryKind
from models.people.queries import staff_with_ids
from portal.hotline.blueprint import blueprint
from portal.hotline.lock import opened, unlocked_only
from web.access import anyone
from web.papers import pdf

PARTS = (
    EntryKind.REPORT,
    EntryKind.ASSESSMENT,
    EntryKind.TASK,
    EntryKind.INTERVIEW,
    EntryKind.EVIDENCE,
    EntryKind.FINDING,
    EntryKind.MEASURE,
)


@blueprint.get("/<number>/closing-report")
@anyone
@unlocked_only
def closing_report(holder: KeyHolder, number: str) -> Response:
    """The report, what was looked into, the finding and the measures; without the reporter's identity."""
    report, access = opened(holder, number)
    thread, involved = read(access), involved_in(report, access)
    people = list(staff_with_ids(involved.people).values()) if involved.people else []
    parts = [(kind, thread.of(kind)) for kind in PARTS]
    content = pdf(
        "pdf/hotline_closing.html",
        report=report,
        parts=[part for part in parts if part[1]],
        involved=involved,
        people=people,
        files=thread.files,
        at=now(),
    )
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{report.number}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

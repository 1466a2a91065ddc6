"""GET /portal/bodies/<body>/meetings.xlsx: its meetings, and what they gave people to do (M-01)."""

from collections.abc import Iterator

from flask import Response

from models.bodies import queries
from models.bodies.tables import BodyTask
from models.bodies.words import BodyKind
from models.clock import local_day, now
from portal.bodies.blueprint import blueprint, body_or_404
from web.access import anyone, viewer
from web.downloads import as_file
from web.language import _
from web.language.filters import named
from web.sheets import Cell, Sheet, workbook_of
from web.words import word

OF_MEETINGS = (16, 36, 14, 19, 19, 24, 16, 16, 19)
OF_TASKS = (16, 50, 16, 19, 19, 14, 40)


@blueprint.get("/<body>/meetings.xlsx")
@anyone
def export(body: str) -> Response:
    """The meetings that the viewer may see, a row each; the action items for who may follow them."""
    kind, today = body_or_404(body), local_day(now())
    heads = [
        _("Meeting no."), _("What the meeting is about"), _("State"), _("Begins"), _("Ends"),
        _("Place or link"), _("Chair of the meeting"), _("Minutes kept by"), _("Signed"),
    ]  # fmt: skip
    sheets = [Sheet(_("Meetings"), heads, OF_MEETINGS, _meetings(kind))]
    if queries.may_follow(viewer(), queries.seat_of(viewer(), kind, today)):
        heads = [
            _("Meeting no."), _("Action item"), _("By whom"), _("Given on"), _("Due"), _("State"),
            _("What came of it"),
        ]  # fmt: skip
        sheets.append(Sheet(_("Action items"), heads, OF_TASKS, _tasks(kind)))
    return as_file(workbook_of(sheets), f"{kind.replace('_', '-')}-{today:%Y%m%d}.xlsx")


def _meetings(kind: BodyKind) -> Iterator[list[Cell]]:
    for row in queries.listing(viewer(), local_day(now()), kind, limit=None):
        yield [
            row.number,
            row.title,
            word(row.state),
            row.starts_at,
            row.ends_at,
            row.place,
            named(row.chair) if row.chair else "",
            named(row.keeper) if row.keeper else "",
            row.signed_at or "",
        ]


def _tasks(kind: BodyKind) -> Iterator[list[Cell]]:
    for row in queries.given_tasks(kind):
        yield [
            row.meeting.number,
            row.text,
            named(row.owner),
            row.given_at or "",
            row.due_at,
            _state(row),
            row.remark,
        ]


def _state(task: BodyTask) -> str:
    if task.done_at:
        return _("done")
    if task.dropped_at:
        return _("Not needed any more")
    return _("Handed to the case") if task.handed_over_at else _("Not done yet")

"""POST /portal/trail/exports: what the filters leave, as Excel or CSV. Taking it out is an event itself."""

from collections.abc import Iterator
from typing import Any

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from models.clock import local, now
from models.events import queries
from models.events.actions import note_export
from models.events.queries import MOST_COUNTED, Narrowing
from models.events.tables import Party
from models.people.tables import Staff
from models.permissions import Permission
from portal.trail import filters
from portal.trail.blueprint import blueprint
from portal.trail.lines import lines
from web.access import needs, viewer
from web.commit import commits, reading
from web.downloads import as_file
from web.extensions import limiter
from web.fragments import respond
from web.language import _
from web.language.filters import number
from web.sheets import WORKBOOK, Cell, csv_file, workbook
from web.words import word

OFTEN = "30 per hour"
TYPES = {
    "xlsx": WORKBOOK,
    "csv": "text/csv",
}
WIDTHS = (9, 19, 11, 16, 11, 44, 14, 24, 60, 40, 24, 66)


@blueprint.post("/exports")
@needs(Permission.AUDIT_READ)
@limiter.limit(OFTEN)
@commits
def export() -> ResponseReturnValue:
    """The file, unless the filters leave too much for one. Records who took out what."""
    form = filters.read(request.form)
    chosen = request.form.get("format", "")
    if chosen not in TYPES:
        abort(422)
    wanted = form.narrowing()
    total = queries.count(wanted)
    if total > MOST_COUNTED:
        flash(_("Only %(n)s events go into one file. Choose fewer days.", n=number(MOST_COUNTED)), "warn")
        return respond(redirect=form.address)
    with reading():
        rows = cells(wanted, viewer())
        content = (
            workbook(_("Audit trail"), heads(), WIDTHS, rows) if chosen == "xlsx" else csv_file(heads(), rows)
        )
    note_export(by=viewer(), now=now(), form=chosen, rows=total, **narrowed(wanted))
    name = f"trail-{local(now()):%Y%m%d-%H%M}.{chosen}"
    return as_file(content, name, TYPES[chosen])


def heads() -> list[str]:
    """The names of the columns."""
    return [
        _("No."), _("Moment"), _("On whose behalf"), _("Person"), _("Staff number"), _("Event"),
        _("Concerning"), _("Row"), _("Facts"), _("Reason"), _("Kind"), _("Seal"),
    ]  # fmt: skip


def cells(wanted: Narrowing, by: Staff) -> Iterator[list[Cell]]:
    """A row an event, newest first, read in batches; masked as on the page."""
    parties = {party: word(party) for party in Party}
    end, colon, unsealed = _("; "), _(": "), _("Not sealed yet")
    for batch in queries.stream(wanted, limit=MOST_COUNTED):
        for line in lines(batch, by):
            facts = end.join(f"{name}{colon}{value}" for name, value in line.facts)
            yield [
                line.id, line.at, parties[line.party], line.who, line.number, line.what, line.area, line.name,
                facts, line.reason, line.kind, line.seal.digest if line.seal else unsealed,
            ]  # fmt: skip


def narrowed(wanted: Narrowing) -> dict[str, Any]:
    """What the trail was narrowed to, as facts: names of rows and codes, never what somebody typed."""
    asked = {
        "subjects": list(wanted.subjects or ()),
        "kinds": list(wanted.kinds or ()),
        "people": list(wanted.staff or ()),
        "party": wanted.party.value if wanted.party else None,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
    return {name: value for name, value in asked.items() if value}

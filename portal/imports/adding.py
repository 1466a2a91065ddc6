"""Handing in a file: what it needs, templates, and what will happen."""

from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models.clock import now
from models.db import db
from models.errors import Invalid
from models.files.rules import cleaned
from models.ids import random_code
from models.imports import actions, queries
from models.imports.rules.columns import SPECS
from models.imports.rules.limits import MOST_ROWS
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.imports.blueprint import blueprint
from portal.imports.forms import UploadForm
from portal.imports.sentences import CLOSED_LISTS, categories_of, trouble_sentence, words_for
from web.access import needs, viewer
from web.commit import commits
from web.downloads import file_store
from web.fragments import page, rejected

TEMPLATE = "portal/imports/new.html"


@blueprint.get("/new")
@needs(Permission.CASE_IMPORT)
def new() -> ResponseReturnValue:
    """`?source=` fills in the system, as after a file with faults."""
    source = request.args.get("source", "")[:60]
    form = UploadForm(None, data={"submission": random_code(26), "source": source})
    return page(TEMPLATE, form=form, **_around())


@blueprint.post("/new")
@needs(Permission.CASE_IMPORT)
@commits
def add() -> Response:
    """Keeps the file; the clock reads it. Sent twice it is one import."""
    form = UploadForm(request.form)
    sent = request.files.get("file")
    sound = form.validate()
    if sent is None or not sent.filename:
        form.file.errors = [trouble_sentence("missing_file", {})]
        sound = False
    if not sound or sent is None:
        return rejected(TEMPLATE, form, **_around())
    try:
        added = actions.add_import(
            sent.stream,
            cleaned(sent.filename or ""),
            source=form.source.data or "",
            submission=form.submission.data or "",
            store=file_store(),
            by=viewer(),
            now=now(),
        )
    except actions.ImportedBefore as fault:
        form.file.errors = [trouble_sentence(fault.why, {})]
        return rejected(TEMPLATE, form, **_around(fault.earlier_id))
    except Invalid as fault:
        if fault.field == "file":
            form.file.errors = [trouble_sentence(fault.why, {})]
        else:
            form.blame(fault)
        return rejected(TEMPLATE, form, **_around())
    except IntegrityError:
        # The same form came twice at the same moment, and the other one was first.
        db.session.rollback()
        earlier = queries.sent_before(form.submission.data or "")
        if earlier is None:
            raise
        added = earlier
    return redirect(url_for("imports.show", import_id=added.id), code=303)  # type: ignore[return-value]


def _around(earlier: int | None = None) -> dict[str, Any]:
    """What the page explains; `earlier` is the import by which the very file became cases."""
    rules = rules_at(now())
    return {
        "earlier": queries.one(earlier) if earlier is not None else None,
        "sources": queries.sources(),
        "specs": SPECS.values(),
        "words": {column: words_for(column) for column in CLOSED_LISTS},
        "categories": categories_of(rules),
        "most_rows": MOST_ROWS,
    }

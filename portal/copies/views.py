"""GET and POST /portal/cases/<number>/personal-copy: what the customer's copy holds, and the copy (X-03)."""

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import InputRequired

from models.cases.tables import Case
from models.clock import now
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.permissions import Permission
from models.personal.actions import give_copy
from models.personal.queries import copy_of
from portal.cases.scope import case_or_404
from portal.copies.archive import CHUNK, archive_of
from web.access import needs, viewer
from web.commit import commits
from web.downloads import file_store, sends_files
from web.errors import refusal
from web.forms import Form, Line
from web.fragments import page, rejected
from web.language import lazy

refusal("customer_copy", lazy("Customer service hands customers a copy of their data."))

blueprint = Blueprint("copies", __name__, url_prefix="/portal/cases")
TEMPLATE = "portal/copies/show.html"


class CopyForm(Form):
    """How the customer showed who they are, without which nobody gets their data."""

    recognised_by = Line(lazy("How the customer showed who they are"), most=300, required=True)
    sure = BooleanField(
        lazy("The copy goes to the customer alone, by a way that only they can open."),
        validators=[InputRequired(lazy("Please confirm it."))],
    )


@blueprint.get("/<number>/personal-copy")
@needs(Permission.CUSTOMER_COPY)
def show(number: str) -> ResponseReturnValue:
    """How much there is, and the form."""
    case = case_or_404(number)
    return page(TEMPLATE, case=case, copy=copy_of(_customer(case)), form=CopyForm(None))


@blueprint.post("/<number>/personal-copy")
@sends_files
@needs(Permission.CUSTOMER_COPY)
@commits
def give(number: str) -> Response:
    """The archive, made this moment and kept nowhere."""
    case, form = case_or_404(number), CopyForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, case=case, copy=copy_of(_customer(case)))
    try:
        copy = give_copy(_customer(case), form.recognised_by.data or "", by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, case=case, copy=copy_of(_customer(case)))
    made = archive_of(copy, store=file_store(), now=now())
    made.seek(0, 2)
    size = made.tell()
    made.seek(0)
    answer = Response(_chunks(made), mimetype="application/zip")
    answer.content_length = size
    answer.headers["Content-Disposition"] = f'attachment; filename="{case.number}-personal-data.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _customer(case: Case) -> Customer:
    """Whose case it is; nobody is told that by one whose data went, though they may have others (X-03)."""
    if case.expired_at is not None:
        abort(404)
    return db.session.get(Customer, case.customer_id) or abort(404)


def _chunks(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while chunk := made.read(CHUNK):
            yield chunk

"""GET /portal/rulebook: what holds today, to be read by everybody who works by it."""

from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models.clock import now
from models.db import db
from models.people.tables import Department
from models.permissions import Permission
from models.rulebook import queries
from portal.rulebook.blueprint import blueprint
from web.access import needs
from web.fragments import page


@blueprint.get("")
@needs(Permission.RULEBOOK_READ)
def index() -> ResponseReturnValue:
    departments = db.session.scalars(select(Department))
    return page(
        "portal/rulebook/index.html",
        version=queries.rulebook_at(now()),
        versions=queries.versions(),
        rules=queries.rules_at(now()),
        departments={department.code: department for department in departments},
    )

"""GET /portal/rulebook: what holds today, to be read by everybody who works by it."""

from flask.typing import ResponseReturnValue

from models.clock import now
from models.people.queries import every_department
from models.permissions import Permission
from models.rulebook import queries
from portal.rulebook.blueprint import blueprint
from web.access import needs
from web.fragments import page


@blueprint.get("")
@needs(Permission.RULEBOOK_READ)
def index() -> ResponseReturnValue:
    return page(
        "portal/rulebook/index.html",
        version=queries.rulebook_at(now()),
        versions=queries.versions(),
        rules=queries.rules_at(now()),
        departments={department.code: department for department in every_department()},
    )

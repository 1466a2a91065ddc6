"""GET /portal/search: the first few of each kind, with a way to all of them (X-06)."""

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.cases.queries import Filters
from models.cases.queries.search import NUMBER
from models.clock import local_day, now
from models.knowledge import queries as knowledge
from models.knowledge.queries import ArticleFilter
from models.library import queries as library
from models.library.queries import LessonFilter
from models.people.queries import Employment, StaffFilter, staff_list
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.lists import rows as case_rows
from web.access import anyone, viewer
from web.fragments import page

blueprint = Blueprint("search", __name__, url_prefix="/portal/search")
FEW = 8
LONGEST = 100


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """What was found; the whole number of a case leads straight to it."""
    by, at = viewer(), now()
    text = " ".join(request.args.get("q", "").split())[:LONGEST]
    if (whole := _number(text)) and cases.find(by, whole) is not None:
        return redirect(url_for("cases.show", number=whole))
    found = cases.listing(by, Filters(text=text), now=at, size=FEW).rows if text else []
    return page(
        "portal/search/index.html",
        text=text,
        cases=case_rows(found, at),
        people=_people(by, text) if text else [],
        articles=knowledge.listing(ArticleFilter(text), limit=FEW) if text else [],
        lessons=library.published(LessonFilter(text), limit=FEW) if text else [],
        few=FEW,
    )


def _number(text: str) -> str:
    """The number of one case, with or without its beginning; empty for anything else."""
    found = NUMBER.fullmatch(text)
    if found is None or not found[4]:
        return ""
    year, month, day, place = found.groups()
    return f"HY-{year}{month}{day}-{place}"


def _people(by: Staff, text: str) -> Sequence[Staff]:
    """Who works here and has these words in a name or number; for those who may read people."""
    if not by.may(Permission.PEOPLE_READ):
        return []
    wanted = StaffFilter(words=text, employment=Employment.WORKING)
    return staff_list(wanted, on=local_day(now()), size=FEW)[0]

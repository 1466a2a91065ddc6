"""The tree of departments, the list of people, and a person's card."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.people import queries
from models.people.queries import SORTS, Employment, StaffFilter
from models.people.rules import Role
from models.permissions import Permission
from portal.people.blueprint import people
from portal.people.card import card, person_or_404
from portal.people.forms import FilterForm, tree_choices
from web.access import needs
from web.fragments import page
from web.language import _
from web.lists import address, window
from web.words import choices


@people.get("")
@needs(Permission.PEOPLE_READ)
def index() -> ResponseReturnValue:
    """The departments at the left, and the people that the address asks for."""
    today = local_day(now())
    tree = queries.department_tree(on=today)
    form = FilterForm(request.args)
    form.department.choices = [("", _("All departments")), *tree_choices(tree)]
    form.role.choices = [("", _("All roles")), *choices(role for role in Role if role is not Role.STAFF)]
    form.employment.choices = choices(Employment)
    asked = form.employment.data
    wanted = StaffFilter(
        words=form.q.data or "",
        department=next((b.department for b in tree if b.department.code == form.department.data), None),
        role=Role(form.role.data) if form.role.data in set(Role) else None,
        employment=Employment(asked) if asked in set(Employment) else Employment.WORKING,
    )
    form.employment.data = wanted.employment.value
    shown = window(SORTS, default="number")
    rows, total = queries.staff_list(
        wanted,
        on=today,
        sort=shown.sort,
        descending=shown.descending,
        page=shown.page,
        size=shown.size,
    )
    return page(
        "portal/people/index.html",
        tree=tree,
        form=form,
        wanted=wanted,
        rows=rows,
        total=total,
        shown=shown,
        address=address,
        as_of=today,
    )


@people.get("/<number>")
@needs(Permission.PEOPLE_READ)
def person(number: str) -> Response:
    """One person: department, contact, roles, and what may be changed."""
    return page("portal/people/person.html", **card(person_or_404(number)))

"""A department's card, and opening, changing, heading and closing one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.errors import Invalid
from models.events.queries import history
from models.people import actions, queries
from models.people.rules.steps import DepartmentStep, department_steps
from models.people.tables import Department
from models.permissions import Permission
from portal.cards import Card, take_step
from portal.people.blueprint import departments
from portal.people.department_forms import DepartmentForm, HeadForm, NewDepartmentForm
from portal.people.story import told
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, VersionForm
from web.fragments import page, rejected, respond
from web.language import _

REGIONS = (
    "portal/people/_department_facts.html",
    "portal/people/_history.html",
    "portal/people/_department_steps.html",
)
FORMS = {DepartmentStep.CHANGE: "department_form", DepartmentStep.SET_HEAD: "head_form"}


@departments.get("")
@needs(Permission.PEOPLE_READ)
def index() -> ResponseReturnValue:
    """The tree is shown with the people."""
    return redirect(url_for("people.index"), code=303)


@departments.get("/new")
@needs(Permission.PEOPLE_EDIT)
def new() -> Response:
    """The form for a new department."""
    form = NewDepartmentForm(formdata=None)
    form.offer_parents()
    return page("portal/people/new_department.html", form=form)


@departments.post("")
@needs(Permission.PEOPLE_EDIT)
@commits
def add() -> Response:
    """Opens a department."""
    form = NewDepartmentForm()
    form.offer_parents()
    if form.validate():
        try:
            department = actions.add_department(
                form.details(), code=form.code.data or "", by=viewer(), now=now()
            )
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("The department is open."), "good")
            return respond(redirect=url_for("departments.department", code=department.code))
    return rejected("portal/people/new_department.html", form)


@departments.get("/<code>")
@needs(Permission.PEOPLE_READ)
def department(code: str) -> Response:
    """One department: head, parent, departments below it, people."""
    return page("portal/people/department.html", **card(department_or_404(code)))


@departments.post("/<code>/details")
@needs(Permission.PEOPLE_EDIT)
@commits
def change(code: str) -> Response:
    """Renames or moves a department."""
    row, form = department_or_404(code), DepartmentForm()
    form.offer_parents(without=row)

    def act() -> None:
        details, seen = form.details(), form.version.version
        actions.change_department(row, details, by=viewer(), now=now(), seen=seen)

    return _take(row, DepartmentStep.CHANGE, form, act)


@departments.post("/<code>/head")
@needs(Permission.PEOPLE_EDIT)
@commits
def set_head(code: str) -> Response:
    """Names a head, or leaves the department without one."""
    row, form = department_or_404(code), HeadForm()
    form.offer(row)

    def act() -> None:
        head, seen = form.chosen(), form.version.version
        actions.set_head(row, head, by=viewer(), now=now(), seen=seen)

    return _take(row, DepartmentStep.SET_HEAD, form, act)


@departments.post("/<code>/closure")
@needs(Permission.PEOPLE_EDIT)
@commits
def close(code: str) -> Response:
    """Closes a department that is empty."""
    row, form = department_or_404(code), VersionForm()

    def act() -> None:
        actions.close_department(row, by=viewer(), now=now(), seen=form.version.version)

    return _take(row, DepartmentStep.CLOSE, form, act)


def department_or_404(code: str) -> Department:
    """The department with this code."""
    return queries.department_with_code(code) or abort(404)


def card(row: Department, **changes: Any) -> dict[str, Any]:
    """Everything the card and its regions need; `changes` replace single parts, such as a rejected form."""
    steps = department_steps(row, viewer())
    today = local_day(now())
    return {
        "department": row,
        "below": queries.departments_below(row),
        "staff": queries.working_staff(on=today, departments=[row.id]),
        "steps": steps,
        "DepartmentStep": DepartmentStep,
        "history": told(history(row.audit_name)) if viewer().may(Permission.PEOPLE_EDIT) else [],
        "open_step": None,
        "version_form": VersionForm(formdata=None, version=row.version),
        "department_form": DepartmentForm.of(row) if steps else None,
        "head_form": HeadForm.of(row) if steps else None,
        **changes,
    }


def _take(row: Department, step: DepartmentStep, form: Form, act: Callable[[], None]) -> Response:
    here = Card(
        url_for("departments.department", code=row.code),
        partial(card, row),
        REGIONS,
        "portal/people/_department_steps.html",
    )
    return take_step(here, step, form, act, form_name=FORMS.get(step, "version_form"))

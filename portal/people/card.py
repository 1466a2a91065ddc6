"""What a person's card shows, with the forms of the steps that its reader may take."""

from typing import Any

from flask import abort

from models.clock import local_day, now
from models.events.queries import history
from models.people import queries
from models.people.rules import grantable_roles
from models.people.rules.steps import PersonStep, person_steps
from models.people.tables import Staff
from models.permissions import Permission
from portal.people.forms import DetailsForm, LeaveForm, RolesForm
from portal.people.story import told
from web.access import viewer
from web.forms import VersionForm

REGIONS = (
    "portal/people/_facts.html",
    "portal/people/_roles.html",
    "portal/people/_history.html",
    "portal/people/_steps.html",
)


def person_or_404(number: str) -> Staff:
    """The person with this number; numbers are no secret to those who may open the area."""
    return queries.staff_numbered(number) or abort(404)


def card(person: Staff, **changes: Any) -> dict[str, Any]:
    """Everything the card and its regions need; `changes` replace single parts, such as a rejected form."""
    today = local_day(now())
    steps = person_steps(person, viewer(), on=today)
    return {
        "person": person,
        "as_of": today,
        "steps": steps,
        "PersonStep": PersonStep,
        "heads": queries.departments_headed_by(person),
        "history": told(history(person.audit_name)) if viewer().may(Permission.PEOPLE_EDIT) else [],
        "open_step": None,
        "issued_password": None,
        **_forms(person, steps),
        **changes,
    }


def _forms(person: Staff, steps: list[PersonStep]) -> dict[str, Any]:
    forms: dict[str, Any] = {"version_form": VersionForm(formdata=None, version=person.version)}
    if PersonStep.CHANGE in steps:
        forms["details_form"] = DetailsForm.of(person)
    if PersonStep.SET_ROLES in steps:
        forms["roles_form"] = roles_form(person)
    if PersonStep.LEAVE in steps:
        forms["leave_form"] = LeaveForm(formdata=None, version=person.version, left_on=local_day(now()))
    return forms


def roles_form(person: Staff) -> RolesForm:
    """The roles that the viewer may grant, those the person has ticked."""
    offered = grantable_roles(viewer().roles)
    form = RolesForm(
        formdata=None, version=person.version, roles=[role.value for role in person.roles & offered]
    )
    form.offer(offered)
    return form

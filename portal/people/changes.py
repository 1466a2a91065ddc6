"""Taking people on, and the steps on a person's card: a view for each."""

from collections.abc import Callable
from functools import partial

from flask import Response, flash, url_for

from models.clock import local_day, now
from models.errors import Invalid
from models.people import actions, queries
from models.people.rules import grantable_roles
from models.people.rules.steps import PersonStep
from models.people.tables import Staff
from models.permissions import Permission
from portal.cards import Card, take_step
from portal.people.blueprint import people
from portal.people.card import REGIONS, card, person_or_404
from portal.people.forms import DetailsForm, LeaveForm, NewPersonForm, RolesForm
from web.access import needs, viewer
from web.commit import commits
from web.context import installation
from web.forms import Form, VersionForm
from web.fragments import is_fragment_request, page, rejected, respond
from web.language import _


@people.get("/new")
@needs(Permission.PEOPLE_EDIT)
def new() -> Response:
    """The form for somebody who joins."""
    number = queries.next_number(installation().staff_prefix)
    form = NewPersonForm(formdata=None, number=number, joined_on=local_day(now()))
    return page("portal/people/new.html", form=_offered(form))


@people.post("")
@needs(Permission.PEOPLE_EDIT)
@commits
def add() -> Response:
    """Takes somebody on and shows the temporary password, this once."""
    form = _offered(NewPersonForm())
    if not form.validate():
        return rejected("portal/people/new.html", form)
    try:
        person, password = actions.add_staff(
            form.details(),
            number=form.number.data or "",
            login=form.login.data or "",
            joined_on=form.joined_on.data or local_day(now()),
            roles=form.chosen(None, grantable_roles(viewer().roles)),
            by=viewer(),
            now=now(),
        )
    except Invalid as error:
        form.blame(error)
        return rejected("portal/people/new.html", form)
    flash(_("%(number)s is taken on.", number=person.number), "good")
    return page("portal/people/person.html", **card(person, issued_password=password))


@people.post("/<number>/details")
@needs(Permission.PEOPLE_EDIT)
@commits
def change(number: str) -> Response:
    """Names, contact, department, title."""
    person, form = person_or_404(number), DetailsForm()
    form.offer_departments()

    def act() -> None:
        details, seen = form.details(), form.version.version
        actions.change_staff(person, details, by=viewer(), now=now(), seen=seen)

    return _take(person, PersonStep.CHANGE, form, act)


@people.post("/<number>/roles")
@needs(Permission.PEOPLE_EDIT)
@commits
def set_roles(number: str) -> Response:
    """Grants roles and takes them away (X-01)."""
    person, form = person_or_404(number), RolesForm()
    offered = grantable_roles(viewer().roles)
    form.offer(offered)

    def act() -> None:
        chosen, seen = form.chosen(person, offered), form.version.version
        actions.set_roles(person, chosen, by=viewer(), now=now(), seen=seen)

    return _take(person, PersonStep.SET_ROLES, form, act)


@people.post("/<number>/departure")
@needs(Permission.PEOPLE_EDIT)
@commits
def leave(number: str) -> Response:
    """Sets the last day."""
    person, form = person_or_404(number), LeaveForm()

    def act() -> None:
        last_day, seen = form.left_on.data or local_day(now()), form.version.version
        actions.leave(person, last_day, by=viewer(), now=now(), seen=seen)

    return _take(person, PersonStep.LEAVE, form, act)


@people.post("/<number>/return")
@needs(Permission.PEOPLE_EDIT)
@commits
def take_back(number: str) -> Response:
    """Takes the last day back."""
    person, form = person_or_404(number), VersionForm()

    def act() -> None:
        actions.take_back(person, by=viewer(), now=now(), seen=form.version.version)

    return _take(person, PersonStep.TAKE_BACK, form, act)


@people.post("/<number>/second-factor-removal")
@needs(Permission.PEOPLE_EDIT)
@commits
def remove_second_factor(number: str) -> Response:
    """For somebody who lost their phone."""
    person, form = person_or_404(number), VersionForm()

    def act() -> None:
        actions.remove_second_factor(person, by=viewer(), now=now())

    return _take(person, PersonStep.REMOVE_SECOND_FACTOR, form, act)


@people.post("/<number>/password")
@needs(Permission.PEOPLE_EDIT)
@commits
def issue_password(number: str) -> Response:
    """Gives out a temporary password and shows it, this once: there is no address to come back to it."""
    person = person_or_404(number)
    password = actions.issue_temporary_password(person, by=viewer(), now=now())
    shown = card(person, issued_password=password)
    if is_fragment_request():
        return respond(*REGIONS, redirect="", **shown)
    return page("portal/people/person.html", **shown)


FORMS = {
    PersonStep.CHANGE: "details_form",
    PersonStep.SET_ROLES: "roles_form",
    PersonStep.LEAVE: "leave_form",
}


def _take(person: Staff, step: PersonStep, form: Form, act: Callable[[], None]) -> Response:
    here = Card(
        url_for("people.person", number=person.number),
        partial(card, person),
        REGIONS,
        "portal/people/_steps.html",
    )
    return take_step(here, step, form, act, form_name=FORMS.get(step, "version_form"))


def _offered(form: NewPersonForm) -> NewPersonForm:
    form.offer_departments()
    form.offer(grantable_roles(viewer().roles))
    return form

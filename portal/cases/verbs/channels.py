"""POST /portal/cases/<number>/public-post and its like: posts, alerts, thanks, stores (V-06, V-07)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.channel_words import PostBy
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.customers.rules import email_of, phone_of
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.channels import (
    SATISFIED,
    ChannelMoveForm,
    OpinionAlertEndForm,
    OpinionAlertForm,
    PublicPostForm,
    StoreConfirmationForm,
    ThanksForm,
)
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/public-post")
@needs(Permission.CASE_HANDLE)
@commits
def public_post(number: str) -> Response:
    def act(case: Case, form: PublicPostForm, by: Staff, at: datetime) -> str:
        actions.record_post(
            case,
            form.text.data or "",
            post_by=PostBy(form.post_by.data),
            link=form.link.data or "",
            author=form.author.data or "",
            reach=form.reach.data,
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("Written down.")

    return take_step(number, Step.PUBLIC_POST, act)


@blueprint.post("/<number>/channel-move")
@needs(Permission.CASE_HANDLE)
@commits
def channel_move(number: str) -> Response:
    def act(case: Case, form: ChannelMoveForm, by: Staff, at: datetime) -> str:
        actions.move_talk(
            case,
            ContactMeans(form.means.data),
            form.text.data or "",
            phone=phone_of(form.phone.data or ""),
            email=email_of(form.email.data or ""),
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("Written down: the talk goes on there.")

    return take_step(number, Step.CHANNEL_MOVE, act)


@blueprint.post("/<number>/opinion-alert")
@needs(Permission.CASE_HANDLE)
@commits
def opinion_alert(number: str) -> Response:
    def act(case: Case, form: OpinionAlertForm, by: Staff, at: datetime) -> str:
        actions.raise_opinion_alert(case, form.reason.data or "", by=by, now=at, seen=form.version.version)
        return _("Public relations and the leading group are alerted.")

    return take_step(number, Step.OPINION_ALERT, act)


@blueprint.post("/<number>/opinion-alert-end")
@needs(Permission.CASE_HANDLE)
@commits
def opinion_alert_end(number: str) -> Response:
    def act(case: Case, form: OpinionAlertEndForm, by: Staff, at: datetime) -> str:
        actions.end_opinion_alert(case, form.outcome.data or "", by=by, now=at, seen=form.version.version)
        return _("The alert is over.")

    return take_step(number, Step.OPINION_ALERT_END, act)


@blueprint.post("/<number>/thanks")
@needs(Permission.CASE_TRIAGE)
@commits
def thanks(number: str) -> Response:
    def act(case: Case, form: ThanksForm, by: Staff, at: datetime) -> str:
        means, text = ContactMeans(form.means.data), form.text.data or ""
        actions.thank(case, text, means=means, by=by, now=at, seen=form.version.version)
        return _("Thanked and closed.")

    return take_step(number, Step.THANKS, act)


@blueprint.post("/<number>/store-confirmation")
@needs(Permission.CASE_TELL)
@commits
def store_confirmation(number: str) -> Response:
    def act(case: Case, form: StoreConfirmationForm, by: Staff, at: datetime) -> str:
        satisfied = form.answer.data == SATISFIED
        text = form.comment.data or ""
        actions.confirm_in_store(case, satisfied, text, by=by, now=at, seen=form.version.version)
        return _("Closed: the customer is satisfied.") if satisfied else _("It is handled again.")

    return take_step(number, Step.STORE_CONFIRMATION, act)
